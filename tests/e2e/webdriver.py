"""A small client of the W3C WebDriver protocol, for a headless Chromium with nothing but Python.

Source: https://www.w3.org/TR/webdriver2/ (the protocol), and chromedriver's own `goog:` additions for its logs.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"Right": "\ue014", "Left": "\ue012", "Home": "\ue011", "End": "\ue010", "Shift": "\ue008", "Escape": "\ue00c",
        "Tab": "\ue004", "Space": " "}


class WebDriverError(Exception):
    pass


def find_browser():
    """(chromium, chromedriver), or None where one of them is missing."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = next(filter(None, map(shutil.which, ("chromedriver", "chromium.chromedriver"))), None)
    return (browser, driver) if browser and driver else None


class Browser:
    """A headless browser with one window. A context manager: it is ended with the block."""

    def __init__(self, browser, driver, size=(1366, 768)):
        self.profile = tempfile.mkdtemp(prefix="doorway-browser-")
        self.programs = []
        self.session = None
        try:
            # The browser is begun here, and the driver finds it: by itself it would wait a minute for it and no longer.
            self._begin_browser(browser, size)
            address = "127.0.0.1:%s" % self._browser_port()
            self.base = "http://127.0.0.1:%s" % self._driver_port(driver)
            self._begin_session(address)
        except BaseException:
            self.close()
            raise

    def _begin_browser(self, browser, size):
        arguments = ["--headless=new", "--window-size=%d,%d" % size, "--user-data-dir=" + self.profile,
                     "--remote-debugging-port=0", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
                     "--disable-background-networking", "--disable-gpu"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")  # Chromium refuses to have one as root
        self.programs.append(subprocess.Popen([browser, *arguments, "about:blank"], stdin=subprocess.DEVNULL,
                                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def _browser_port(self):
        told = Path(self.profile) / "DevToolsActivePort"
        while self.programs[0].poll() is None:
            if told.exists() and "\n" in told.read_text():
                return int(told.read_text().split("\n")[0])
            time.sleep(0.1)
        raise WebDriverError("the browser has ended with exit code %s" % self.programs[0].returncode)

    def _driver_port(self, driver):
        self.programs.append(subprocess.Popen([driver, "--port=0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                              stderr=subprocess.DEVNULL, text=True))
        for line in self.programs[1].stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                return int(found.group(1))
        raise WebDriverError("the driver has not started")

    def _begin_session(self, address):
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"debuggerAddress": address},
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        answer = self._send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = "/session/" + answer["sessionId"]
        self._do("/timeouts", {"script": 300_000, "pageLoad": 300_000})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            if self.session:
                self._send("DELETE", self.session)
        except (WebDriverError, OSError):
            pass
        for program in reversed(self.programs):
            program.terminate()
            program.wait()
            if program.stdout:
                program.stdout.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise WebDriverError("%s %s: %s" % (method, path, value.get("message", value))) from None

    def _do(self, path, body=None):
        return self._send("POST", self.session + path, body if body is not None else {})

    def open(self, url):
        self._do("/url", {"url": "about:blank"})  # so that an address that differs behind # only is read as well
        self._do("/url", {"url": url})

    def run(self, script, *arguments):
        """What the script returns."""
        return self._do("/execute/sync", {"script": script, "args": list(arguments)})

    def later(self, script, *arguments):
        """What the script hands to its last argument, a function."""
        return self._do("/execute/async", {"script": script, "args": list(arguments)})

    def find(self, selector):
        return self._do("/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        self._do("/element/%s/click" % self.find(selector))

    def label(self, selector):
        """The name by which assistive technology knows the element."""
        return self._send("GET", "%s/element/%s/computedlabel" % (self.session, self.find(selector)))

    def press(self, *keys):
        """Holds the keys down one after another, and lets them go."""
        keys = [KEYS.get(key, key) for key in keys]
        actions = [{"type": "keyDown", "value": key} for key in keys]
        actions += [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self._do("/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def drag(self, points, pointer="mouse"):
        """Presses at the first of these places of the window, moves through the others, and lets go."""
        move = [{"type": "pointerMove", "duration": 40, "x": int(x), "y": int(y)} for x, y in points]
        actions = [move[0], {"type": "pointerDown", "button": 0}] + move[1:] + [{"type": "pointerUp", "button": 0}]
        self._do("/actions", {"actions": [{"type": "pointer", "id": pointer, "parameters": {"pointerType": pointer},
                                           "actions": actions}]})

    def hover(self, x, y):
        self._do("/actions", {"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"},
                                           "actions": [{"type": "pointerMove", "duration": 20, "x": int(x), "y": int(y)}]}]})

    def devtools(self, command, **parameters):
        return self._do("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def resize(self, width, height):
        """The size of the page's own window, as a screen of that size has it."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._send("GET", self.session + "/screenshot")))

    def console(self):
        """What the page has written to the console, or the browser about the page, since the last time."""
        return ["%s: %s" % (entry["level"], entry["message"]) for entry in self._do("/se/log", {"type": "browser"})]

    def requests(self):
        """The addresses that were asked for since the last time."""
        urls = []
        for entry in self._do("/se/log", {"type": "performance"}):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                urls.append(message["params"]["request"]["url"])
        return urls
