"""Reads a recording of Doorway's as core/journey/README.md describes it, and prints it as JSON lines.

    read_journey.py FILE

Written from that description: it shares no code with Doorway. What a send hands over is in the scenario and not in the
file, so `called` has no bytes and no data here.
"""

import base64
import errno
import json
import re
import socket
import struct
import sys
import zlib

MAGIC = b"doorway journey\n"
KINDS = {1: "called", 2: "sleeps", 3: "woke", 4: "returned", 5: "observed", 6: "turned_away", 7: "ended"}
UNTIL = ["readable", "writable", "ready", "enough", "time"]
TYPES = ["tcp", "tcp6", "udp", "udp6"]
STATES = [None, "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "CLOSED", "CLOSE-WAIT",
          "LAST-ACK", "LISTEN", "CLOSING"]
SAMPLE = ["state", "readable_bytes", "unsent_bytes", "unacked_bytes", "fin_unacked", "bytes_acked", "bytes_received",
          "segments_out", "segments_in", "retransmits", "congestion_window", "round_trip_us", "maximum_segment_bytes",
          "waiting_connections", "backlog", "receive_memory_bytes", "dropped_datagrams"]
POLL = [(0x1, "POLLIN"), (0x4, "POLLOUT"), (0x8, "POLLERR"), (0x10, "POLLHUP"), (0x20, "POLLNVAL")]
STANDINGS = ["before_line", "needs_port", "in_call", "asleep", "woken", "ended"]


class Torn(Exception):
    """There is no whole frame."""


