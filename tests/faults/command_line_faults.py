"""Makes each system call of the command line fail, one after the other, and looks what becomes of the run.

    command_line_faults.py DOORWAY LIBRARY [CALL…]

LIBRARY is faulty_calls.cpp, built. Each run is made once to count its calls; then the nth of each kind fails: alone, or
with all that come after it. A sample each time; all of them, with each errno, with DOORWAY_HEAVY. README.md says what is
asked of a run that meets a fault. DOORWAY_SEED repeats a sample.
"""

import json
import os
import random
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core" / "journey"))

from faults import ERRNOS, Fault, environment_with, plain_environment, read_counts, run_to_end  # noqa: E402
from read_journey import Reader, Torn, comparable  # noqa: E402

HERE = Path(__file__).resolve().parent
SAMPLE = 12  # of each run
MOST_PLACES = 60  # of one kind of call
# Met each time: Asio does not look whether the kernel watches the two descriptors that wake a thread, and where the output
# has no room, somebody has to say so. Where no port or no IPv6 is left, that is no fault of a lesson.
OF_EACH_RUN = [Fault("epoll_ctl", 1, "once", "ENOSPC"), Fault("epoll_ctl", 2, "once", "ENOSPC"),
               Fault("epoll_ctl", 3, "ever", "ENOSPC"), Fault("epoll_ctl", 1, "ever", "ENOMEM"),
               Fault("write", 1, "once", "ENOSPC"), Fault("write", 1, "ever", "ENOSPC")]
OF_CHECKS = [Fault("bind", 13, "ever", "EADDRINUSE"), Fault("bind", 78, "once", "EADDRINUSE"),
             Fault("socket", 9, "once", "EAFNOSUPPORT"), Fault("socket", 9, "ever", "EAFNOSUPPORT")]
# Of each export: a disk that is full, for a moment or for good.
OF_EXPORTS = [Fault("write", 1, "once", "ENOSPC"), Fault("write", 1, "ever", "ENOSPC")]
PROGRESS = """\
{"doorway":"progress","version":1}
{"unix_s":1793619600,"lesson":"01-two-doors","page":"a-room-and-a-door","did":"opened"}
"""


def lines_of(output):
    return [json.loads(line) for line in output.split(b"\n") if line]


def results_of(events):
    """Each process's calls with their results, in order; which descriptor a socket has does not count."""
    calls = {}
    for event in events:
        if event["kind"] == "returned":
            result = event["result"]
            if event["call"] in ("socket", "accept") and result >= 0:
                result = 0
            calls.setdefault(event["process"], []).append((event["text"], result, event["errno"], event["data"]))
    return calls


def errnos_in(events):
    return {error for event in events for error in [event["errno"], *(t["errno"] for t in event.get("tries", []))] if error}


class Run:
    """A command line, and what is asked of it when something fails."""

    always = ()  # faults that it meets each time

    def __init__(self, name, words, always=()):
        self.name, self.words = name, words
        self.always = (*self.always, *always)

    def command(self, doorway, folder, made):
        return [doorway, *(word.format(folder=folder, here=HERE, made=made) for word in self.words)]

    def judge(self, fault, ended, folder, well):
        """What is wrong, or None. `well`: how the run ends without a fault."""
        complaints = ended.errors.splitlines()
        if ended.code == 0:
            return self.judge_well(fault, ended, folder, well)
        if not complaints:
            return "it ends with a code and says nothing"
        if not all(line.startswith("doorway: ") for line in complaints):
            return "it says what is no message of ours"
        if fault.words() not in ended.errors:
            return "it does not name the cause"
        return self.judge_ill(ended, folder)

    def judge_well(self, fault, ended, folder, well):
        if ended.output != well.output and fault.words() not in ended.errors:
            return "it says that all went well, and its output is another"
        return None

    def judge_ill(self, ended, folder):
        return None


class RecordedRun(Run):
    """`doorway run --jsonl --journey`: what was printed is true, and is in the file."""

    def judge_well(self, fault, ended, folder, well):
        events = lines_of(ended.output)
        if events[-1]["kind"] != "finished":
            return "the output has no end"
        told = fault.error in errnos_in(events) or fault.words() in ended.errors
        if not told and results_of(events) != results_of(lines_of(well.output)):
            return "a call had another result, and nobody says why"
        return self.judge_file(events, folder, whole=True)

    def judge_ill(self, ended, folder):
        return self.judge_file(lines_of(ended.output.rpartition(b"\n")[0]), folder, whole=False)

    def judge_file(self, events, folder, whole):
        file = folder / "kept.journey"
        if not file.exists():
            return "there is no file of the run" if whole else None
        try:
            kept = list(Reader(file).all())
        except (OSError, Torn, AssertionError) as why:
            return f"the file of the run cannot be read: {why!r}"
        for printed, other in zip(events, kept):
            if comparable(printed) != comparable(other):
                return f"the file has another event: {comparable(printed)} {comparable(other)}"
        if whole and len(kept) != len(events):
            return f"the file has {len(kept)} of {len(events)} events"
        return None


class Export(Run):
    """Into a file of its own: it is whole, or not there."""

    always = OF_EXPORTS

    def judge_well(self, fault, ended, folder, well):
        if not self.files(folder):
            return "it says that all went well, and there is nothing"
        return None

    def judge_ill(self, ended, folder):
        return f"something is left behind: {self.files(folder)}" if self.files(folder) else None

    def files(self, folder):
        return sorted(path.name for path in folder.iterdir() if path.name not in ("counts", "data", "config"))


class LiveExport(Export):
    """The same of a run that is made for it: its calls can have had other results."""


