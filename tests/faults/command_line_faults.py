"""Makes each system call of the command line fail, one after the other, and looks what becomes of the run.

    command_line_faults.py DOORWAY LIBRARY [CALL…]

LIBRARY is faulty_calls.cpp, built. Each run is made once to count its calls; then the nth of each kind fails: alone, or
with all that come after it. A sample each time; all of them, with each errno, with DOORWAY_HEAVY. README.md says what is
asked of a run that meets a fault. DOORWAY_SEED repeats a sample.
"""

import base64
import json
import os
import random
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core" / "journey"))

from faults import ERRNOS, Fault, environment_with, read_counts, run_to_end  # noqa: E402
from read_journey import Reader, Torn, comparable  # noqa: E402

HERE = Path(__file__).resolve().parent
SAMPLE = 60


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

    def __init__(self, name, words):
        self.name, self.words = name, words

    def prepare(self, folder):
        pass

    def command(self, doorway, folder):
        return [doorway, *(word.format(folder=folder, here=HERE) for word in self.words)]

    def made(self, folder):
        """What the run leaves behind, for comparison; None where it is none."""
        return None

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
        return self.judge_ill(ended, folder, well)

    def judge_well(self, fault, ended, folder, well):
        if ended.output != well.output:
            return "it says that all went well, and its output is another"
        return None

    def judge_ill(self, ended, folder, well):
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

    def judge_ill(self, ended, folder, well):
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


RUNS = [
    RecordedRun("run", ["run", "{here}/all_calls.scenario", "--jsonl", "--journey", "{folder}/kept.journey"]),
]


def main():
    doorway, library, *wanted = sys.argv[1:]
    heavy = "DOORWAY_HEAVY" in os.environ
    seed = int(os.environ.get("DOORWAY_SEED", random.randrange(1 << 32)))
    rng = random.Random(seed)
    wrong, done = [], 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        for run in RUNS:
            well, counts = one(doorway, library, run, Path(folder), None)
            if well.crash() or well.code != 0:
                sys.exit(f"{run.name} does not go well without a fault: {well.code} {well.errors}")
            faults = []
            for call, (count, _) in counts.items():
                if wanted and call not in wanted:
                    continue
                for error in ERRNOS[call] if heavy else ERRNOS[call][:1]:
                    faults += [Fault(call, nth, how, error) for nth in range(1, count + 1) for how in ("once", "ever")]
            if not heavy:
                faults = rng.sample(faults, min(SAMPLE, len(faults)))
            work = [pool.submit(judged, doorway, library, run, Path(folder), fault, well) for fault in faults]
            for each in work:
                what = each.result()
                done += 1
                if what:
                    wrong.append(what)
    print(f"{done} faults, {len(wrong)} findings (DOORWAY_SEED={seed})")
    for what in wrong:
        print(what)
    sys.exit(1 if wrong else 0)


def one(doorway, library, run, folder, fault):
    own = Path(tempfile.mkdtemp(dir=folder))
    run.prepare(own)
    changes = {"HOME": str(own), "XDG_DATA_HOME": str(own / "data"), "XDG_CONFIG_HOME": str(own / "config")}
    ended = run_to_end(run.command(doorway, own), environment_with(library, own / "counts", fault, changes))
    ended.folder = own
    return ended, read_counts(own / "counts")


def judged(doorway, library, run, folder, fault, well):
    ended, counts = one(doorway, library, run, folder, fault)
    what = ended.crash()
    if not what and counts.get(fault.call, (0, 0))[1] > 0:
        what = run.judge(fault, ended, ended.folder, well)
    shutil.rmtree(ended.folder)
    if what:
        return f"{run.name} {fault}: {what} (code {ended.code}, {ended.seconds:.1f} s)\n    {ended.errors.strip()}"
    return None


if __name__ == "__main__":
    main()
