"""Runs Doorway where something is missing, full, broken or odd: it works as always, or says what is wrong and what helps.

    environments.py DOORWAY LIBRARY NAME

NAME is one of the functions below, each an environment. LIBRARY is faulty_calls.cpp, built. Exits 77 where this system
cannot make the environment, after saying why.
"""

import fcntl
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core" / "journey"))

from faults import Ended, plain_environment, run_to_end  # noqa: E402
from read_journey import Reader  # noqa: E402
from screen import Screen, missing_tool  # noqa: E402

HERE = Path(__file__).resolve().parent
LESSON = HERE.parents[1] / "lessons" / "01-two-doors.md"
CONVERSATION = HERE / "all_calls.scenario"
SIX = "bob: l = socket(tcp6)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp6)\nalice: s.connect(bob.l)\n"
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
DAY_S = 24 * 60 * 60
HEAVY = "DOORWAY_HEAVY" in os.environ


class Wrong(Exception):
    pass


def require(holds, what, ended=None):
    if not holds:
        raise Wrong(what if ended is None else f"{what}: code {ended.code}, said {ended.errors!r}")


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


class Bench:
    """The program under test, and a user's folders of its own."""

    def __init__(self, doorway, library, folder):
        self.doorway, self.library, self.folder = doorway, library, Path(folder)
        self.settings = self.folder / "config/doorway/settings.json"
        self.progress = self.folder / "data/doorway/progress.jsonl"
        self.journals = self.folder / "data/doorway/journeys"

    def environment(self, **changes):
        own = {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder / "config"),
               "XDG_DATA_HOME": str(self.folder / "data")}
        return plain_environment() | own | changes

    def run(self, *words, limits=None, text=None, seconds=20, **changes):
        """A command line to its end. `limits`: of the resource module."""
        def limit():
            for what, most in (limits or {}).items():
                resource.setrlimit(what, (most, most))
        command = [self.doorway, *map(str, words)]
        return run_to_end(command, self.environment(**changes), cwd=self.folder, seconds=seconds, preexec=limit, text=text)

    def works(self, *words, **how):
        ended = self.run(*words, **how)
        require(ended.code == 0 and not ended.errors, f"{words} does not work", ended)
        return ended

    def refuses(self, code, parts, *words, **how):
        """It ends with this code and says one line, with these parts in it."""
        ended = self.run(*words, **how)
        require(ended.code == code, f"{words} ends otherwise than with {code}", ended)
        require(ended.errors.count("\n") == 1 and ended.errors.startswith("doorway: "), f"{words} says no line", ended)
        require(all(part in ended.errors for part in parts), f"{words} does not say {parts}", ended)
        print(f"after {ended.seconds:.2f} s: {ended.errors.strip()}")
        return ended


