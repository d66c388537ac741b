"""Runs scenarios and lessons with --jsonl and --journey, and compares each line with what read_journey.py makes of the
file, and with what Doorway prints of it.

    readers_agree.py DOORWAY FILE...
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from read_journey import Reader, comparable


def runs_of(output):
    """The JSON lines of each run."""
    runs = []
    for line in output.splitlines(keepends=True):
        if '"kind":"began"' in line[:200] and json.loads(line)["kind"] == "began":
            runs.append([])
        runs[-1].append(line)
    return runs


def differences(doorway, file, folder):
    journey = folder / (Path(file).stem + ".journey")
    made = subprocess.run([doorway, "run", file, "--jsonl", "--journey", journey], capture_output=True, text=True)
    if made.returncode != 0 or made.stderr:
        return [f"exit code {made.returncode}: {made.stderr}"]
    wrong = []
    runs = runs_of(made.stdout)
    for number, lines in enumerate(runs, 1):
        part = journey if number == 1 else journey.with_stem(f"{journey.stem}-{number}")
        theirs = list(Reader(part).all())
        ours = [json.loads(line) for line in lines]
        if len(theirs) != len(ours):
            wrong.append(f"{part.name}: {len(theirs)} lines, and {len(ours)} were printed")
        for a, b in zip(theirs, ours):
            if comparable(a) != comparable(b):
                wrong.append(f"{part.name}:\n  read    {a}\n  printed {b}")
                break
        again = subprocess.run([doorway, "run", part, "--jsonl"], capture_output=True, text=True)
        if again.stdout != "".join(lines) or again.stderr:
            wrong.append(f"{part.name}: Doorway prints something else of it {again.stderr}")
    print(f"{Path(file).name}: {len(runs)} recordings, {sum(map(len, runs))} lines")
    return wrong


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for file in sys.argv[2:]:
            wrong += [f"{file}: {what}" for what in differences(sys.argv[1], file, Path(folder))]
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
