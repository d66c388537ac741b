"""Steps through exported pages in a headless Chromium, as somebody does who has nothing but the file.

    journey_page_in_browser.py DOORWAY SCENARIO... [--pictures DIR]

Keys, buttons, scrubber, timeline, list, words, colours and touch; at each step the sentence is the one that the page's
data has, and nothing on the stage lies over another thing or is cut off, at the size of a projector, a small laptop and
a phone. Nothing is asked for from anywhere, and the console stays empty. Exits 0 when all is so, 1 when not, 77 when
there is no Chromium with its driver.
"""

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from webdriver import Browser, find_browser

SIZES = {"laptop": (1366, 768), "small": (800, 600), "phone": (390, 844)}

# What lies over what, or is cut off, as sentences.
FAULTS = """
const out = [];
const box = e => { const r = e.getBoundingClientRect(); return {l: r.left, t: r.top, r: r.right, b: r.bottom}; };
const name = e => e.className.baseVal || e.className;
const all = selector => Array.from(document.querySelectorAll(selector));
if (document.documentElement.scrollWidth > innerWidth) out.push("the page is wider than the window by " + (document.documentElement.scrollWidth - innerWidth));
const stage = box(document.getElementById("stage"));
const things = all("#stage .room, #stage .door, #stage .letter, #stage .stage-note");
for (const thing of things) {
  const a = box(thing);
  if (a.l < stage.l - 1 || a.r > stage.r + 1 || a.t < stage.t - 1 || a.b > stage.b + 1) out.push(name(thing) + " leaves the stage");
  for (const other of things) {
    if (other === thing || thing.contains(other) || other.contains(thing)) continue;
    const b = box(other);
    if (Math.min(a.r, b.r) - Math.max(a.l, b.l) > 1 && Math.min(a.b, b.b) - Math.max(a.t, b.t) > 1) out.push(name(thing) + " lies over " + name(other));
  }
}
for (const e of all("#stage .who, #stage .strip, #stage .label, #stage .letter, #stage .buffer, #stage .hands, .transport, .buttons, .switches")) {
  if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline") out.push(name(e) + " is cut off: " + e.textContent.slice(0, 40));
}
const doors = all("#stage .arch").map(box);
for (const road of all("#stage .roads .hit")) {
  for (const end of [road.getPointAtLength(0), road.getPointAtLength(road.getTotalLength())]) {
    const x = end.x + stage.l, y = end.y + stage.t;
    if (!doors.some(d => x > d.l - 3 && x < d.r + 3 && y > d.t && y < d.b)) out.push("a road ends beside the doors");
  }
}
const places = all("#stage .roads .hit").map(road => Array.from({length: Math.ceil(road.getTotalLength() / 4)}, (_, i) => road.getPointAtLength(i * 4)));
places.forEach((one, i) => places.slice(i + 1).forEach(other => {
  const shared = one.filter(p => other.some(q => Math.hypot(p.x - q.x, p.y - q.y) < 5)).length * 4;
  if (shared > 80) out.push("two roads lie over one another for " + shared + " pixels");
}));
for (const e of all(".program")) {
  const height = e.firstElementChild.getBoundingClientRect().height, rows = e.scrollTop / height;
  if (Math.abs(rows - Math.round(rows)) * height > 1.5) out.push("a line of a program is cut");
}
const timeline = box(document.getElementById("timeline"));
for (const e of all("#timeline text")) if (box(e).r > timeline.r + 1) out.push("the timeline cuts off " + e.textContent);
const texts = all("#timeline text").map(e => [e, box(e)]);
texts.forEach(([e, a], i) => texts.slice(i + 1).forEach(([o, b]) => {
  if (Math.min(a.r, b.r) - Math.max(a.l, b.l) > 2 && Math.min(a.b, b.b) - Math.max(a.t, b.t) > 3) out.push("the timeline has " + o.textContent + " over " + e.textContent);
}));
return Array.from(new Set(out));
"""

