"""Kills `doorway run --jsonl --journey` at random moments: each event that was printed is in the file, the same.

    killed_journeys.py DOORWAY

200 kills, 1,000 with DOORWAY_HEAVY. Each tenth file is opened by Doorway as well.
"""

import json
import os
import random
import select
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from read_journey import Reader, Torn, comparable

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from printed_runs import CONVERSATION, read_until

SCENARIOS = {
    "to and fro": CONVERSATION + "repeat 3000 {\nalice: s.send(\"ping\")\nbob: c.recv(10)\nbob: c.send(\"pong\")\n"
                  "alice: s.recv(10)\nalice: v = socket(udp)\nalice: v.sendto(\"datagram\", bob.u)\nalice: v.close()\n}\n",
    "much at once": CONVERSATION + "repeat 300 {\nalice: s.send(fill(40_000))\nbob: wait(c, 40_000)\nbob: c.recv(40_000)\n}\n",
    "asleep": CONVERSATION + "bob: c.recv(10)\nalice: wait(60s)\n",
}


def lost(printed, journey):
    """What was printed and is not in the file, or is otherwise there."""
    try:
        kept = list(Reader(journey).all())
    except (OSError, Torn) as why:
        return [f"{len(printed)} lines were printed, and the file has nothing: {why}"] if printed else []
    if len(kept) < len(printed):
        return [f"{len(printed)} lines were printed, and {len(kept)} are in the file"]
    return [f"printed {a}\n  kept {b}" for a, b in zip(printed, kept) if comparable(a) != comparable(b)][:1]


def kill_one(doorway, number, folder, seed):
    """Returns what is wrong, a line each, and how many lines were printed."""
    rng = random.Random(f"{seed} {number}")
    file = folder / list(SCENARIOS)[number % len(SCENARIOS)]
    journey = folder / f"{number}.journey"
    run = subprocess.Popen([doorway, "run", file, "--jsonl", "--journey", journey], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
    # Half of the moments are places in the output, the others are times from the start on.
    by_place = rng.random() < 0.5
    until = time.monotonic() + (1 if by_place else rng.uniform(0, 0.1))
    output = read_until(run.stdout, until, rng.randrange(1, 600) if by_place else 1_000_000)
    if rng.random() < 0.5:
        select.select([], [], [], rng.uniform(0, 0.005))  # it goes on until its pipe is full
    run.kill()
    rest, complaint = run.communicate()
    lines = (output + rest).split(b"\n")[:-1]
    printed = [json.loads(line) for line in lines]
    wrong = lost(printed, journey)
    if complaint:
        wrong.append(f"said {complaint!r}")
    if number % 10 == 0 and printed:
        again = subprocess.run([doorway, "run", journey, "--jsonl"], capture_output=True)
        ours = again.stdout.split(b"\n")
        if again.returncode != 0 or (again.stderr and b"torn or damaged" not in again.stderr) or ours[:len(lines)] != lines:
            wrong.append(f"Doorway itself does not show it again: {again.stderr!r}")
    journey.unlink(missing_ok=True)
    return [f"kill {number}, {file.name}: {what}" for what in wrong], len(printed)


def main():
    seed = int(os.environ.get("DOORWAY_SEED", random.randrange(1 << 32)))
    kills = 1000 if "DOORWAY_HEAVY" in os.environ else 200
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(4) as pool:
        folder = Path(folder)
        for name, text in SCENARIOS.items():
            (folder / name).write_text(text)
        results = list(pool.map(lambda number: kill_one(sys.argv[1], number, folder, seed), range(kills)))
    wrong = [what for found, _ in results for what in found]
    print("\n".join(wrong))
    print(f"{kills} kills, {sum(count for _, count in results)} lines printed before them, {len(wrong)} faults"
          f" (DOORWAY_SEED={seed})")
    sys.exit(1 if wrong or not any(count > 100 for _, count in results) else 0)


if __name__ == "__main__":
    main()
