"""Ends `doorway run` by SIGKILL, SIGINT and SIGTERM at random moments and looks what is left.

    killed_runs.py DOORWAY

After each: the exit code is 130 for SIGINT and 143 for SIGTERM, each line of output is whole, and the kernel's own tables have nothing at the ports the run had but TIME-WAIT and FIN-WAIT-2 without an owner. 50 runs; 1,000 with
DOORWAY_HEAVY. Exits 77 where this system has no such tables.
"""

import json
import os
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from printed_runs import CONVERSATION, read_until

SCENARIOS = {
    "asleep in recv": CONVERSATION + "bob: c.recv(10)\nalice: wait(60s)\n",
    "asleep in accept and recvfrom": CONVERSATION + "bob: d = l.accept()\nalice: v = socket(udp)\nalice: v.bind(0)\n"
                                     "alice: v.recvfrom(1)\ncarol: wait(60s)\n",
    "to and fro": CONVERSATION + "repeat 300 {\nalice: s.send(\"ping\")\nbob: c.recv(10)\nbob: c.send(\"pong\")\n"
                  "alice: s.recv(10)\nalice: v = socket(udp)\nalice: v.sendto(\"datagram\", bob.u)\n}\nbob: wait(60s)\n",
    "a send that fills the buffers": CONVERSATION + "repeat 20 {\nalice: s.send(fill(30_000))\n}\n"
                                     "alice: s.send(fill(20_000_000))\nbob: wait(60s)\n",
    "a connect without an answer": CONVERSATION + "alice: t = socket(tcp)\nalice: t.connect(bob.l)\n"
                                   "alice: v = socket(tcp)\nalice: v.connect(bob.l)\nalice: w = socket(tcp)\n"
                                   "alice: w.connect(bob.l)\nbob: wait(60s)\n",
    "half closed": CONVERSATION + "alice: s.send(\"unread\")\nalice: s.shutdown(send)\nbob: wait(60s)\n",
}
# A line of 27 MB goes into a pipe in thousands of pieces: SIGKILL can come between two, and after the others Doorway gives
# its reader a moment only. Then that line is the last one.
LONG_LINES = {"a send that fills the buffers"}
TABLES = ["tcp", "tcp6", "udp", "udp6"]
# What the kernel keeps of a connection that nobody owns any more (inode 0): it waits for late segments, or for the other
# side's FIN (tcp(7): tcp_fin_timeout).
KEPT_BY_KERNEL = {("06", "0"), ("05", "0")}


def entries():
    """(protocol, local port, remote port, state, inode) of each socket of this computer."""
    for table in TABLES:
        file = Path("/proc/net") / table
        if not file.exists():
            continue
        for line in file.read_text().splitlines()[1:]:
            words = line.split()
            yield table[:3], int(words[1].split(":")[1], 16), int(words[2].split(":")[1], 16), words[3], words[9]


def sockets_of(process):
    """The inodes of the sockets that a process has open."""
    inodes = set()
    try:
        for descriptor in os.scandir(f"/proc/{process}/fd"):
            found = re.fullmatch(r"socket:\[(\d+)\]", os.readlink(descriptor.path))
            if found:
                inodes.add(found.group(1))
    except OSError:
        pass  # it closes them meanwhile
    return inodes


def ports_told(output):
    """The ports that the lines of output name as our own."""
    return {int(port) for port in re.findall(rb'"local":"[^"]*:(\d+)"', output)}


def is_of(ports, entry):
    """Both ends of a conversation are the run's. A number alone may be another program's at the same time, as the one
    end of a connection to elsewhere."""
    return entry[1] in ports and (entry[2] in ports or entry[2] == 0)


def left_at(ports, attempts=200):
    """What the kernel's tables have at these ports but TIME_WAIT. The kernel takes its leave of a connection in the
    background, and nothing tells when: so the tables are read again for up to two seconds."""
    left = []
    for _ in range(attempts):
        left = [entry for entry in entries() if is_of(ports, entry) and entry[3:5] not in KEPT_BY_KERNEL]
        if not left:
            break
        select.select([], [], [], 0.01)
    return left


def half_a_line(output, but_the_last):
    """The first line that is not whole, or nothing."""
    lines = output.split(b"\n")
    rest = lines.pop()
    for line in lines:
        try:
            json.loads(line)
        except ValueError:
            return line
    return b"" if but_the_last else rest


def end_one(doorway, file, chosen, rng):
    """Returns what is wrong, a line each."""
    run = subprocess.Popen([doorway, "run", file, "--jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # Half of the moments are places in the output (or a while after a run has fallen silent), the others are times from
    # the start on.
    by_place = rng.random() < 0.5
    until = time.monotonic() + (0.5 if by_place else rng.uniform(0, 0.15))
    output = read_until(run.stdout, until, rng.randrange(1, 60) if by_place else 1_000_000)
    inodes = sockets_of(run.pid)
    ports = {local for _, local, _, _, inode in entries() if inode in inodes} - {0}
    run.send_signal(chosen)
    try:
        rest, complaint = run.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        run.kill()
        run.communicate()
        return ["it did not end"]
    output += rest
    wrong = []
    # Before main the kernel's own way holds: the signal ends a program that has done nothing so far.
    came_before_main = not output and run.returncode == -chosen
    if not came_before_main and run.returncode != {signal.SIGKILL: -9, signal.SIGINT: 130, signal.SIGTERM: 143}[chosen]:
        wrong.append(f"exit code {run.returncode}")
    if complaint:
        wrong.append(f"said {complaint!r}")
    half = half_a_line(output, but_the_last=Path(file).name in LONG_LINES)
    if half:
        wrong.append(f"half a line: {half[:80]!r} ... {half[-80:]!r}")
    left = left_at(ports | ports_told(output))
    if left:
        wrong.append(f"left: {left}")
    return wrong


def main():
    doorway = sys.argv[1]
    if not Path("/proc/net/tcp").exists():
        print("skipped: this system has no /proc/net/tcp")
        sys.exit(77)
    seed = int(os.environ.get("DOORWAY_SEED", random.randrange(1 << 32)))
    rng = random.Random(seed)
    runs = 1000 if "DOORWAY_HEAVY" in os.environ else 50
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in SCENARIOS.items():
            (Path(folder) / name).write_text(text)
        for number in range(runs):
            name = list(SCENARIOS)[number % len(SCENARIOS)]
            chosen = [signal.SIGKILL, signal.SIGINT, signal.SIGTERM][number // len(SCENARIOS) % 3]
            wrong = end_one(doorway, str(Path(folder) / name), chosen, rng)
            failed += bool(wrong)
            for what in wrong:
                print(f"run {number}, {name}, {chosen.name}: {what}")
    print(f"{runs} runs ended, {failed} not as they should (DOORWAY_SEED={seed})")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
