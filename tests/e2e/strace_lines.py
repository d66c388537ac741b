"""Reads what strace wrote: one file a thread (-ff), strings that are not plain text in hexadecimal (-x)."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path

CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+|0x[0-9a-f]+)(.*)$")
ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|([0-7]{1,3})|(.))", re.DOTALL)
PLAIN_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"v": b"\v", b"f": b"\f"}


@dataclass
class SystemCall:
    name: str
    arguments: list
    result: int
    error: str  # "EAGAIN", or None
    rest: str  # what strace says after the result: of poll, the answers
    line: str

    @property
    def descriptor(self):
        """The descriptor it was made at, or None where it has none or several."""
        first = self.arguments[0] if self.arguments else ""
        return int(first) if re.fullmatch(r"-?\d+", first) else None

    def has(self, text):
        return any(text in argument for argument in self.arguments)


def split_arguments(text):
    """At the commas outside of brackets and strings."""
    parts, depth, quoted, start, at = [], 0, False, 0, 0
    while at < len(text):
        character = text[at]
        if quoted:
            if character == "\\":
                at += 1
            elif character == '"':
                quoted = False
        elif character == '"':
            quoted = True
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
        at += 1
    last = text[start:].strip()
    return parts + [last] if last or parts else parts


def parse_line(line):
    """A call, or None for a signal, an exit, or a call that never returned."""
    found = CALL.match(line)
    if not found:
        return None
    name, arguments, result, rest = found.groups()
    error = re.match(r" (E[A-Z0-9]+)", rest) if result == "-1" else None
    return SystemCall(name, split_arguments(arguments), int(result, 0), error.group(1) if error else None, rest, line)


def string_bytes(argument):
    """The bytes of a string as strace prints it, and whether they are all."""
    found = re.search(r'"((?:[^"\\]|\\.)*)"(\.\.\.)?', argument)
    if not found:
        return b"", False

    def plain(match):
        by_hex, by_octal, letter = match.groups()
        if by_hex:
            return bytes([int(by_hex, 16)])
        if by_octal:
            return bytes([int(by_octal, 8)])
        return PLAIN_ESCAPES.get(letter, letter)

    return ESCAPE.sub(plain, found.group(1).encode("latin-1")), found.group(2) is None


def address_text(argument):
    """"127.0.0.1:51834", "[::1]:51834", or None where there is no such address."""
    ipv4 = re.search(r'sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)', argument)
    if ipv4:
        return f"{ipv4.group(2)}:{ipv4.group(1)}"
    port = re.search(r"sin6_port=htons\((\d+)\)", argument)
    ipv6 = re.search(r'inet_pton\(AF_INET6, "([^"]+)"', argument)
    return f"[{ipv6.group(1)}]:{port.group(1)}" if port and ipv6 else None


def poll_entries(argument):
    """Pairs of descriptor and the set of its flags, from the entries before the call or the answers after it."""
    found = re.findall(r"\{fd=(-?\d+)(?:, (?:r?events)=([A-Z0-9x|]+))?", argument)
    return [(int(descriptor), frozenset(flags.split("|")) - {"0", ""}) for descriptor, flags in found]


def option_value(argument):
    """The value of a socket option in the unit that a scenario gives it."""
    linger = re.search(r"l_onoff=(\d+), l_linger=(\d+)", argument)
    if linger:
        return int(linger.group(2)) if linger.group(1) != "0" else -1
    seconds = re.search(r"tv_sec=(\d+), tv_usec=(\d+)", argument)
    if seconds:
        return int(seconds.group(1)) * 1000 + int(seconds.group(2)) // 1000
    if '"' in argument:  # a struct timeval that strace shows as bytes
        raw, _ = string_bytes(argument)
        seconds, microseconds = struct.unpack("=qq" if len(raw) == 16 else "=ii", raw)
        return seconds * 1000 + microseconds // 1000
    number = re.search(r"-?\d+", argument)
    return int(number.group(0)) if number else None


def read_threads(prefix):
    """The calls of each thread in order, by the name the thread gave itself; "" for those that gave none."""
    threads = {}
    for file in sorted(Path(prefix).parent.glob(Path(prefix).name + ".*")):
        name, calls = "", []
        for line in file.read_text(encoding="latin-1").splitlines():
            call = parse_line(line)
            if call is None:
                continue
            if call.name == "prctl":
                if call.arguments[0] == "PR_SET_NAME":
                    name = string_bytes(call.arguments[1])[0].decode()
                continue
            calls.append(call)
        threads.setdefault(name, []).append(calls)
    return threads
