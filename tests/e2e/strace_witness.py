"""Runs scenarios under strace and compares what strace saw with what the recording says.

    strace_witness.py DOORWAY [--free-too] FILE...

Per process, in order: each try of each call of the script is a system call with the same result and errno, at the
descriptor that the socket got when it was made, with the same bytes, addresses and poll answers; and each system call
is such a try, or is set aside by one of the rules of `Witness.set_aside`. README.md lists these rules and why no try
can look like any of them. Exits 0 when they agree, 1 when not, 77 when this system cannot tell.
"""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from strace_lines import address_text, option_value, poll_entries, read_threads, string_bytes

SHOWN_BYTES = 512  # of each payload
TRACED = "trace=%network,close,poll,?ppoll,?select,?pselect6,fcntl,ioctl,dup,?dup2,dup3,prctl"
SYSTEM_CALLS = {
    "socket": ("socket",), "bind": ("bind",), "listen": ("listen",), "accept": ("accept4",), "connect": ("connect",),
    "send": ("sendto",), "sendto": ("sendto",), "recv": ("recvfrom", "recvmsg"), "recvfrom": ("recvfrom", "recvmsg"),
    "shutdown": ("shutdown",), "close": ("close",), "exit": ("close",), "poll": ("poll", "ppoll"), "wait": ("ioctl",),
    "local": ("getsockname",), "peer": ("getpeername",), "get": ("getsockopt",), "set": ("setsockopt",),
}


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


class Disagreement(Exception):
    pass


class Try:
    """One try of a call as the recording has it."""

    def __init__(self, called, event, place):
        self.called, self.event = called, event
        self.call = event["call"]
        self.result, self.errno = event["tries"][place]["result"], event["tries"][place]["errno"]
        self.is_last = event["kind"] == "returned" and place + 1 == len(event["tries"])
        self.place = place

    def __str__(self):
        return f"{self.event['process']}: {self.event['text']} -> {self.result} {self.errno or ''}"


def tries_of(events, process):
    tries, called = [], None
    for event in events:
        if event["process"] != process:
            continue
        if event["kind"] == "called":
            called = event
        elif event["kind"] in ("sleeps", "returned"):
            tries += [Try(called, event, place) for place in range(len(event["tries"]))]
    return tries


