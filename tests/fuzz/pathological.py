#!/usr/bin/env python3
"""Files that were made to be slow or large, and what each command of doorway takes for them.

pathological.py DOORWAY [--all] [--seconds S] [--mib M] [--only PART] [--top N] [--list]

Each file is written, given to the commands that read such a file, and taken away. A command must end by itself (exit
code 0 or 1), print nothing raw, and take at most S seconds of the processor and M MiB above what it takes for a small
file. Without --all every seventh file. Exits 1 where something is beyond, 77 where the system does not tell.
"""
import argparse
import json
import os
import resource
import struct
import sys
import tempfile
import zlib

MIB = 1 << 20
HEADER = "---\ntitle: T\n---\n"
PAGE = HEADER + "## P\n\n"
SMALL = {
    "md": PAGE + "a\n\n```scenario\na: s = socket(udp)\n```\n",
    "scenario": "a: s = socket(udp)\n",
}
# What each command is, of each kind of file. {} is the file.
COMMANDS = {
    "md": [["check", "{}"], ["run", "{}"], ["export", "{}", "--to", "handout-html"], ["export", "{}", "--to", "anki"]],
    "scenario": [["run", "{}"], ["check", "{}"], ["export", "{}", "--to", "c", "-o", "{}.c"]],
    # What runs long because it is told to make many calls: only what reads it.
    "scenario-read": [["export", "{}", "--to", "c", "-o", "{}.c"], ["export", "{}", "--to", "python", "-o", "{}.p"]],
    "journey": [["run", "{}"], ["run", "{}", "--jsonl", "--inferred"], ["export", "{}", "--to", "html"],
                ["export", "{}", "--to", "mermaid"], ["export", "{}", "--to", "pcapng"], ["export", "{}", "--to", "csv"],
                ["export", "{}", "--to", "text"], ["compare", "{}", "{}"]],
}


# --- How lines of a lesson are laid out: as long as they may be, short, or each alone.

def together(text):
    lines = [text[i:i + 1999] for i in range(0, len(text), 1999)]
    return "\n".join(line + ("\n" if n % 399 == 398 else "") for n, line in enumerate(lines)) + "\n"


def short(text):
    lines = [text[i:i + 40] for i in range(0, len(text), 40)]
    return "\n".join(line + ("\n" if n % 399 == 398 else "") for n, line in enumerate(lines)) + "\n"


def alone(text):
    return "".join(text[i:i + 1000] + "\n\n" for i in range(0, len(text), 1000))