class SavedExport(Export):
    def judge_well(self, fault, ended, folder, well):
        wanted = {name: data for name, data in well.files.items()}
        found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "counts"}
        return None if found == wanted else "it says that all went well, and the file is another"


RUNS = [
    RecordedRun("run", ["run", "{here}/all_calls.scenario", "--jsonl", "--journey", "{folder}/kept.journey"],
                always=OF_EACH_RUN),
    Run("check", ["check", "{here}/small.md"], always=OF_EACH_RUN + OF_CHECKS),
    Run("replay", ["run", "{made}/made.journey", "--jsonl"]),
    Run("replay of a large file", ["run", "{made}/large.journey"]),
    SavedExport("export of a recording", ["export", "{made}/made.journey", "--to", "html", "-o", "{folder}/page.html"]),
    SavedExport("export as sentences", ["export", "{made}/made.journey", "--to", "text", "-o", "{folder}/it.txt"]),
    SavedExport("export as JSON lines", ["export", "{made}/made.journey", "--to", "jsonl", "-o", "{folder}/it.jsonl"]),
    SavedExport("export as a table", ["export", "{made}/made.journey", "--to", "csv", "-o", "{folder}/it.csv"]),
    SavedExport("export as a diagram", ["export", "{made}/made.journey", "--to", "mermaid", "-o", "{folder}/it.mmd"]),
    Export("export as a drawing", ["export", "{made}/made.journey", "--to", "svg", "-o", "{folder}/it.svg"]),
    LiveExport("export of a run", ["export", "{here}/all_calls.scenario", "--to", "pcapng", "-o", "{folder}/run.pcapng"]),
    LiveExport("export of a picture", ["export", "{here}/all_calls.scenario", "--to", "png", "-o", "{folder}/run.png"]),
    Export("export of programs", ["export", "{here}/all_calls.scenario", "--to", "python", "-o", "{folder}/programs"]),
    Run("progress", ["progress", "--csv"]),
]


def make_recordings(doorway, folder):
    large = folder / "large.scenario"
    large.write_text("bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
                     "bob: c = l.accept()\nrepeat 18 {\nalice: s.send(fill(1_000_000))\nbob: wait(c, 1_000_000)\n"
                     "bob: c.recv(1_000_000)\n}\n")
    for scenario, name in ((HERE / "all_calls.scenario", "made.journey"), (large, "large.journey")):
        done = run_to_end([doorway, "run", scenario, "--journey", folder / name], plain_environment())
        if done.code != 0:
            sys.exit(f"{name} cannot be made: {done.errors}")


def planned(run, counts, wanted, heavy, rng):
    faults = []
    for call, (count, _) in counts.items():
        if call not in ERRNOS or (wanted and call not in wanted):
            continue
        # What is made a hundred times is made alike: of these, some.
        places = list(range(1, count + 1))
        if count > MOST_PLACES:
            places = places[:MOST_PLACES // 2] + sorted(rng.sample(places[MOST_PLACES // 2:], MOST_PLACES // 2))
        for error in ERRNOS[call] if heavy else ERRNOS[call][:1]:
            faults += [Fault(call, nth, how, error) for nth in places for how in ("once", "ever")]
    if heavy:
        return faults
    always = [fault for fault in run.always if not wanted or fault.call in wanted]
    return always + rng.sample(faults, min(SAMPLE, len(faults)))


def one(doorway, library, run, folder, made, fault):
    own = Path(tempfile.mkdtemp(dir=folder))
    changes = {"HOME": str(own), "XDG_DATA_HOME": str(made / "data"), "XDG_CONFIG_HOME": str(own / "config")}
    ended = run_to_end(run.command(doorway, own, made), environment_with(library, own / "counts", fault, changes))
    ended.folder = own
    ended.files = {path.name: path.read_bytes() for path in own.iterdir() if path.is_file() and path.name != "counts"}
    return ended, read_counts(own / "counts")


def judged(doorway, library, run, folder, made, fault, well):
    """What is wrong, or None; and whether the fault was met."""
    ended, counts = one(doorway, library, run, folder, made, fault)
    met = counts.get(fault.call, (0, 0))[1] > 0
    what = ended.crash()
    if not what and met:
        what = run.judge(fault, ended, ended.folder, well)
    elif not what and fault in run.always:
        what = "it is no longer met: choose another place for it"
    shutil.rmtree(ended.folder)
    if what:
        what = f"{run.name} {fault}: {what} (code {ended.code}, {ended.seconds:.1f} s)\n    {ended.errors.strip()}"
    return what, met


def main():
    doorway, library, *wanted = sys.argv[1:]
    heavy = "DOORWAY_HEAVY" in os.environ
    seed = int(os.environ.get("DOORWAY_SEED", random.randrange(1 << 32)))
    rng = random.Random(seed)
    print(f"DOORWAY_SEED={seed}", flush=True)
    findings = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        folder = Path(folder)
        made = folder / "made"
        (made / "data/doorway").mkdir(parents=True)
        (made / "data/doorway/progress.jsonl").write_text(PROGRESS)
        make_recordings(doorway, made)
        for run in RUNS:
            well, counts = one(doorway, library, run, folder, made, None)
            if well.crash() or well.code != 0:
                sys.exit(f"{run.name} does not go well without a fault: {well.code} {well.errors}")
            faults = planned(run, counts, wanted, heavy, rng)
            results = pool.map(lambda fault: judged(doorway, library, run, folder, made, fault, well), faults)
            met = 0
            for what, was_met in results:
                met += was_met
                if what:
                    findings += 1
                    print(what, flush=True)
            print(f"{run.name}: {len(faults)} faults, {met} met", flush=True)
            if (made / "data/doorway/progress.jsonl").read_text() != PROGRESS:
                sys.exit(f"{run.name}: the progress that was there is another")
    print(f"{findings} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
