#!/usr/bin/env python3
"""handouts_as_html.py DOORWAY LESSON...: each lesson's handout and key as HTML, read by Python's own parser.

Elements are closed in the order in which they were opened, nothing refers to anything outside of the page, and no
element is there that could run or fetch something.
"""
import subprocess
import sys
from html.parser import HTMLParser

VOID = {"meta", "br"}
ALLOWED = VOID | {"html", "head", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "ol", "li", "blockquote", "pre",
                  "code", "em", "strong", "span"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "class", "start"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.wrong = []
        self.seen = set()
        self.style = ""

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        if tag not in ALLOWED:
            self.wrong.append(f"an element <{tag}>")
        for name, _ in attributes:
            if name not in ATTRIBUTES:
                self.wrong.append(f"an attribute {name} of <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> where {self.open[-1:]} is open, line {self.getpos()[0]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data

    def handle_comment(self, data):
        self.wrong.append("a comment")


def check(doorway, lesson, options):
    text = subprocess.run([doorway, "export", lesson, "--to", "handout-html", *options], check=True,
                          stdout=subprocess.PIPE).stdout.decode("utf-8")
    page = Page()
    page.feed(text)
    page.close()
    wrong = page.wrong + [f"<{tag}> is never closed" for tag in page.open]
    if not text.startswith("<!DOCTYPE html>"):
        wrong.append("no doctype")
    for element in ("title", "h1", "h2", "meta"):
        if element not in page.seen:
            wrong.append(f"no <{element}>")
    for outside in ("url(", "@import", "http:", "https:"):
        if outside in page.style:
            wrong.append(f"{outside} in the style")
    return [f"{lesson} {' '.join(options)}: {each}" for each in wrong]


def main():
    doorway, lessons = sys.argv[1], sys.argv[2:]
    wrong = []
    for lesson in lessons:
        for options in ([], ["--engineer"], ["--key"]):
            wrong += check(doorway, lesson, options)
    print("\n".join(wrong) or f"{len(lessons)} lessons: all well")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