def fill(part, size=MIB - 20_000):
    return part * (size // len(part.encode()))


LESSON_SIGNS = [">", "- ", "> - ", "*", "_a", "**a ", "[", "[a](", "![", "`", "``` ", "<", "<a", "&", "\\", "](",
                "*a_b", "[a]: b ", "# ", "1. ", "|", "~", "<!--", "<?", "[[]", "a*b*", "{a|b}", "{", "&#8238;", "\t",
                "a  \n", "_*", "]", "<a@b.c>", "http://a.b "]
SCENARIO_SIGNS = ["(", "\"", "repeat 2 {", "a", "a:", "a: s.send(", "fill(", "\\", "#", ":", "}", "{", "\u00e9",
                  "\u202e", "1", "1_", "a.", "poll(a, ", " ", "\t", "\r", "\"\\x", "hex(\"4", "a: s = socket(tcp) "]


def lessons():
    for n, sign in enumerate(LESSON_SIGNS):
        for layout in (together, short, alone):
            yield f"signs-{n}-{layout.__name__}", PAGE + layout(fill(sign, 900_000))[:1_000_000] + "\n"
    yield "quotes-deeper", PAGE + "".join("> " * n + "a\n" for n in range(1, 399)) + "\n"
    yield "lists-deeper", PAGE + "".join("  " * n + "- a\n" for n in range(0, 399)) + "\n"
    yield "lists-deeper-spaced", PAGE + "".join("  " * (n % 900) + "- a\n\n" for n in range(0, 1100)) + "\n"
    yield "numbers-deeper", PAGE + "".join("   " * (n % 600) + "1. a\n" + "\n" * (n % 2) for n in range(0, 900)) + "\n"
    yield "brackets-open", PAGE + together("[" * 400_000 + "]" * 400_000)
    yield "emphasis-many", PAGE + together(fill("*a **b* c** ", 900_000))
    yield "headings", PAGE + fill("### \n\n", 900_000)
    yield "headings-lone", PAGE + fill("#\n", 700)
    yield "headings-empty", HEADER + fill("##\n\n", 900_000)
    yield "rules", PAGE + fill("---\n\n", 900_000)
    yield "rules-many-kinds", PAGE + fill("a\n\n* * *\n\n", 900_000)
    yield "fences-open", PAGE + "```\n" + fill("a\n\n", 900_000)
    yield "fences-empty", PAGE + fill("```\n```\n\n", 900_000)
    yield "fences-unknown", PAGE + fill("```frobnicate\na\n```\n\n", 900_000)
    yield "fences-longer", PAGE + "".join("`" * n + "\na\n\n" for n in range(3, 1000))
    yield "fences-in-quotes", PAGE + fill("> ```\n> a\n\n", 900_000)
    yield "scenarios-many", HEADER + "".join(f"## P{n}\n\n```scenario\n" + "a: x\n" * 300 + "```\n\n" for n in range(199))
    yield "scenarios-fills", HEADER + "".join(
        f"## P{n}\n\nt\n\n```scenario\na: s = socket(udp)\na: s.bind(0)\na: s.sendto(fill({52_000_000 + n}), b.s)\n"
        "b: s = socket(udp)\nb: s.bind(0)\n```\n\n" for n in range(100))
    yield "scenarios-repeat", HEADER + "".join(
        f"## P{n}\n\nt\n\n```scenario\na: s = socket(udp)\nrepeat 100000 {{\na: s.local()\n}}\na: x\n```\n\n"
        for n in range(190))
    yield "pages-million", HEADER + "## P\n\na\n\n" * 110_000
    yield "pages-same-title", HEADER + "## P\n\na\n\n" * 200
    yield "pages-long-title", HEADER + ("## " + "P" * 1900 + "\n\na\n\n") * 190
    yield "links", PAGE + fill("[a](b) [c][d] <http://e> ![f](g)\n\n", 900_000)
    yield "definitions", PAGE + "".join(f"[a{n}]: b{n}\n\n" for n in range(60_000)) + "[a1] [a2] [a3]\n"
    yield "definitions-used", PAGE + "".join(f"[a{n % 9}]: b\n\n[a{n}]\n\n" for n in range(45_000))
    yield "html", PAGE + fill("<div>\n\n", 900_000)
    yield "entities", PAGE + together(fill("&amp;", 900_000))
    yield "numbers-huge", PAGE + fill("999999999. a\n\n", 900_000)
    yield "header-keys", "---\n" + "".join(f"k{n}: v\n" for n in range(390)) + "---\n## P\n\na\n"
    yield "header-twice", "---\ntitle: T\n" + "title: T\n" * 390 + "---\n## P\n\na\n"
    yield "header-open", "---\n" + fill("a: b\n\n", 900_000)
    yield "header-numbers", "---\ntitle: T\norder: " + "9" * 1900 + "\nminutes: " + "9" * 1900 + "\n---\n## P\n\na\n"
    ask = "```scenario\nb: l = socket(tcp)\n```\n\n```ask"
    yield "choices", PAGE + ask + "\nq\n" + "- c  when b ended\n" * 380 + "```\n"
    yield "choices-spaced", PAGE + ask + "\nq\n" + fill("- c  when b ended\n\n", 900_000) + "```\n"
    yield "conditions-deep", PAGE + ask + "\nq\n" + ("- c  when " + "(" * 900 + "b ended" + ")" * 900 + "\n\n") * 400 + "```\n"
    yield "conditions-not", PAGE + ask + "\nq\n" + ("- c  when " + "not " * 450 + "b ended\n\n") * 400 + "```\n"
    yield "conditions-long", PAGE + ask + "\nq\n" + ("- c  when " + "b ended or " * 170 + "b ended\n\n") * 9 + "```\n"
    yield "beliefs", PAGE + ask + " number\nq\n= b.socket count\n" + "".join(f"- {n}\n  > f\n\n" for n in range(40_000)) + "```\n"
    yield "order-items", PAGE + ask + " order\nq\n" + fill("- a when after b.socket#1\n\n", 900_000) + "```\n"
    yield "cue-stops", PAGE + "t\n\n```scenario\nb: l = socket(tcp)\n```\n\n```cue\n" + fill("stop after b.socket#1\n\n", 900_000) + "```\n"
    yield "cue-order", PAGE + "t\n\n```scenario\nb: l = socket(tcp)\n```\n\n```cue\norder " + "b," * 900 + "b\n```\n"
    yield "hints", PAGE + "```goal\ng\nwhen b ended\n" + fill("hint h\n\n", 900_000) + "```\n"
    yield "gems", PAGE + fill("```gem\ng\n```\n\n", 900_000)
    yield "notes", PAGE + fill("a\n\n```note\nn\n```\n\n", 900_000)
    yield "sides", PAGE + together(fill("{a|b} \\{ ", 900_000))
    yield "sides-open", PAGE + short(fill("{ a ", 900_000))
    yield "not-utf8", PAGE.encode() + b"\xff\xfe\n\n" * 200_000
    yield "controls", PAGE + "a\x00\x1b[31m\n\n" * 90_000
    yield "bidi", PAGE + "a\u202eb\n\n" * 90_000
    yield "one-line", "x" * (MIB - 1)
    yield "one-line-page", PAGE + "x" * (MIB - 100)
    yield "carriage-returns", PAGE + fill("a\r\n\r\n", 900_000)
    yield "empty-lines", PAGE + "\n" * 1_000_000
    yield "too-large", PAGE + "x" * (3 * MIB)


def scenarios():
    for n, sign in enumerate(SCENARIO_SIGNS):
        line = sign * (4096 // len(sign.encode()))
        yield f"signs-{n}", fill(sign)
        yield f"signs-{n}-lines", fill(line + "\n")
    many = "a: x = socket(tcp)\n" + "".join(f"a: socket_number_{n} = socket(tcp)\n" for n in range(4999))
    yield "slips", many + "".join(f"a: socket_nubmer_{n}q.connect(a.scoket)\n" for n in range(5000))
    yield "references", many + "".join(f"a: x.connect(a.soket_nubmer_{n})\n" for n in range(5000))
    yield "processes", "".join(f"p{n}: s = socket(tcp)\n" for n in range(10_000))
    yield "poll-long", "a: s = socket(tcp)\na: poll(" + "s, " * 1300 + "0ms)\n"
    yield "poll-many", "a: s = socket(tcp)\n" + ("a: poll(" + "s, " * 1300 + "q)\n") * 250
    yield "repeats-open", fill("repeat 2 {\n", 100_000)
    yield "repeats-closed", fill("}\n", 19_000)
    yield "numbers", "a: s = socket(tcp)\n" + ("a: s.recv(" + "9" * 4000 + ")\n") * 250
    yield "fills", "a: s = socket(tcp)\n" + "".join(f"a: s.send(fill({52_428_800 - n}))\n" for n in range(9000))
    yield "line-too-long", "x" * (MIB - 1)
    yield "not-utf8", b"\xff\n" * 9000
    yield "zeros", b"\0" * MIB
    yield "too-large", "#" * (2 * MIB)


def long_scenarios():
    udp = "a: s = socket(udp)\na: s.bind(0)\n"
    yield "unrolled", udp + "repeat 99_990 {\na: s.local()\n}\n"
    yield "unrolled-deep", udp + "repeat 4 {\n" * 8 + "a: s.local()\n" + "}\n" * 8
    yield "lines", udp + "a: s.local()\n" * 9998
    yield "payloads", udp + ("a: s.sendto(\"" + "x" * 3900 + "\", a.s)\n") * 260
    yield "payloads-escaped", udp + ("a: s.sendto(\"" + "\\x00" * 1000 + "\", a.s)\n") * 250
    yield "fill-largest", udp + "a: s.sendto(fill(40_000_000), a.s)\n"
    yield "comments", udp + ("#" * 4090 + "\n") * 250


# --- Recordings that were made up: checksums that fit.

def number(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def frame(content):
    return struct.pack("<II", len(content), zlib.crc32(content)) + content


def journey(header, *frames):
    header = header.encode("utf-8", "surrogatepass") if isinstance(header, str) else header
    return b"doorway journey\n" + struct.pack("<I", 1) + frame(b"\0" + header) + b"".join(map(frame, frames))


def header(lines, scenario, more="", order=""):
    return (f'{{"doorway":"0","system":"","kernel":"","machine":"","network":"","free_run":false,"order":[{order}],'
            f'"first_line":1,"began_unix_ms":1,"line_count":{lines},"scenario":"{scenario}"{more}}}')


def event(kind, rest, socket=0, process=0):
    return bytes([kind]) + number(1000) + number(process) + number(socket) + rest


def called(call, nth, line, socket=0):
    return event(1, number(call) + number(nth) + number(line) + b"\0", socket)


def made(call, name):
    outcome = bytes([1 | 4]) + number(0) + b"\2" + number(len(name)) + name
    return event(4, number(call) + number(6) + number(0) + number(0) + number(0) + outcome)


def returned(call, socket=1):
    return event(4, number(call) + number(0) + number(0) + number(0) + number(0) + b"\0", socket)


def run_of(count):
    """One socket, and so many calls at it."""
    scenario = f"a: s = socket(udp)\\nrepeat {count} {{\\na: s.local()\\n}}\\n"
    frames = [called(0, 1, 0), made(0, b"a.s")]
    for n in range(1, count + 1):
        frames += [called(n, n, n, 1), returned(n)]
    return header(count + 1, scenario), frames


def journeys():
    one = "a: s = socket(udp)"
    most = 8 * MIB - 200
    yield "nested", journey('{"x":' + "[" * (most // 2))
    yield "nested-in-limits", journey(header(1, one, ',"x":' + "[" * 6 + "]" * 6))
    yield "objects", journey(header(1, one, ',"x":{' + ",".join(f'"k{n}":{{}}' for n in range(300_000)) + "}"))
    yield "keys", journey(header(1, one, "," + ",".join(f'"k{n}":1' for n in range(300_000))))
    yield "zeros-in-order", journey(header(1, one, "", ",".join(["0"] * 1_000_000)))
    yield "order", journey(header(1, one, "", ",".join(['"a"'] * 100_000)))
    yield "order-too-long", journey(header(1, one, "", ",".join(['"a"'] * 1_000_000)))
    yield "scenario-long", journey(header(1, "a" * (2 * MIB - 1)))
    yield "scenario-too-long", journey(header(1, "a" * (4 * MIB)))
    yield "scenario-unrolled", journey(header(99_991, one + "\\nrepeat 99_990 {\\na: s.local()\\n}"))
    yield "scenario-filled", journey(header(2, one + "\\na: s.send(fill(52428000))"))
    yield "lesson-long", journey(header(1, one, ',"lesson":{"file":"f","page":"p","text":"' + "x\\n" * 500_000 + '"}'))
    yield "lesson-deep", journey(header(1, one, ',"lesson":{"file":"f","page":"p","text":"' + HEADER.replace("\n", "\\n")
                                        + "## P\\n\\n" + "> - " * 200_000 + '"}'))
    yield "text-long", journey(header(1, one, ',"key":"' + "y" * (7 * MIB) + '"'))
    yield "number-huge", journey(header(1, one, ',"key":' + "9" * 1_000_000))
    yield "escapes", journey(header(1, one, ',"key":"' + "\\ud83d\\ude00" * 600_000 + '"'))
    names = bytes([8, 0]) + number(0) + number(1) + bytes([0]) + number(1) + number(0)
    yield "end-names", journey(header(1, one), names + number(1) + number(5 * MIB) + b"x" * (5 * MIB) + number(0))
    yield "end-many", journey(header(1, one), names + number(100_000) + b"\1x" * 100_000 + number(0))
    yield "end-count", journey(header(1, one), names + number(1 << 60))
    yield "tries", journey(header(1, one), called(0, 1, 0), event(4, number(0) + number(0) + number(0) + number(0)
                                                                 + number(1 << 62)))
    yield "ended-far-away", journey(header(1, one), bytes([7]) + number(1 << 57) + b"\0\0")
    yield "frames-unknown", journey(header(1, one), *([b"\x63abc"] * 100_000))
    yield "frame-long", journey(header(1, one))[:-1] + struct.pack("<II", 0xFFFFFFFF, 0) + b"x" * 1000
    top, frames = run_of(8_000)
    yield "calls", journey(top, *frames)
    sample = bytes([5]) + number(1) + number(0) + number(1) + b"\0" + b"\0" + number(0)
    yield "samples", journey(header(1, one), called(0, 1, 0), made(0, b"a.s"), *([sample] * 30_000))
    stranger = event(6, b"\1\x7f\0\0\1" + struct.pack("<H", 7) + number(1 << 60), 1)
    yield "strangers", journey(header(1, one), called(0, 1, 0), made(0, b"a.s"), *([stranger] * 20_000))
    yield "zeros", b"\0" * MIB
    yield "room-ahead", journey(header(1, one)) + b"\0" * (8 * MIB)


def all_files():
    for kind, made_files in (("md", lessons), ("scenario", scenarios), ("scenario-read", long_scenarios),
                             ("journey", journeys)):
        for name, content in made_files():
            yield kind, name, content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


# --- How a command is measured.

def raw_characters(text):
    """What a terminal must not be given: control characters, and what turns the direction of a line."""
    try:
        shown = text.decode("utf-8")
    except UnicodeDecodeError:
        return "bytes that are not UTF-8"
    turning = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    for character in set(shown):
        code = ord(character)
        if (code < 32 and character != "\n") or 0x7F <= code < 0xA0 or code in turning:
            return f"U+{code:04X}"
    return None


class Runner:
    """Runs commands from a process that was small when it was begun: a program's largest size counts from the process
    that it was forked from."""

    def __init__(self):
        from_us, to_us = os.pipe(), os.pipe()
        if os.fork() == 0:
            os.close(from_us[1])
            os.close(to_us[0])
            with os.fdopen(from_us[0]) as wishes, os.fdopen(to_us[1], "w") as answers:
                for wish in wishes:
                    answers.write(json.dumps(self.measured(*json.loads(wish))) + "\n")
                    answers.flush()
            os._exit(0)
        os.close(from_us[0])
        os.close(to_us[1])
        self.wishes, self.answers = os.fdopen(from_us[1], "w"), os.fdopen(to_us[0])

    @staticmethod
    def measured(command, output, errors, limit):
        child = os.fork()
        if child == 0:
            for descriptor, name in ((1, output), (2, errors)):
                os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            try:
                os.execv(command[0], command)
            finally:
                os._exit(127)
        _, status, used = os.wait4(child, 0)
        return status, used.ru_utime + used.ru_stime, used.ru_maxrss

    def run(self, doorway, arguments, file, seconds, folder):
        """Exit status, seconds of the processor, KiB at most, and what was printed for a person to read."""
        command = [doorway] + [word.replace("{}", file) for word in arguments]
        errors, output = os.path.join(folder, "errors"), os.path.join(folder, "output")
        self.wishes.write(json.dumps([command, output, errors, max(1, int(seconds * 3 + 1))]) + "\n")
        self.wishes.flush()
        status, used, kib = json.loads(self.answers.readline())
        with open(errors, "rb") as said:
            words = said.read()
        if arguments[0] in ("check", "run", "compare"):
            with open(output, "rb") as printed:
                words += printed.read()
        return status, used, kib, words

    def end(self):
        self.wishes.close()
        self.answers.close()
        os.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("doorway")
    parser.add_argument("--all", action="store_true", default="DOORWAY_HEAVY" in os.environ)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--mib", type=float, default=64, help="0: memory is not looked at")
    parser.add_argument("--only", default="")
    parser.add_argument("--top", type=int, default=0, help="print the slowest ones")
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    if not hasattr(os, "wait4"):
        print("skipped: this system does not tell what a program took")
        return 77

    runner = Runner()
    faults, count, runs = [], 0, 0
    taken = []
    with tempfile.TemporaryDirectory(prefix="doorway-test-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        at_rest = {}
        for kind, text in SMALL.items():
            small = os.path.join(folder, f"small.{kind}")
            with open(small, "w", encoding="utf-8") as out:
                out.write(text)
            at_rest[kind] = runner.run(asked.doorway, ["check" if kind == "md" else "run", "{}"], small, 60, folder)[2]
        for place, (kind, name, content) in enumerate(all_files()):
            ending = kind.split("-")[0]
            whole = f"{kind}/{name}"
            if asked.only not in whole or not (asked.all or asked.only or place % 7 == 0):
                continue
            if asked.list:
                print(f"{whole} {len(content)} bytes")
                continue
            count += 1
            file = os.path.join(folder, f"{name}.{ending}")
            with open(file, "wb") as out:
                out.write(content)
            for arguments in COMMANDS[kind]:
                runs += 1
                what = f"{whole}: {' '.join(arguments).replace('{}', '…')}"
                status, seconds, kib, words = runner.run(asked.doorway, arguments, file, asked.seconds, folder)
                mib = max(0.0, (kib - at_rest.get(ending, min(at_rest.values()))) / 1024)
                taken.append((seconds, mib, what))
                wrong = []
                if not os.WIFEXITED(status) or os.WEXITSTATUS(status) not in (0, 1):
                    wrong.append(f"ended with status {status}: {words[-300:]!r}")
                if seconds > asked.seconds:
                    wrong.append(f"took {seconds:.2f} s")
                if asked.mib and mib > asked.mib * (2 if arguments[0] == "compare" else 1):  # of two files
                    wrong.append(f"took {mib:.0f} MiB")
                if (raw := raw_characters(words)) is not None:
                    wrong.append(f"printed {raw}")
                faults += [f"{what}: {fault}" for fault in wrong]
            for left in os.listdir(folder):
                if left.startswith(name):
                    path = os.path.join(folder, left)
                    if os.path.isdir(path):
                        for program in os.listdir(path):
                            os.unlink(os.path.join(path, program))
                        os.rmdir(path)
                    else:
                        os.unlink(path)
    runner.end()
    for fault in faults:
        print(fault)
    if taken:
        slowest, largest = max(taken), max(taken, key=lambda one: one[1])
        for seconds, mib, what in sorted(taken, reverse=True)[:asked.top]:
            print(f"{seconds:6.2f} s {mib:6.1f} MiB  {what}")
        print(f"{count} files, {runs} commands: at most {slowest[0]:.2f} s ({slowest[2]}) and {largest[1]:.0f} MiB "
              f"({largest[2]})")
    return 1 if faults or (count == 0 and not asked.list) else 0


if __name__ == "__main__":
    sys.exit(main())
