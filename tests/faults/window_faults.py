"""Makes each system call of the window fail, one after the other, and looks what becomes of what the user had.

    window_faults.py DOORWAY LIBRARY [CALL…]

The window is opened on a lesson, a take is played, a setting is changed, the window is closed: on a display of its own,
with settings, progress and an older recording that were there. A sample each time; all calls with DOORWAY_HEAVY.
README.md says what is asked. DOORWAY_SEED repeats a sample. Exits 77 where there is no virtual display.
"""

import json
import os
import queue
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "core" / "journey"))

from faults import ERRNOS, Ended, Fault, environment_with, read_counts  # noqa: E402
from read_journey import Reader, Torn  # noqa: E402
from screen import Screen, missing_tool  # noqa: E402

LESSON = Path(__file__).resolve().parents[2] / "lessons" / "01-two-doors.md"
SAMPLE = 4
OLD_SETTINGS = {"theme": "contrast", "text_scale": 1.25, "recent_files": ["/tmp/one.md"]}
OLD_PROGRESS = """\
{"doorway":"progress","version":1}
{"unix_s":1793619600,"lesson":"02-addresses","page":"somewhere","did":"opened"}
{"unix_s":1793619641,"lesson":"02-addresses","page":"somewhere","did":"answered","answer":{"choice":1},"right":false}
"""
OLD_JOURNAL = "2025-11-23_10-41-05_01-two-doors.journey"


class Home:
    """A user's folders, with what was there before."""

    def __init__(self, folder, progress, journal):
        self.settings = folder / "config/doorway/settings.json"
        self.progress = folder / "data/doorway/progress.jsonl"
        self.journals = folder / "data/doorway/journeys"
        self.settings.parent.mkdir(parents=True)
        self.journals.mkdir(parents=True)
        self.settings.write_text(json.dumps(OLD_SETTINGS))
        self.progress.write_bytes(progress)
        (self.journals / OLD_JOURNAL).write_bytes(journal)
        self.old_progress, self.old_journal = progress, journal

    def lost(self):
        """What of it is lost or torn, a text each."""
        found = []
        try:
            settings = json.loads(self.settings.read_text())
            if settings["text_scale"] != OLD_SETTINGS["text_scale"]:
                found.append("the settings are others")
        except (OSError, ValueError, KeyError) as why:
            found.append(f"the settings are lost: {why!r}")
        if not self.progress.exists() or not self.progress.read_bytes().startswith(self.old_progress):
            found.append("the progress that was there is lost")
        elif any(not is_json(line) for line in self.progress.read_bytes().splitlines()[:-1]):
            found.append("a line of the progress is torn")
        for journal in self.journals.iterdir():
            if journal.name == OLD_JOURNAL:
                if journal.read_bytes() != self.old_journal:
                    found.append("the older recording is another")
                continue
            try:
                list(Reader(journal).all())
            except (OSError, Torn, AssertionError) as why:
                found.append(f"a recording cannot be read: {why!r}")
        if not (self.journals / OLD_JOURNAL).exists():
            found.append("the older recording is lost")
        beside = [file.name for file in self.settings.parent.iterdir() if file != self.settings]
        if beside:
            found.append(f"something lies beside the settings: {beside}")
        return found


def is_json(line):
    try:
        json.loads(line)
        return True
    except ValueError:
        return False


def use(doorway, screen, environment, errors):
    """One visit; an Ended."""
    begin = time.monotonic()
    program = subprocess.Popen([doorway, str(LESSON)], env=environment | screen.changes(), stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=errors)
    code = None
    try:
        window = screen.window_of(program)
        for keys in (["space"], ["t"], ["Next"], ["Right", "Right"]):
            if window is not None and program.poll() is None:
                screen.press(window, *keys)
                time.sleep(0.25)
        if window is not None and program.poll() is None:
            screen.close(window)
        code = program.wait(10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait(10)
    errors.seek(0)
    return Ended(code, b"", errors.read().decode(errors="replace"), time.monotonic() - begin)


def visit(doorway, library, screen, fault, old):
    """How it ended, its counts, and what is lost."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as errors:
        folder = Path(folder)
        home = Home(folder, *old)
        changes = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
        ended = use(doorway, screen, environment_with(library, folder / "counts", fault, changes), errors)
        return ended, read_counts(folder / "counts"), home.lost()


def judged(doorway, library, screens, fault, old):
    screen = screens.get()
    try:
        ended, counts, lost = visit(doorway, library, screen, fault, old)
    finally:
        screens.put(screen)
    wrong = list(lost)
    if ended.crash():
        wrong.append(ended.crash())
    elif ended.code != 0 and fault.words() not in ended.errors:
        wrong.append("it does not name the cause")
    if any(not line.startswith("doorway: ") for line in ended.errors.splitlines()):
        wrong.append("it says what is no message of ours")
    met = counts.get(fault.call, (0, 0))[1] > 0
    text = f"{fault}: {', '.join(wrong)} (code {ended.code}, {ended.seconds:.1f} s)\n    {ended.errors.strip()}"
    return text if wrong else None, met


def older_files(doorway):
    """The bytes of a progress file and of a recording, made by Doorway itself."""
    with tempfile.TemporaryDirectory() as folder:
        scenario, journal = Path(folder) / "one.scenario", Path(folder) / "one.journey"
        scenario.write_text("alice: s = socket(tcp)\nalice: s.close()\n")
        subprocess.run([doorway, "run", scenario, "--journey", journal], check=True, stdout=subprocess.DEVNULL)
        return OLD_PROGRESS.encode(), journal.read_bytes()


def main():
    doorway, library, *wanted = sys.argv[1:]
    if missing_tool():
        print(f"skipped: {missing_tool()} is not there")
        sys.exit(77)
    heavy = "DOORWAY_HEAVY" in os.environ
    seed = int(os.environ.get("DOORWAY_SEED", random.randrange(1 << 32)))
    rng = random.Random(seed)
    old = older_files(doorway)
    lanes = 2 if heavy else 1
    screens = queue.Queue()
    opened = [Screen() for _ in range(lanes)]
    for screen in opened:
        screens.put(screen)
    try:
        ended, counts, lost = visit(doorway, library, opened[0], None, old)
        if ended.code != 0 or ended.errors or lost:
            sys.exit(f"it does not go well without a fault: {ended.code} {ended.errors} {lost}")
        faults = []
        for call, (count, _) in counts.items():
            if call not in ERRNOS or (wanted and call not in wanted):
                continue
            # What is made a hundred times is made alike: of these some.
            places = range(1, count + 1) if count <= 40 else sorted(rng.sample(range(1, count + 1), 40))
            faults += [Fault(call, nth, how, error) for error in ERRNOS[call][:1] for nth in places
                       for how in ("once", "ever")]
        if not heavy:
            faults = rng.sample(faults, min(SAMPLE, len(faults)))
        with ThreadPoolExecutor(lanes) as pool:
            results = list(pool.map(lambda fault: judged(doorway, library, screens, fault, old), faults))
    finally:
        for screen in opened:
            screen.__exit__()
    wrong = [text for text, _ in results if text]
    print(f"{len(results)} faults, {sum(met for _, met in results)} of them met, {len(wrong)} findings (DOORWAY_SEED={seed})")
    for what in wrong:
        print(what)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