class Witness:
    """Compares one thread's calls with one process's tries."""

    def __init__(self, calls, tries, is_ipv6):
        self.calls, self.tries = calls, tries
        self.is_ipv6 = is_ipv6
        self.next_try = 0
        self.descriptors = {}  # by the socket's name
        self.sent = 0  # bytes that the call's earlier tries sent
        self.bound_first = False  # Doorway's own bind has been seen, and the call it was for has not returned
        self.counts = {"tries": 0, "set aside": 0}

    def compare(self):
        for place in range(len(self.calls)):
            if self.set_aside(place):
                self.counts["set aside"] += 1
            elif self.next_try == len(self.tries):
                raise Disagreement(f"strace has one call more: {self.calls[place].line}")
            else:
                self.match(self.calls[place], self.tries[self.next_try])
                self.next_try += 1
                self.counts["tries"] += 1
        if self.next_try < len(self.tries):
            raise Disagreement(f"strace lacks: {self.tries[self.next_try]}")
        return self.counts

    def set_aside(self, place):
        call = self.calls[place]
        before = self.calls[place - 1] if place > 0 else None
        if call.error == "EINTR":
            return True  # made again at once
        if call.name in ("poll", "ppoll"):
            return call.has("POLLRDHUP")
        if call.name == "getsockopt":
            return call.has("TCP_INFO") or call.has("SO_MEMINFO")
        if call.name == "ioctl":
            return call.has("TIOCOUTQ") or call.has("FIONBIO") or self.is_sampled_queue(place)
        if call.name == "recvmsg":
            return call.has("MSG_PEEK")
        if call.name == "getsockname":
            return before is not None and self.is_look_at_own_address(place)
        if call.name == "bind":
            return self.is_own_bind(call)
        # The end of the take: what is still open is closed.
        return call.name == "close" and self.next_try == len(self.tries) and call.error is None

    def is_sampled_queue(self, place):
        """SIOCINQ, which strace calls FIONREAD: in a sample it stands right behind the poll, when that has said POLLIN
        or is of a datagram socket, or behind TCP_INFO and such a poll."""
        call, before = self.calls[place], self.calls[place - 1]
        if not call.has("FIONREAD") or call.error is not None or place == 0:
            return False
        polled = before
        if before.name == "getsockopt" and before.has("TCP_INFO") and before.descriptor == call.descriptor and place > 1:
            polled = self.calls[place - 2]
            if not any("POLLIN" in flags for _, flags in poll_entries(polled.rest)):
                return False
        is_own = polled.name in ("poll", "ppoll") and polled.has("POLLRDHUP")
        return is_own and poll_entries(polled.arguments[0])[0][0] == call.descriptor

    def is_look_at_own_address(self, place):
        """Right behind a bind, a connect that has begun or an accept: a script's call has samples before it."""
        call, before = self.calls[place], self.calls[place - 1]
        if before.name == "bind" and before.descriptor == call.descriptor:
            return before.error is None
        if before.name == "connect" and before.descriptor == call.descriptor:
            return before.error in (None, "EINPROGRESS")
        if before.name == "accept4":
            return before.result == call.descriptor
        return before.name == "getsockname" and place > 1 and self.calls[place - 2].name == "accept4"

    def is_own_bind(self, call):
        """A bind to port 0 where the next try is no bind: the one that is recorded as bound_first."""
        if self.next_try == len(self.tries) or self.tries[self.next_try].call not in ("listen", "send", "sendto"):
            return False
        address = address_text(call.arguments[1])
        if address not in ("127.0.0.1:0", "[::1]:0") or call.error is not None:
            raise Disagreement(f"a bind of Doorway's own to something else: {call.line}")
        self.bound_first = True
        return True

    def match(self, call, expected):
        def disagree(what):
            raise Disagreement(f"{what}\n  recorded: {expected}\n  strace:   {call.line}")

        nonblocking = re.search(r"[gs]et\(\s*nonblocking", expected.event["text"])
        names = ("fcntl",) if nonblocking else SYSTEM_CALLS[expected.call]
        if call.name not in names:
            disagree("another call")
        if call.error != expected.errno:
            disagree("another errno")
        if call.error is None and not nonblocking and self.result_of(call) != expected.result:
            disagree("another result")
        if call.error is not None and expected.result != -1:
            disagree("an error that was not recorded")
        self.check_descriptor(call, expected, disagree)
        self.check_target(call, expected, disagree)
        self.check_bytes(call, expected, disagree)
        self.check_outcome(call, expected, disagree)

    def result_of(self, call):
        if call.name == "getsockopt":
            return option_value(call.arguments[3])
        if call.name == "ioctl":
            return int(call.arguments[2].strip("[]"))
        return call.result

    def check_descriptor(self, call, expected, disagree):
        event = expected.event
        if expected.call == "socket":
            family = "AF_INET6" if self.is_ipv6(event["text"]) else "AF_INET,"
            kind = "SOCK_DGRAM" if "udp" in event["text"] else "SOCK_STREAM"
            if family not in ", ".join(call.arguments) or not call.has(kind):
                disagree("another kind of socket")
        elif expected.call == "exit":
            if call.descriptor not in self.descriptors.values():
                disagree("a descriptor that is not this process's")
        elif expected.call != "poll":
            if call.descriptor != self.descriptors.get(event["socket"], -1):
                disagree(f"another descriptor than {self.descriptors.get(event['socket'], -1)}")
        if call.error is None and call.name in ("socket", "accept4"):
            self.descriptors[event["made"]["socket"]] = call.result
        if call.name == "close":
            self.descriptors = {name: at for name, at in self.descriptors.items() if at != call.descriptor}

    def check_target(self, call, expected, disagree):
        target = expected.called.get("target")
        if call.name == "sendto":
            is_named = call.arguments[4] != "NULL"
            if is_named != (expected.call == "sendto"):
                disagree("an address where none was given, or none where one was")
            if is_named and address_text(call.arguments[4]) != target:
                disagree(f"another target than {target}")
        elif call.name in ("connect", "bind") and address_text(call.arguments[1]) != target:
            disagree(f"another target than {target}")

    def check_bytes(self, call, expected, disagree):
        if call.name == "sendto":
            if expected.place == 0 and expected.event is not None and self.begins_call(expected):
                self.sent = 0
            offered = base64.b64decode(expected.called["data"])[self.sent:]
            seen, whole = string_bytes(call.arguments[1])
            if not offered.startswith(seen) or (whole and seen != offered):
                disagree("other bytes")
            self.sent += max(expected.result, 0)
        elif call.name in ("recvmsg", "recvfrom") and call.error is None:
            brought = base64.b64decode(expected.event["data"])
            is_stream = call.name == "recvfrom"  # strace's name for recv, which Doorway makes of streams
            seen, _ = string_bytes(call.arguments[1] if is_stream else call.arguments[1].partition("msg_iov")[2])
            if not brought.startswith(seen[:len(brought)]) or len(brought) != call.result:
                disagree("other bytes")
            truncated = not is_stream and "msg_flags=MSG_TRUNC" in call.arguments[1]
            if truncated != expected.event.get("truncated", False):
                disagree("truncated, or not")

    def begins_call(self, expected):
        before = self.tries[self.next_try - 1] if self.next_try > 0 else None
        return before is None or before.called is not expected.called

    def check_outcome(self, call, expected, disagree):
        event = expected.event
        if call.error is None and call.name in ("getsockname", "getpeername"):
            told = event.get("local" if call.name == "getsockname" else "peer")
            if told != address_text(call.arguments[1]):
                disagree("another address")
        if call.name == "accept4" and call.error is None and event["peer"] != address_text(call.arguments[1]):
            disagree("another peer")
        if expected.call == "poll" and expected.is_last:
            asked = [self.descriptors.get(answer["socket"], -1) for answer in event["answers"]]
            if asked != [descriptor for descriptor, _ in poll_entries(call.arguments[0])]:
                disagree("other sockets polled")
            told = [(at, frozenset(a["events"])) for at, a in zip(asked, event["answers"]) if a["events"]]
            if told != [(at, flags) for at, flags in poll_entries(call.rest)]:
                disagree("other answers")
        if expected.is_last and expected.call in ("listen", "send", "sendto"):
            if event.get("bound_first", False) != self.bound_first:
                disagree("bound first, or not")
            self.bound_first = False