class Visit:
    """A window on a screen of its own, from its opening to its end."""

    def __init__(self, bench, *words, screen=None, size="1400x900", **changes):
        self.bench = bench
        self.errors = tempfile.TemporaryFile()
        self.screen = screen or Screen(size)
        self.begin = time.monotonic()
        self.program = None
        try:
            self.program = subprocess.Popen(
                [bench.doorway, *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=self.errors, env=bench.environment(**changes) | self.screen.changes(), cwd=bench.folder)
            self.window = self.screen.window_of(self.program)
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.program is not None and self.program.poll() is None:
            self.program.kill()
            self.program.wait(10)
        self.screen.__exit__()

    def press(self, *keys):
        self.screen.press(self.window, *keys)

    def end(self):
        """Waits for it; an Ended."""
        try:
            code = self.program.wait(10)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait(10)
            code = None
        self.errors.seek(0)
        return Ended(code, b"", self.errors.read().decode(errors="replace"), time.monotonic() - self.begin)

    def close(self):
        self.screen.close(self.window)
        return self.end()

    def use(self):
        """A take is played, and a setting changed."""
        require(self.window is not None, "the window does not open", self.end() if self.window is None else None)
        self.press("space")
        self.press("t")
        self.wait_for(lambda: self.settings_theme() == "parchment", "the theme is not saved")

    def settings_theme(self):
        try:
            return json.loads(self.bench.settings.read_text())["theme"]
        except (OSError, ValueError, KeyError):
            return None

    def wait_for(self, holds, what, seconds=20):
        give_up_at = time.monotonic() + seconds
        while not holds():
            require(self.program.poll() is None, "the program has ended", self.end() if self.program.poll() is not None else None)
            require(time.monotonic() < give_up_at, what)
            time.sleep(0.05)

    def must_end_well(self):
        ended = self.close()
        require(ended.code == 0 and not ended.errors, "the window does not end well", ended)


def needs_screen():
    if missing_tool():
        skip(f"{missing_tool()} is not there")


def inside(*flags):
    """Goes on as root of namespaces of our own. Ends this process."""
    tried = subprocess.run(["unshare", *flags, "true"], capture_output=True, check=False) if shutil.which("unshare") else None
    if tried is None or tried.returncode != 0:
        skip("unshare may make no namespaces here")
    again = ["unshare", *flags, sys.executable, "-B", __file__, *sys.argv[1:4], "inside"]
    sys.exit(subprocess.run(again, check=False).returncode)


def is_inside():
    return sys.argv[-1] == "inside"


def raise_loopback():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        flags = struct.unpack("16sh", fcntl.ioctl(asker, SIOCGIFFLAGS, struct.pack("16sh", b"lo", 0)))[1]
        fcntl.ioctl(asker, SIOCSIFFLAGS, struct.pack("16sh", b"lo", flags | IFF_UP))


# --- Little of something

def few_descriptors(bench):
    few = {resource.RLIMIT_NOFILE: 32}
    bench.works("run", CONVERSATION, limits=few)
    bench.works("run", CONVERSATION, "--free", limits=few)
    bench.works("run", CONVERSATION, "--repeat", "10", limits=few)
    bench.works("check", LESSON, limits=few)
    bench.works("export", CONVERSATION, "--to", "html", "-o", "page.html", limits=few)
    too_few = {resource.RLIMIT_NOFILE: 9}
    bench.refuses(3, ["Too many open files", "ulimit -n"], "run", CONVERSATION, limits=too_few)
    bench.refuses(3, ["Too many open files", "ulimit -n"], "check", CONVERSATION, limits=too_few)


def few_descriptors_in_the_window(bench):
    needs_screen()
    with Visit(bench, LESSON) as visit:
        require(visit.window is not None, "the window does not open")
        resource.prlimit(visit.program.pid, resource.RLIMIT_NOFILE, (32, 32))
        visit.use()
        visit.must_end_well()
    journals = list(bench.journals.iterdir())
    require(len(journals) == 1 and len(list(Reader(journals[0]).all())) > 3, "the take is not written down")


def virtual_bytes(process):
    return int(re.search(r"VmSize:\s+(\d+)", Path(f"/proc/{process}/status").read_text()).group(1)) << 10


def with_memory(bench, mebibytes, *words):
    """The command reads a scenario once it has no more memory than so much above its start."""
    program = subprocess.Popen([bench.doorway, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=bench.environment(), cwd=bench.folder)
    wait_until_asleep(program.pid)
    most = virtual_bytes(program.pid) + (mebibytes << 20)
    resource.prlimit(program.pid, resource.RLIMIT_AS, (most, most))
    try:
        output, errors = program.communicate(CONVERSATION.read_bytes(), timeout=20)
        return Ended(program.returncode, output, errors.decode(), 0)
    except subprocess.TimeoutExpired:
        program.kill()
        output, errors = program.communicate()
        return Ended(None, output, errors.decode(), 20)


def wait_until_asleep(process):
    """In the poll of its standard input."""
    told = "0"
    for _ in range(1000):
        told = Path(f"/proc/{process}/wchan").read_text()
        if "poll" in told:
            return
        time.sleep(0.01)
    if told in ("", "0"):
        os.kill(process, signal.SIGKILL)
        skip("this kernel does not tell what a process waits for")
    raise Wrong("the program does not wait for its input")


def little_memory(bench):
    commands = [("run", "-"), ("run", "-", "--free"), ("run", "-", "--repeat", "20"), ("check", "-"),
                ("export", "-", "--to", "html"), ("export", "-", "--to", "png", "-o", "picture.png")]
    for words in commands:
        ended = with_memory(bench, 64, *words)
        require(ended.code == 0 and not ended.errors, f"64 MiB are too little for {words}", ended)
    for words in commands:
        for mebibytes in (0, 1, 2, 4, 8, 12, 16, 20, 24, 28) if HEAVY else (0, 2, 6):
            ended = with_memory(bench, mebibytes, *words)
            # Cairo says by itself where a picture is too large for it, and then a smaller one helps.
            is_picture = ended.code == 2 and "out of memory" in ended.errors and "a smaller one" in ended.errors
            require(ended.code in (0, 3) or is_picture, f"{words} with {mebibytes} MiB", ended)
            if ended.code != 0:
                named = ended.errors.count("\n") == 1 and ("ulimit" in ended.errors or is_picture)
                require(named and ended.errors.startswith("doorway: "), f"{words} with {mebibytes} MiB", ended)
            (bench.folder / "picture.png").unlink(missing_ok=True)


def little_memory_in_the_window(bench):
    needs_screen()
    with Visit(bench, LESSON) as visit:
        require(visit.window is not None, "the window does not open")
        # Its start is over when it rests: until then OpenGL still takes what it needs.
        visit.wait_for(lambda: share_of_processor(visit.program.pid, 0.5) == 0, "it never rests")
        most = virtual_bytes(visit.program.pid) + (64 << 20)
        resource.prlimit(visit.program.pid, resource.RLIMIT_AS, (most, most))
        visit.use()
        visit.press("Next", "space", "r")
        visit.must_end_well()


# --- The network

def ports_taken(bench):
    if not is_inside():
        inside("-rn")
    raise_loopback()
    try:
        Path("/proc/sys/net/ipv4/ip_local_port_range").write_text("40000 40003")
    except OSError as why:
        skip(f"the range of ports cannot be changed: {why}")
    taken = []
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        for port in range(40000, 40004):
            taken.append(socket.socket(socket.AF_INET, kind))
            taken[-1].bind(("127.0.0.1", port))
    bench.refuses(3, ["no port is free", "Address already in use", "close other programs"], "run", CONVERSATION)
    taken[0].close()  # one for Bob, none for Alice
    taken[4].close()
    ended = bench.works("run", CONVERSATION, "--jsonl")
    connect = [event for event in map(json.loads, ended.output.splitlines())
               if event["kind"] == "returned" and event["call"] == "connect"]
    require(connect[0]["errno"] == "EADDRNOTAVAIL", f"the connect found a port: {connect[0]}")
    ended = bench.run("check", LESSON)
    require(ended.code == 3 and "says nothing of the lesson" in ended.errors, "the lesson is blamed", ended)


def no_ipv6(bench):
    if not is_inside():
        inside("-rn")
    raise_loopback()
    switch = Path("/proc/sys/net/ipv6/conf/all/disable_ipv6")
    if switch.exists():
        try:
            switch.write_text("1")
        except OSError as why:
            skip(f"IPv6 cannot be turned off: {why}")
    bench.works("run", CONVERSATION)
    (bench.folder / "six.scenario").write_text(SIX)
    for words in (("run",), ("check",), ("export", "--to", "text")):
        bench.refuses(3, ["no IPv6 loopback", "tcp6", "turn it on"], words[0], "six.scenario", *words[1:])


def loopback_down(bench):
    if not is_inside():
        inside("-rn")
    for words in (("run",), ("check",), ("export", "--to", "csv")):
        bench.refuses(3, ["is down", "ip link set lo up"], words[0], CONVERSATION, *words[1:])
    bench.refuses(3, ["is down", "ip link set lo up"], "check", LESSON)


# --- The screen

def old_opengl(bench):
    needs_screen()
    with Visit(bench, LESSON, MESA_GL_VERSION_OVERRIDE="2.1", MESA_GLSL_VERSION_OVERRIDE="120") as visit:
        ended = visit.end() if visit.window is None else visit.close()
        said = "no window can be opened" in ended.errors and "doorway run FILE" in ended.errors
        require(ended.code == 3 and said and ended.errors.count("\n") == 1, "OpenGL 2.1 is not told of", ended)
        print(f"after {ended.seconds:.2f} s: {ended.errors.strip()}")


def screen_taken_away(bench):
    needs_screen()
    with Visit(bench, LESSON) as visit:
        visit.use()
        visit.wait_for(lambda: bench.journals.exists() and any(bench.journals.iterdir()), "no take is written down")
        # Keys come in their order: once the next page is in the progress, which is written at once, the plus was there.
        before = bench.progress.read_text().count("opened")
        visit.press("plus", "Next")
        visit.wait_for(lambda: bench.progress.read_text().count("opened") > before, "the next page is not opened")
        visit.screen.take_away()
        ended = visit.end()
    require(ended.code == 3, "it ends otherwise than with 3", ended)
    require(ended.errors.count("\n") == 1 and ended.errors.startswith("doorway: "), "it says no line", ended)
    require("no screen any more" in ended.errors and str(bench.journals) in ended.errors, "it says other things", ended)
    print(f"after {ended.seconds:.2f} s: {ended.errors.strip()}")
    settings = json.loads(bench.settings.read_text())
    require(settings["text_scale"] > 1, "the last setting is lost")
    journal = max(bench.journals.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    require(len(list(Reader(journal).all())) > 3, "the take is not there")
    shown = bench.works("run", journal, "--jsonl").output.splitlines()
    require(not json.loads(shown[-1])["over"], "the take was finished, and so it is not offered")
    require(all(json.loads(line) for line in bench.progress.read_text().splitlines()), "the progress is torn")
    require("opened" in bench.progress.read_text(), "the progress is lost")


def screen_taken_from_a_tour(bench):
    needs_screen()
    screen = Screen()
    with Visit(bench, "tour", "--out", "pictures", screen=screen) as visit:
        visit.wait_for(lambda: len(list((bench.folder / "pictures").glob("*.png"))) > 1, "there are no pictures")
        screen.take_away()
        ended = visit.end()
    require(ended.code == 3 and ended.errors.count("\n") == 1 and "no screen any more" in ended.errors, "the tour", ended)


def odd_sizes(bench):
    """As small as a window system can make it, not seen at all, and back."""
    needs_screen()
    with Visit(bench, LESSON) as visit:
        visit.use()
        for words in (("windowsize", "--sync", visit.window, 1, 1), ("windowunmap", "--sync", visit.window),
                      ("windowmap", "--sync", visit.window), ("windowsize", "--sync", visit.window, 1300, 850)):
            visit.screen.give(*words)
            visit.press("Right")
            require(visit.program.poll() is None, f"{words} ends it")
        visit.press("t")
        visit.wait_for(lambda: visit.settings_theme() == "contrast", "it does not take keys any more")
        visit.must_end_well()


def large_screen(bench):
    needs_screen()
    lesson = bench.folder / "small.md"
    lesson.write_text("---\ntitle: A small lesson\n---\n\n## One page\n\nLook.\n\n```scenario\n"
                      "alice: s = socket(tcp)\nalice: s.close()\n```\n")
    screen = Screen("3840x2160")
    screen.ask_for_scale(3)
    with Visit(bench, lesson, screen=screen) as visit:
        visit.use()
        shape = " ".join(screen.give("getwindowgeometry", "--shell", visit.window))
        require("WIDTH=3840" in shape, f"the window does not follow the screen: {shape}")
        visit.must_end_well()
    if not HEAVY:
        return
    with Screen("3840x2160") as screen:
        ended = bench.works("tour", "--out", "pictures", "--size", "3840x2160", "--scale", "2.5", lesson, seconds=90,
                            **screen.changes())
    require(ended.output.count(b".png") >= 1, "there is no picture", ended)
    data = next((bench.folder / "pictures").glob("*.png")).read_bytes()
    require(struct.unpack(">II", data[16:24]) == (3840, 2160), "the picture has another size")


def waiting_costs_nothing(bench):
    """In processor time, which a busy computer does not make more of."""
    needs_screen()
    with Visit(bench, LESSON) as visit:
        visit.use()
        visit.wait_for(lambda: share_of_processor(visit.program.pid, 0.5) == 0, "it never rests")
        of_window = share_of_processor(visit.program.pid)
        visit.must_end_well()
    (bench.folder / "asleep.scenario").write_text("alice: u = socket(udp)\nalice: u.bind(0)\nalice: u.recv(1)\nbob: wait(60s)\n")
    run = subprocess.Popen([bench.doorway, "run", bench.folder / "asleep.scenario"], stdout=subprocess.DEVNULL,
                           env=bench.environment())
    time.sleep(1)
    of_run = share_of_processor(run.pid)
    run.send_signal(signal.SIGTERM)
    run.wait(10)
    print(f"of one processor: the window {of_window:.2%}, a run that waits {of_run:.2%}")
    require(of_window < 0.05 and of_run < 0.05, "it does not rest while it waits")


def share_of_processor(process, seconds=10 if HEAVY else 2):
    begin, before = time.monotonic(), ticks_of(process)
    time.sleep(seconds)
    return (ticks_of(process) - before) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - begin)


def ticks_of(process):
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


# --- The user's files

def mounted(bench, *options):
    """A file system of its own at the user's folder."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", bench.folder], capture_output=True)
    if done.returncode != 0:
        skip(f"nothing can be mounted: {done.stderr.decode().strip()}")


def read_only_home(bench):
    if not is_inside():
        inside("-rm")
    mounted(bench, "ro")
    bench.refuses(1, ["Read-only file system", "choose a place"], "run", CONVERSATION, "--journey", "kept.journey")
    bench.refuses(1, ["Read-only file system", "choose a place"], "export", CONVERSATION, "--to", "csv", "-o", "it.csv")
    bench.refuses(1, ["Read-only file system", "choose a place"], "export", CONVERSATION, "--to", "c", "-o", "them")
    bench.refuses(1, ["Read-only file system", "choose a place"], "new-lesson", "mine")
    bench.works("progress")
    if missing_tool():
        return
    with Visit(bench, LESSON) as visit:
        require(visit.window is not None, "the window does not open", visit.end() if visit.window is None else None)
        visit.press("space", "t")
        time.sleep(1)
        visit.must_end_well()


def full_disk(bench):
    if not is_inside():
        inside("-rm")
    mounted(bench, "size=192k")
    (bench.folder / "long.scenario").write_text(
        "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
        "bob: c = l.accept()\nrepeat 200 {\nalice: s.send(fill(1000))\nbob: wait(c, 1000)\nbob: c.recv(1000)\n}\n")
    ended = bench.run("run", "long.scenario", "--jsonl", "--journey", "kept.journey")
    require(ended.code == 1 and "No space left on device: make room" in ended.errors, "a long run", ended)
    up_to = int(re.search(r"up to event (\d+)", ended.errors).group(1))
    require(len(ended.output.splitlines()) > up_to, "the run has not gone on")
    kept = sum(1 for event in Reader(bench.folder / "kept.journey").all() if event["seq"])
    require(kept == up_to and kept > 10, f"the file has {kept} events")
    (bench.folder / "kept.journey").unlink()
    bench.works("run", CONVERSATION, "--journey", "before.journey")
    before = (bench.folder / "before.journey").read_bytes()
    with open(bench.folder / "filling", "wb", buffering=0) as filling:  # nothing is left to be written at its close
        try:
            while True:
                filling.write(bytes(1024))
        except OSError:
            pass
    full = ["No space left on device", "make room"]
    bench.refuses(1, full, "run", CONVERSATION, "--journey", "kept.journey")
    bench.refuses(1, full, "export", "before.journey", "--to", "html", "-o", "page.html")
    bench.refuses(1, full, "export", CONVERSATION, "--to", "python", "-o", "programs")
    bench.refuses(1, full, "new-lesson", "mine")
    there = sorted(path.name for path in bench.folder.iterdir())
    require(there == ["before.journey", "filling", "long.scenario"], f"something is left behind: {there}")
    if not missing_tool():
        with Visit(bench, LESSON) as visit:
            require(visit.window is not None, "the window does not open", visit.end() if visit.window is None else None)
            visit.press("space", "t")
            time.sleep(1)
            visit.must_end_well()
    require((bench.folder / "before.journey").read_bytes() == before, "what was there is another")


def broken_files(bench):
    """Each kind that is not ours: the window opens, and nothing of them is lost."""
    needs_screen()
    kinds = [(b"", b""), (b"{\"theme\": ", b"{\"doorway\":\"pro"), (bytes(range(256)) * 16, bytes(range(256)) * 16),
             (b"[" * 100_000, b"[" * 100_000 + b"\n"), (b"null", b"null\n"), (None, None)]
    if not HEAVY:
        kinds = random.sample(kinds, 2)
    for number, (settings, progress) in enumerate(kinds):
        for file, text in ((bench.settings, settings), (bench.progress, progress)):
            shutil.rmtree(file.parent, ignore_errors=True)
            file.parent.mkdir(parents=True)
            file.mkdir() if text is None else file.write_bytes(text)
        with Visit(bench, LESSON) as visit:
            require(visit.window is not None, f"kind {number}: no window", visit.end() if visit.window is None else None)
            visit.press("space")
            time.sleep(0.5)
            visit.must_end_well()
        if settings:
            kept = [path.read_bytes() for path in bench.settings.parent.iterdir() if path.is_file()]
            require(settings in kept, f"kind {number}: the settings that were there are lost")
        if progress:
            require(bench.progress.read_bytes().startswith(progress), f"kind {number}: the progress is written over")


# --- Words and time

def unknown_locale_and_zone(bench):
    for changes in ({"LC_ALL": "xx_YY.UTF-8"}, {"LC_ALL": "C"}, {"LC_ALL": "", "LANG": "xx_YY"}, {"TZ": "garbage"},
                    {"TZ": ":/nowhere"}, {"TZ": "A" * 10000}, {"TZ": ""}):
        bench.works("run", CONVERSATION, "--jsonl", **changes)
        bench.works("progress", "--csv", **changes)
        bench.works("check", CONVERSATION, **changes)
    if missing_tool():
        return
    with Visit(bench, LESSON, LC_ALL="xx_YY.UTF-8", TZ="garbage") as visit:
        visit.use()
        visit.must_end_well()


def clock_jumps(bench):
    """With each look at the wall's clock a day back: time in a recording goes by another one."""
    if not Path(bench.library).exists():
        skip("the library for it is not built")
    jump = {"LD_PRELOAD": bench.library, "DOORWAY_CLOCK_JUMPS": str(-DAY_S),
            "DOORWAY_FAULT_COUNTS": str(bench.folder / "counts")}
    ended = bench.works("run", CONVERSATION, "--jsonl", "--journey", "kept.journey", **jump)
    times = [json.loads(line)["t_ns"] for line in ended.output.splitlines()]
    times = [t_ns for t_ns in times if t_ns is not None]
    require(times == sorted(times) and times[-1] < 20e9, f"time goes back, or leaps: {times}")
    require(b"clock_gettime" in (bench.folder / "counts").read_bytes(), "nobody has looked at the clock")
    bench.works("check", LESSON, **jump)
    bench.works("export", "kept.journey", "--to", "pcapng", "-o", "it.pcapng", **jump)
    if missing_tool():
        return
    with Visit(bench, LESSON, **jump) as visit:
        visit.use()
        visit.press("Next")
        visit.must_end_well()
    require("opened" in bench.progress.read_text(), "progress is not kept")
    bench.works("progress", "--csv")


ENVIRONMENTS = [few_descriptors, few_descriptors_in_the_window, little_memory, little_memory_in_the_window, ports_taken,
                no_ipv6, loopback_down, old_opengl, screen_taken_away, screen_taken_from_a_tour, odd_sizes, large_screen,
                waiting_costs_nothing, read_only_home, full_disk, broken_files, unknown_locale_and_zone, clock_jumps]


def main():
    doorway, library, name = sys.argv[1:4]
    environment = {function.__name__: function for function in ENVIRONMENTS}[name]
    with tempfile.TemporaryDirectory() as folder:
        try:
            environment(Bench(doorway, library, folder))
        except Wrong as what:
            sys.exit(f"{name}: {what}")
        finally:
            if is_inside():
                subprocess.run(["umount", folder], capture_output=True, check=False)


if __name__ == "__main__":
    main()
