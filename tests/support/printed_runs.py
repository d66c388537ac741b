"""What the tests that kill `doorway run --jsonl` share."""

import os
import select
import time

# The beginning of a scenario: a connection from alice.s to bob.c, and bob.u for datagrams.
CONVERSATION = """\
bob: l = socket(tcp)
bob: l.bind(0)
bob: l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
bob: c = l.accept()
bob: u = socket(udp)
bob: u.bind(0)
"""


def read_until(pipe, until, lines):
    """What comes before `until`, or before so many lines have come."""
    chunks, seen = [], 0
    while seen < lines:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
        chunk = os.read(pipe.fileno(), 65536) if ready else b""
        if not chunk:
            break
        chunks.append(chunk)
        seen += chunk.count(b"\n")
    return b"".join(chunks)