def trace(doorway, file, options, folder):
    prefix = Path(folder) / "thread"
    command = ["strace", "-qq", "-ff", "-x", "-s", str(SHOWN_BYTES), "-e", TRACED, "-o", str(prefix),
               doorway, "run", str(file), "--jsonl", *options]
    # LeakSanitizer, which a build may have, does not work in a program that is traced.
    environment = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    run = subprocess.run(command, stdout=subprocess.PIPE, check=False, env=environment)
    if run.returncode == 3:
        return None
    if run.returncode != 0:
        raise Disagreement(f"exit code {run.returncode}")
    return [json.loads(line) for line in run.stdout.decode().splitlines()], read_threads(prefix)


def check_others(threads, processes):
    """No thread but the processes' own makes a call that carries or brings anything."""
    for name, calls_of_threads in threads.items():
        if name in processes:
            continue
        for call in (call for calls in calls_of_threads for call in calls):
            if call.name in ("connect", "accept4", "accept", "listen", "sendto", "sendmsg", "recvfrom", "recvmsg"):
                raise Disagreement(f"a thread that is no process makes a call: {call.line}")


def witness(doorway, file, options):
    """True when they agree, False when there is nothing to compare here."""
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            traced = trace(doorway, file, options, folder)
        if traced is None:
            print(f"{file.name}: left out, this system has no such sockets")
            return False
        events, threads = traced
        if not any(event["kind"] == "turned_away" for event in events):
            break  # a stranger at our ports: rare, and not what is looked at here
    scenario = events[0]
    names = [process["name"] for process in scenario["processes"]]
    check_others(threads, [name[:15] for name in names])
    total = {"tries": 0, "set aside": 0}
    for name in names:
        calls = threads.get(name[:15], [[]])[0]
        found = Witness(calls, tries_of(events, name), lambda text: "6)" in text).compare()
        total = {key: total[key] + found[key] for key in total}
    if total["tries"] == 0:
        raise Disagreement("nothing was compared")
    print(f"{file.name} {' '.join(options)}: {total['tries']} tries agree, {total['set aside']} calls set aside")
    return True


def main():
    free_too = "--free-too" in sys.argv
    doorway, *files = [argument for argument in sys.argv[1:] if argument != "--free-too"]
    try:
        tried = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        skip("strace is not there")
    if tried.returncode != 0:
        skip("strace may not look here: " + tried.stderr.decode().strip().replace("\n", " "))
    compared, failed = 0, 0
    for file in map(Path, files):
        if re.search(r"^# timer$", file.read_text(), re.MULTILINE):
            continue  # waits for a kernel timer
        for options in ([], ["--free"]) if free_too else ([],):
            try:
                compared += witness(doorway, file, options)
            except Disagreement as why:
                failed += 1
                print(f"{file.name} {' '.join(options)}: {why}")
    if compared == 0 and failed == 0:
        skip("no scenario could be run")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