class Frame:
    """The values of a frame, one after the other."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        self.at += size
        assert self.at <= len(self.data)
        return self.data[self.at - size:self.at]

    def byte(self):
        return self.take(1)[0]

    def number(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def signed(self):
        value = self.number()
        return -(value + 1) // 2 if value & 1 else value // 2

    def text(self):
        return self.take(self.number()).decode()

    def endpoint(self):
        family = self.byte()
        if family == 0:
            return None
        address = self.take(4 if family == 1 else 16)
        port = struct.unpack("<H", self.take(2))[0]
        name = socket.inet_ntop(socket.AF_INET if family == 1 else socket.AF_INET6, address)
        return f"{name}:{port}" if family == 1 else f"[{name}]:{port}"

    def tries(self):
        return [{"result": self.signed(), "errno": errno_name(self.number())} for _ in range(self.number())]


def errno_name(value):
    if value == errno.EOPNOTSUPP:  # Linux has one number for ENOTSUP, and the pages of the socket calls say this
        return "EOPNOTSUPP"
    return errno.errorcode.get(value, f"errno {value}") if value else None


def lines_of(source, first_line):
    """The lines of a scenario, with `repeat` unrolled: (line number, process, text without the process and a comment)."""
    lines, open_at = [], []
    for number, line in enumerate(source.split("\n"), first_line):
        line = re.match(r'(?:[^"#]|"(?:\\.|[^"\\])*")*', line).group().strip()
        repeat = re.fullmatch(r"repeat\s+([\d_]+)\s*\{", line)
        if repeat:
            open_at.append((len(lines), int(repeat.group(1).replace("_", ""))))
        elif line == "}":
            at, count = open_at.pop()
            lines += lines[at:] * (count - 1)
        elif line:
            process, text = line.split(":", 1)
            lines.append((number, process.strip(), text.strip()))
    return lines


def call_of(text):
    return re.match(r"(?:\w+\s*=\s*)?(?:\w+\s*\.\s*)?(\w+)\s*\(", text).group(1)


def frames_of(data, at):
    """The whole frames from there on, up to the first that is none."""
    while at + 8 <= len(data):
        length, checksum = struct.unpack_from("<II", data, at)
        frame = data[at + 8:at + 8 + length]
        if length == 0 or len(frame) < length or zlib.crc32(frame) != checksum:
            return
        yield Frame(frame)
        at += 8 + length


class Reader:
    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        if data[:16] != MAGIC or len(data) < 20:
            raise Torn("no recording")
        assert struct.unpack_from("<I", data, 16)[0] == 1
        self.frames = frames_of(data, 20)
        header = next(self.frames, None)
        if header is None:
            raise Torn("no header")
        assert header.byte() == 0
        self.header = json.loads(header.data[1:])
        self.lines = lines_of(self.header["scenario"], self.header["first_line"])
        assert len(self.lines) == self.header["line_count"]
        self.processes = list(dict.fromkeys(process for _, process, _ in self.lines))
        self.sockets = {}  # names, by number
        self.udp = set()   # numbers
        self.calls = {}    # what each process began last
        self.t_ns = self.seq = 0

    def name(self, number):
        return self.sockets.get(number)

    def socket(self, frame):
        return frame.number() - 1

    def began(self):
        keys = {"seq": 0, "t_ns": 0, "process": None, "socket": None, "kind": "began", "format": 1}
        keys |= {key: self.header[key] for key in ("system", "kernel", "machine", "network", "free_run", "scenario")}
        keys["processes"] = [{"number": i, "name": name} for i, name in enumerate(self.processes)]
        return self.line(keys)

    @staticmethod
    def line(keys):
        return dict.fromkeys(["call", "result", "errno", "bytes", "data"]) | {"evidence": "measured"} | keys

    def all(self):
        yield self.began()
        for frame in self.frames:
            kind = frame.byte()
            if kind == 8:
                yield self.line(self.finished(frame))
                return
            yield self.line(self.event(KINDS[kind], frame))

    def event(self, kind, frame):
        self.seq += 1
        self.t_ns += frame.number()
        process = self.processes[frame.number()]
        number = self.socket(frame)
        keys = {"seq": self.seq, "t_ns": self.t_ns, "process": process, "socket": self.name(number), "kind": kind,
                "step": True}
        getattr(self, kind)(frame, process, number, keys)
        assert frame.at == len(frame.data), "bytes are left over"
        return keys

    def put_call(self, process, keys):
        keys |= {key: self.calls[process][key] for key in ("call", "nth", "line", "text")}

    def called(self, frame, process, _, keys):
        frame.number()
        nth = frame.number()
        line, _, text = self.lines[frame.number()]
        self.calls[process] = {"call": call_of(text), "nth": nth, "line": line, "text": text}
        self.put_call(process, keys)
        target = frame.endpoint()
        if target:
            keys["target"] = target

    def sleeps(self, frame, process, _, keys):
        frame.number()
        self.put_call(process, keys)
        keys["until"] = UNTIL[frame.byte()]
        taken = frame.number()
        if keys["call"] in ("send", "sendto"):
            keys["bytes"] = taken
        keys["tries"] = frame.tries()
        local = frame.endpoint()
        if local:
            keys["local"] = local

    def woke(self, frame, process, _, keys):
        frame.number()
        self.put_call(process, keys)
        keys["timed_out"] = bool(frame.byte())

    def returned(self, frame, process, _, keys):
        frame.number()
        self.put_call(process, keys)
        keys["result"] = frame.signed()
        keys["errno"] = errno_name(frame.number())
        count = frame.number()
        if keys["call"] in ("send", "sendto", "recv", "recvfrom"):
            keys["bytes"] = count
        keys["tries"] = frame.tries()
        bits = frame.byte()
        if bits & 4:
            made, kind, name = frame.number(), TYPES[frame.byte()], frame.text()
            self.sockets[made] = name
            if kind.startswith("udp"):
                self.udp.add(made)
            keys["made"] = {"socket": name, "type": kind}
        for bit, key in ((8, "local"), (16, "peer")):
            address = frame.endpoint() if bits & bit else None
            if address:
                keys[key] = address
        for bit, key in ((32, "truncated"), (64, "bound_first")):
            if bits & bit:
                keys[key] = True
        if bits & 128:
            answers = []
            for _ in range(frame.number()):
                at, name = self.socket(frame), frame.text()
                events = struct.unpack("<H", frame.take(2))[0]
                answers.append({"socket": self.name(at), "name": name,
                                "events": [word for bit, word in POLL if events & bit]})
            closed = [self.name(self.socket(frame)) for _ in range(frame.number())]
            keys |= {key: value for key, value in (("answers", answers), ("closed", closed)) if value}
        if bits & 2:
            keys["data"] = base64.b64encode(frame.take(frame.number())).decode()

    def observed(self, frame, _process, _socket, keys):
        keys["after_own_call"] = bool(frame.byte())
        keys["step"] = not keys["after_own_call"]
        bits = frame.byte()
        sample = {"input_ready": bool(bits & 1), "end_of_stream": bool(bits & 2), "hung_up": bool(bits & 4),
                  "error": bool(bits & 8)}
        mask = frame.number()
        for bit, key in enumerate(SAMPLE):
            if not mask >> bit & 1:
                continue
            value = frame.number()
            sample[key] = STATES[value] if key == "state" else bool(value) if key == "fin_unacked" else value
        keys["sample"] = sample

    def turned_away(self, frame, _process, number, keys):
        peer = frame.endpoint()
        if peer:
            keys["peer"] = peer
        count = frame.number()
        if number in self.udp:
            keys["bytes"] = count

    def ended(self, *_):
        pass

    def finished(self, frame):
        keys = {"seq": None, "t_ns": None, "process": None, "socket": None, "kind": "finished",
                "over": bool(frame.byte()), "asleep": [], "waiting_for_port": []}
        frame.number()  # how many names of the order were passed over
        assert frame.number() == len(self.processes)
        for process in self.processes:
            standing = STANDINGS[frame.byte()]
            at = frame.number()
            frame.number()  # the call
            if standing == "asleep":
                keys["asleep"].append({"process": process} | self.calls[process])
            if standing == "needs_port":
                line, _, text = self.lines[at - 1]
                other, port_of = re.search(r"(\w+)\s*\.\s*(\w+)\s*\)$", text).groups()
                keys["waiting_for_port"].append({"process": process, "call": call_of(text), "line": line, "text": text,
                                                 "port_of": f"{other}.{port_of}"})
        for key in ("kernel_timers", "crowded_sockets"):
            keys[key] = [frame.text() for _ in range(frame.number())]
        assert frame.at == len(frame.data), "bytes are left over"
        return keys


def comparable(line):
    """A JSON line without what a file does not have: what a send hands over."""
    return line | {"bytes": None, "data": None} if line["kind"] == "called" else line


if __name__ == "__main__":
    for one in Reader(sys.argv[1]).all():
        print(json.dumps(one, ensure_ascii=False))
