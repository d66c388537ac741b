#!/usr/bin/env python3
"""svg_words.py FILE...: reads SVGs with Python's own parser of XML and prints the words of each, one text a line.

The first two lines are the title and the description. A file that is not what it should be ends the program with 1.
"""
import sys
import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def main() -> int:
    for path in sys.argv[1:]:
        root = ElementTree.parse(path).getroot()
        if root.tag != SVG + "svg":
            print(f"{path}: the root is {root.tag}", file=sys.stderr)
            return 1
        width, height = root.get("width"), root.get("height")
        if root.get("viewBox") != f"0 0 {width} {height}":
            print(f"{path}: the view is not the whole picture", file=sys.stderr)
            return 1
        names = [element.get("id") for element in root.iter() if element.get("id")]
        if len(names) != len(set(names)):
            print(f"{path}: a name is given twice", file=sys.stderr)
            return 1
        print(root.findtext(SVG + "title"))
        print(root.findtext(SVG + "desc"))
        for text in root.iter(SVG + "text"):
            if float(text.get("textLength")) < 0 or float(text.get("font-size")) <= 0:
                print(f"{path}: words without a size", file=sys.stderr)
                return 1
            print(text.text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
