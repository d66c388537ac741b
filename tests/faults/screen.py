"""A virtual display of a test's own, and the hand at a window on it: keys by xdotool, and the wish to close."""

import ctypes
import os
import shutil
import subprocess
import tempfile
import time

LONGEST_WAIT_S = 30
CLIENT_MESSAGE = 33  # X.h


def missing_tool():
    """The first tool that is not there, or None."""
    return next((tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None), None)


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("room", ctypes.c_long * 24)]


class Screen:
    def __init__(self, size="1400x900"):
        reading, writing = os.pipe()
        self.folder = tempfile.TemporaryDirectory()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-noreset", "-nolisten", "tcp"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as number:
            self.name = ":" + number.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.terminate()  # so that it takes its socket and lock away with it
        try:
            self.server.wait(LONGEST_WAIT_S)
        except subprocess.TimeoutExpired:
            self.take_away()
        self.folder.cleanup()

    def take_away(self):
        """As when somebody else's X server dies."""
        self.server.kill()
        self.server.wait(LONGEST_WAIT_S)

    def changes(self):
        """Of a program's environment, so that it opens its window here."""
        return {"DISPLAY": self.name}

    def ask_for_scale(self, scale):
        """Programs that open from now on are to be so much larger, by the desktop's setting for it (Xft.dpi)."""
        xlib, display = self.connect()
        resources = f"Xft.dpi:\t{96 * scale}\n".encode()
        name, text = (xlib.XInternAtom(display, each, 0) for each in (b"RESOURCE_MANAGER", b"STRING"))
        xlib.XChangeProperty(display, xlib.XDefaultRootWindow(display), name, text, 8, 0, resources, len(resources))
        xlib.XCloseDisplay(display)

    def connect(self):
        xlib = ctypes.CDLL("libX11.so.6")
        xlib.XOpenDisplay.restype = ctypes.c_void_p
        xlib.XInternAtom.restype = xlib.XDefaultRootWindow.restype = ctypes.c_ulong
        xlib.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        xlib.XDefaultRootWindow.argtypes = xlib.XCloseDisplay.argtypes = [ctypes.c_void_p]
        xlib.XChangeProperty.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_int,
                                         ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
        xlib.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
        return xlib, xlib.XOpenDisplay(self.name.encode())

    def give(self, *words):
        """What xdotool says."""
        environment = dict(os.environ, DISPLAY=self.name)
        done = subprocess.run(["xdotool", *map(str, words)], env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=False, timeout=LONGEST_WAIT_S)
        return done.stdout.decode().split()

    def window_of(self, program, seconds=LONGEST_WAIT_S):
        """The number of its window once it is seen; None where the program has ended, or it does not come."""
        give_up_at = time.monotonic() + seconds
        while time.monotonic() < give_up_at and program.poll() is None:
            found = self.give("search", "--onlyvisible", "--name", "^Doorway$")
            if found:
                return int(found[0])
            time.sleep(0.05)
        return None

    def press(self, window, *keys):
        self.give("key", "--window", window, *keys)

    def close(self, window):
        """As the cross of a window's frame does."""
        xlib, display = self.connect()
        message = ClientMessage(type=CLIENT_MESSAGE, window=window, format=32)
        message.message_type = xlib.XInternAtom(display, b"WM_PROTOCOLS", 0)
        message.data[0] = xlib.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
        xlib.XSendEvent(display, window, 0, 0, ctypes.byref(message))
        xlib.XCloseDisplay(display)