CONTRAST = """
const parse = c => c.match(/[\\d.]+/g).map(Number);
const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
const below = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > .99) return c; if (getComputedStyle(e).backgroundImage !== "none") return null; } return [255, 255, 255]; };
const out = [];
for (const e of document.querySelectorAll("#sentence, #place, .who b, .who span, .program li, .strip, .steps button span, .tabs button, .transport button, .switches button, #step-text, .cards h3, .cards .note, .letter span, .letter .tag, .cell")) {
  if (!e.offsetParent || !e.textContent.trim() || e.disabled) continue;
  const back = below(e);
  if (!back) continue;
  const one = light(parse(getComputedStyle(e).color)), other = light(back);
  const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
  if (ratio < 4.4) out.push((e.id || e.className || e.tagName) + " " + ratio.toFixed(2) + ": " + e.textContent.slice(0, 20));
}
return Array.from(new Set(out));
"""


class Wrong(Exception):
    pass


def expect(condition, what):
    if not condition:
        raise Wrong(what)


class PageTest:
    def __init__(self, browser, path, pictures):
        self.browser, self.path, self.pictures = browser, path, pictures
        self.url = path.as_uri()

    def open(self, wishes=""):
        self.browser.open(self.url + wishes)
        self.data = self.browser.run("return JSON.parse(document.getElementById('journey').textContent)")
        self.last = len(self.data["steps"]) - 1

    def step(self):
        return int(self.browser.run("return document.body.dataset.step"))

    def words(self):
        return self.browser.run("return document.body.dataset.words")

    def sentence(self):
        return self.browser.run("return document.getElementById('sentence').textContent")

    def told(self, step, words=0):
        text = self.data["texts"][self.data["steps"][step]["says"]]
        return text if isinstance(text, str) else text[words]

    def at(self, step, what):
        words = 0 if self.words() == "story" else 1
        expect(self.step() == step, f"{what}: at step {self.step()}, not {step}")
        expect(self.sentence() == self.told(step, words), f"{what}: the sentence is another one: {self.sentence()}")
        shown = self.browser.run("return [document.getElementById('step-text').textContent, "
                                 "document.getElementById('scrubber').value]")
        expect(shown == [f"step {step} of {self.last}", str(step)], f"{what}: the transport says {shown}")

    def go(self, step):
        self.browser.run("const s = document.getElementById('scrubber'); s.value = arguments[0];"
                         "s.dispatchEvent(new Event('input'))", step)

    def middle_of(self, selector):
        return self.browser.run("const r = document.querySelector(arguments[0]).getBoundingClientRect();"
                                "return [r.left + r.width / 2, r.top + r.height / 2, r.width, r.height]", selector)

    def wait(self, script, what):
        end = time.monotonic() + 30
        while not self.browser.run(script):
            expect(time.monotonic() < end, f"{what}: not within 30 s")
            time.sleep(0.05)

    # What is tried

    def keys_go_through_every_step(self):
        self.open()
        self.at(0, "opened")
        for step in range(1, self.last + 1):
            self.browser.press("Right")
            self.at(step, "Right")
        self.browser.press("Right")
        self.at(self.last, "Right at the end")
        self.browser.press("Left")
        self.at(self.last - 1, "Left")
        self.browser.press("Home")
        self.at(0, "Home")
        self.browser.press("End")
        self.at(self.last, "End")
        self.browser.press("Home")
        kinds = [step.get("kind") for step in self.data["steps"]]
        ends = [i for i, kind in enumerate(kinds) if kind in ("returned", "sleeps")]
        for end in ends[:4]:
            self.browser.press("Shift", "Right")
            self.at(end, "Shift+Right")
        begins = [i for i in range(1, ends[:4][-1]) if kinds[i] in ("called", "woke")]
        self.browser.press("Shift", "Left")
        self.at(begins[-1] if begins else 0, "Shift+Left")

    def buttons_and_scrubber(self):
        self.open()
        self.browser.click("#go-next")
        self.at(1, "Next")
        self.browser.click("#go-next")
        self.browser.click("#go-back")
        self.at(1, "Back")
        self.browser.click("#go-last")
        self.at(self.last, "the end's button")
        expect(self.browser.run("return document.getElementById('go-next').disabled"), "Next can be pressed at the end")
        self.browser.click("#go-first")
        self.at(0, "the beginning's button")
        self.browser.click("#go-call")
        self.at(next(i for i, step in enumerate(self.data["steps"]) if step.get("kind") in ("returned", "sleeps")),
                "one call on")
        self.browser.click("#go-call-back")
        self.at(1 if self.step() else 0, "one call back")
        x, y, width, _ = self.middle_of("#scrubber")
        self.browser.drag([(x - width / 2 + 8, y), (x, y), (x + width / 2 - 2, y)])
        self.at(self.last, "the scrubber dragged to its end")
        # A space at a button presses that button, and does not play as well.
        self.browser.run("document.getElementById('go-back').focus()")
        self.browser.press("Space")
        self.at(self.last - 1, "a space at Back")

    def playing(self):
        self.open("#step=" + str(max(0, len(self.data["steps"]) - 3)))
        self.browser.press("Space")
        self.wait(f"return document.body.dataset.step === '{self.last}'", "playing to the end")
        self.wait("return document.getElementById('go-play').getAttribute('aria-pressed') === 'false'", "its end")
        self.browser.press("Home")
        self.browser.click("#go-play")
        expect(self.browser.label("#go-play") == "Stop playing", "the button does not say that it stops")
        self.browser.press("Right")
        self.at(1, "a key while it plays")
        expect(self.browser.label("#go-play") == "Play", "a move by hand does not end the playing")

    def timeline_and_list(self):
        self.open()
        x, y, width, _ = self.middle_of("#timeline")
        self.browser.drag([(x, y), (x + width / 4, y), (x + width / 2 - 3, y)])
        shown = self.step()
        expect(shown > 0, "a drag over the timeline moves nothing")
        self.at(shown, "the timeline dragged")
        self.browser.click("#tab-steps")
        self.browser.click("#panel-steps [data-step='2']")
        self.at(2, "a step of the list")
        expect(self.browser.run("return document.querySelector('#panel-steps [aria-current=step]').dataset.step") == "2",
               "the list does not mark its step")
        listed = self.browser.run("return Array.from(document.querySelectorAll('#panel-steps button span:last-child'))"
                                  ".map(e => e.textContent)")
        expect(listed == [self.told(i) for i in range(1, self.last + 1)], "the list has other sentences")
        self.browser.click("#tab-sockets")
        self.browser.press("Left")
        expect(self.browser.run("return document.activeElement.id") == "tab-steps", "Left at a tab goes to another")

    def words_and_colours(self):
        self.open("#step=3")
        self.at(3, "opened at a step")
        self.browser.click("#words-engineer")
        expect(self.words() == "engineer", "the switch to Engineer")
        self.at(3, "Engineer")
        expect(self.browser.run("return document.querySelector('.room .who span').textContent") == "process",
               "a room is called otherwise by an engineer")
        expect(self.browser.run("return document.querySelector('.room .thread').textContent").strip().startswith("· thread "),
               "a room does not say which thread plays it")
        self.browser.press("v")
        expect(self.words() == "story", "the key V")
        self.at(3, "Story")
        expect("room" in self.browser.run("return document.querySelector('.room .who span').textContent"),
               "a room has no name in the story")
        seen = []
        for _ in range(3):
            seen.append(self.browser.run("return [document.body.dataset.theme, "
                                         "getComputedStyle(document.body).backgroundColor]"))
            faults = self.browser.run(CONTRAST)
            expect(not faults, f"too little contrast in {seen[-1][0]}: {faults}")
            self.browser.click("#theme")
        expect(len({name for name, _ in seen}) == 3 and len({color for _, color in seen}) == 3, f"the colours: {seen}")
        for scheme, theme in (("light", "parchment"), ("dark", "night")):
            self.browser.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            self.open()
            shown = self.browser.run("return document.body.dataset.theme")
            expect(shown == theme, f"who wants it {scheme} sees {shown}")
        self.open("#step=4&words=engineer&theme=parchment")
        self.at(4, "a link")
        expect(self.words() == "engineer", "the words of a link")

    def touch(self):
        self.open()
        self.browser.resize(*SIZES["phone"])
        self.browser.devtools("Emulation.setTouchEmulationEnabled", enabled=True)
        try:
            x, y, width, _ = self.middle_of("#stage")
            y = min(y, 400)
            self.browser.drag([(x + 90, y), (x, y), (x - 90, y)], "touch")
            self.at(1, "a swipe to the left")
            self.browser.drag([(x - 90, y), (x, y), (x + 90, y)], "touch")
            self.at(0, "a swipe to the right")
            x, y, _, _ = self.middle_of("#go-next")
            self.browser.drag([(x, y)], "touch")
            self.at(1, "a tap on Next")
            small = self.browser.run("return Array.from(document.querySelectorAll('.transport button')).map(b => "
                                     "b.getBoundingClientRect()).filter(r => r.height < 44 || r.width < 38).length")
            expect(small == 0, "a button is too small for a finger")
        finally:
            self.browser.devtools("Emulation.setTouchEmulationEnabled", enabled=False)
            self.browser.resize(*SIZES["laptop"])

    def hints(self):
        self.open()
        for step in range(self.last + 1):
            self.go(step)
            if self.browser.run("return document.querySelector('#stage .letter') !== null"):
                break
        else:
            return  # nothing is ever on its way in this recording
        self.browser.run("document.querySelector('#stage .letter').scrollIntoView({block: 'center'})")
        time.sleep(0.05)
        x, y, _, height = self.middle_of("#stage .letter")
        self.browser.hover(5, 5)
        self.browser.hover(x, y + height / 2 - 6)
        tip = self.browser.run("const t = document.getElementById('tip'); return t.hidden ? '' : t.textContent")
        expect("Inferred" in tip, f"what is inferred does not say why: {tip!r}")
        style = self.browser.run("return getComputedStyle(document.querySelector('#stage .letter')).borderTopStyle")
        expect(style == "dashed", "what is inferred is not dashed")
        self.browser.press("Escape")
        expect(self.browser.run("return document.getElementById('tip').hidden"), "Escape does not take the hint away")

    def reasons_without_pointing(self):
        """Each reason that pointing at the timeline gives is in the panel, which the keyboard reaches."""
        self.open()
        self.browser.click("#tab-bytes")
        listed = 0
        for step in range(self.last + 1):
            self.go(step)
            reasons = self.browser.run("return Array.from(document.querySelectorAll('#panel-bytes .reasons li'))"
                                       ".map(e => e.textContent)")
            listed += len(reasons)
            for arrow in self.data["timeline"]["arrows"]:
                if arrow["kind"] == "read" or not step - 0.5 < arrow["to"] <= step + 0.5:
                    continue
                text = self.data["texts"][arrow["hint"]]
                expect((text if isinstance(text, str) else text[0]) in reasons, f"step {step}: not in the panel: {text}")
        expect(listed > 0, "the panel never says what is inferred")
        self.browser.run("document.getElementById('panel-bytes').focus()")
        expect(self.browser.run("return document.activeElement.id") == "panel-bytes", "keys do not reach the panel")

    def help_and_names(self):
        self.open()
        self.browser.press("?")
        expect(self.browser.run("return document.activeElement.id") == "help-close", "the help does not take the focus")
        self.browser.press("Right")
        self.at(0, "a key behind the help")
        self.browser.press("Escape")
        expect(self.browser.run("return document.getElementById('help').hidden"), "Escape does not close the help")
        for selector in ("#go-first", "#go-call-back", "#go-back", "#go-play", "#go-next", "#go-call", "#go-last", "#scrubber",
                         "#theme", "#help-open", "#words-story"):
            expect(self.browser.label(selector), f"{selector} has no name")
        expect(self.browser.run("return document.getElementById('sentence').getAttribute('aria-live')") == "polite",
               "the sentence is not read out")
        about = self.browser.run("return document.getElementById('about').textContent")
        for part in ("real sockets", self.data["about"]["system"], self.data["about"]["kernel"], "Doorway "):
            expect(part in about, f"the page does not say {part!r} of its recording: {about}")

    def every_step_is_drawn_whole(self):
        for (size, (width, height)), words in itertools.product(SIZES.items(), ("story", "engineer")):
            self.browser.resize(width, height)
            # The first drawing of a page is one of its own: nothing has its place before.
            middle = self.last // 2
            self.open(f"#step={middle}&words={words}")
            faults = self.browser.run(FAULTS)
            expect(not faults, f"{size}, {words}, opened at step {middle}: {faults}")
            for step in range(self.last + 1):
                self.go(step)
                faults = self.browser.run(FAULTS)
                expect(not faults, f"{size}, {words}, step {step}: {faults}")

    def a_step_fits_a_laptop(self):
        self.open()
        for words, step in itertools.product(("story", "engineer"), range(self.last + 1)):
            self.browser.click("#words-" + words)
            self.go(step)
            more = self.browser.run("return document.documentElement.scrollHeight - innerHeight")
            expect(more <= 0, f"{words}, step {step}: the page is {more} pixels higher than the window")

    def paper(self):
        self.open(f"#step={self.last // 2}&theme=night")
        pdf = self.browser.devtools("Page.printToPDF", printBackground=True)["data"]
        expect(len(pdf) > 10_000, "nothing is printed")
        expect(self.browser.run("return document.body.dataset.theme") == "night", "printing changes the colours for good")

    def take_pictures(self):
        steps = sorted({0, 1, self.last // 3, self.last // 2, 2 * self.last // 3, self.last})
        for (size, (width, height)), words, theme in itertools.product(SIZES.items(), ("story", "engineer"),
                                                                       ("night", "parchment")):
            self.browser.resize(width, height)
            for step in steps:
                self.open(f"#step={step}&words={words}&theme={theme}")
                self.browser.picture(self.pictures / f"{self.path.stem}-{size}-{words}-{theme}-{step}.png")

    def run(self):
        self.open()
        self.browser.console()
        self.browser.requests()
        for test in (self.keys_go_through_every_step, self.buttons_and_scrubber, self.playing, self.timeline_and_list,
                     self.words_and_colours, self.touch, self.hints, self.reasons_without_pointing, self.help_and_names, self.paper,
                     self.a_step_fits_a_laptop, self.every_step_is_drawn_whole):
            try:
                # Whatever size the test before has left, also one that failed.
                self.browser.resize(*SIZES["laptop"])
                test()
                said = self.browser.console()
                expect(not said, f"the console says {said}")
                asked = [url for url in self.browser.requests() if not url.startswith((self.url, "about:blank"))]
                expect(not asked, f"the page asked for {asked}")
                print(f"{self.path.name}: {test.__name__}: well", flush=True)
            except Wrong as wrong:
                print(f"{self.path.name}: {test.__name__}: {wrong}")
                return False
        return True


def export(doorway, file, folder):
    page = folder / (Path(file).stem + ".html")
    subprocess.run([doorway, "export", file, "--to", "html", "-o", str(page)], check=True)
    return page


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("doorway")
    parser.add_argument("files", nargs="+", help="scenarios, or pages (.html) that were exported before")
    parser.add_argument("--pictures", type=Path, help="only pictures, into this folder")
    arguments = parser.parse_args()
    found = find_browser()
    if not found:
        print("skipped: no Chromium with its driver (packages chromium and chromium-driver)")
        return 77
    with tempfile.TemporaryDirectory() as folder, Browser(*found) as browser:
        well = True
        for file in arguments.files:
            path = Path(file).resolve() if file.endswith(".html") else export(arguments.doorway, file, Path(folder))
            test = PageTest(browser, path, arguments.pictures)
            if arguments.pictures:
                test.open()
                test.take_pictures()
            else:
                well = test.run() and well
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
