#!/usr/bin/env python3
"""Keys and clicks that come from the X server itself move the window as they should; the screen is the witness.

    real_input.py DOORWAY

The tour hands its keys to the window's own callbacks. Here xdotool gives them to a display of the test's own, and what
the display then shows is read from its memory. Exits 77 where Xvfb or xdotool is not there.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

LONGEST_WAIT_SECONDS = 30
LESSONS = pathlib.Path(__file__).resolve().parents[2] / "lessons"


class Screen:
    """A virtual display, with the mouse where nothing tells of itself."""

    def __init__(self, folder):
        self.memory = pathlib.Path(folder) / "Xvfb_screen0"
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-fbdir", folder, "-noreset",
             "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as number:
            self.environment = dict(os.environ, DISPLAY=":" + number.readline().strip())
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.environment["XDG_CONFIG_HOME"] = str(pathlib.Path(folder) / "config")  # the user's settings are not ours

    def picture(self):
        return self.memory.read_bytes()

    def give(self, *words):
        subprocess.run(["xdotool", *words], env=self.environment, check=True)

    def still_picture(self, unlike=(), same_as=None):
        """The next picture that stays for half a second and is none of `unlike`, or that is `same_as`."""
        give_up_at = time.monotonic() + LONGEST_WAIT_SECONDS
        picture, since = self.picture(), time.monotonic()
        while time.monotonic() < give_up_at:
            time.sleep(0.05)
            now = self.picture()
            if now != picture:
                picture, since = now, time.monotonic()
            elif time.monotonic() - since >= 0.5 and picture not in unlike and same_as in (None, picture):
                return picture
        raise AssertionError("the picture did not " + ("come back" if same_as else "change"))


def walk(screen):
    def after(what, words, **wanted):
        screen.give(*words)
        try:
            return screen.still_picture(**wanted)
        except AssertionError as error:
            raise AssertionError(f"{what}: {error}") from None

    def changes(what, *words, unlike):
        return after(what, words, unlike=unlike)

    def comes_back(what, *words, to):
        after(what, words, same_as=to)

    nothing = screen.picture()
    screen.give("mousemove", "700", "500")
    first = screen.still_picture(unlike=[nothing])
    second = changes("Page Down turns the page", "key", "Next", unlike=[first])
    # As slowly as a hand: Dear ImGui before 1.87 looks at the mouse once a frame.
    third = changes("a click on Next turns the page", "mousemove", "270", "770", "sleep", "0.2", "mousedown", "1", "sleep",
                    "0.2", "mouseup", "1", "sleep", "0.2", "mousemove", "700", "500", unlike=[first, second])
    # Each page's sockets are its own, so a picture comes back only within a page.
    step = changes("Right makes a step", "key", "Right", unlike=[third])
    further = changes("Right makes another", "key", "Right", unlike=[third, step])
    comes_back("Left goes back", "key", "Left", to=step)
    comes_back("Right goes forward again", "key", "Right", to=further)
    engineer = changes("V changes the words", "key", "v", unlike=[further])
    comes_back("V changes them back", "key", "v", to=further)
    light = changes("T changes the colours", "key", "t", unlike=[further, engineer])
    bright = changes("T changes them again", "key", "t", unlike=[further, light])
    comes_back("T changes them back", "key", "t", to=further)
    large = changes("Ctrl and + makes text larger", "key", "ctrl+plus", unlike=[further, bright])
    comes_back("Ctrl and 0 makes it as at first", "key", "ctrl+0", to=further)
    changes("Ctrl+K opens the palette", "key", "ctrl+k", unlike=[further, large])
    found = changes("what is typed there filters", "type", "parch", unlike=[further])
    comes_back("Escape closes it, and nothing else was done", "key", "Escape", to=further)
    changes("Ctrl+K opens it again", "key", "ctrl+k", unlike=[further, found])
    comes_back("what is typed filters as before", "type", "parch", to=found)
    comes_back("Enter does what was found", "key", "Return", to=light)
    screen.give("key", "t")
    comes_back("T goes round", "key", "t", to=further)
    changes("F11 fills the screen", "key", "F11", unlike=[further])
    comes_back("F11 goes back", "key", "F11", to=further)
    changes("F1 shows the keys", "key", "F1", unlike=[further, light])
    comes_back("Escape hides them", "key", "Escape", to=further)
    changes("Escape shows the lessons", "key", "Escape", unlike=[further])


def main():
    doorway = sys.argv[1]
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            print(f"skipped: {program} is not there")
            return 77
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(folder)
        try:
            program = subprocess.Popen([doorway, str(LESSONS / "01-two-doors.md")], env=screen.environment)
            try:
                walk(screen)
                if program.poll() is not None:
                    raise AssertionError(f"the program ended with {program.returncode}")
            finally:
                program.terminate()
                program.wait(LONGEST_WAIT_SECONDS)
        finally:
            screen.server.terminate()
            screen.server.wait(LONGEST_WAIT_SECONDS)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AssertionError as failure:
        sys.exit(str(failure))
