/* The player. */

/** Owns what can change: the step, the words, the colours, whether it plays. */
function Player(journey) {
  var wishes = wishesOf(window.location.hash);
  this.journey = journey;
  this.step = journey.clamped(Number(wishes.step) || 0);
  this.words = wishes.words === "engineer" ? 1 : wishes.words === "story" ? 0 : journey.data.about.opensWith;
  this.themes = journey.data.themes;
  this.chosenTheme = this.themes.map(function (theme) { return theme.name; }).indexOf(wishes.theme);
  this.timer = 0;
  this.tab = "bytes";
  this.stage = new StageView(byId("stage"));
  this.timeline = new TimelineView(byId("timeline"));
  this.tip = new Tip(byId("tip"));
}

function prefers(what) { return !!window.matchMedia && window.matchMedia(what).matches; }

Player.prototype.themeNumber = function () {
  if (this.printing) return 1;
  if (this.chosenTheme >= 0) return this.chosenTheme;
  return prefers("(prefers-contrast: more)") ? 2 : prefers("(prefers-color-scheme: light)") ? 1 : 0;
};

Player.prototype.view = function () {
  return { journey: this.journey, words: this.words, theme: this.themes[this.themeNumber()], step: this.step };
};

Player.prototype.start = function () {
  var about = this.journey.data.about;
  byId("page").hidden = false;
  byId("title").textContent = about.title;
  byId("title").title = about.title;
  var made = "A recording of real sockets \u00b7 " + about.system + " " + about.kernel + " \u00b7 " + about.machine
      + (about.when ? " \u00b7 " + about.when : "") + " \u00b7 Doorway " + about.version;
  if (about.steps < about.stepsInAll) made += " \u00b7 " + cutText(about);
  byId("about").textContent = made;
  byId("about").title = made;
  byId("help-about").textContent = made + (about.free ? " \u00b7 all processes ran at once" : "")
      + ". Each step is an event that was measured on that computer; going back only moves the cursor. Kernel timers"
      + " ran on between the steps. The levels of the buffers grow by logarithm, the number beside them counts bytes.";
  byId("scrubber").max = String(this.journey.last);
  this.drawSigns();
  this.wire();
  this.drawAll();
};

Player.prototype.drawSigns = function () {
  var signs = byId("signs");
  var add = function (sample, name, meaning) {
    signs.appendChild(el("dt", {}, [sample, document.createTextNode(name)]));
    signs.appendChild(el("dd", { text: meaning }));
  };
  add(el("span", { "class": "sample" }), "a solid line", "measured: the kernel said so to a program");
  add(el("span", { "class": "sample dashed" }), "a dashed line",
      "inferred: it follows from what was measured. Point at it, or tap it, for the reason; the panel lists"
      + " those of the step");
  var cells = el("span", { "class": "cells" }, [1, 2, 3, 4].map(function (send) {
    return el("span", { "class": "cell " + sendClass(send), text: String(send) });
  }));
  add(cells, "", "bytes have the colour of the send that wrote them, wherever they are");
};

/** All that depends on words or colours. */
Player.prototype.drawAll = function () {
  var view = this.view();
  var root = document.documentElement;
  Object.keys(view.theme.colors).forEach(function (name) { root.style.setProperty("--" + name,
      view.theme.colors[name]); });
  root.style.colorScheme = view.theme.dark ? "dark" : "light";
  document.body.setAttribute("data-theme", view.theme.name);
  document.body.setAttribute("data-words", this.words === 0 ? "story" : "engineer");
  byId("theme").textContent = view.theme.title;
  byId("theme").setAttribute("aria-label", "Colours: " + view.theme.title + ". Choose the next");
  byId("words-story").setAttribute("aria-pressed", String(this.words === 0));
  byId("words-engineer").setAttribute("aria-pressed", String(this.words === 1));
  byId("tab-sockets").textContent = this.journey.text(this.journey.data.words.sockets, this.words);
  drawSteps(byId("panel-steps"), view);
  this.drawStep();
};

/** All that depends on the step. */
Player.prototype.drawStep = function () {
  var view = this.view();
  var last = this.journey.last;
  document.body.setAttribute("data-step", String(this.step));
  this.drawSentence(view);
  this.stage.draw(view);
  this.timeline.draw(view);
  this.drawPanel();
  // Last: the sentence and the timeline decide how high the stage is, and with it where the doors stand.
  this.stage.drawRoads();
  byId("scrubber").value = String(this.step);
  byId("scrubber").setAttribute("aria-valuetext", stepText(this.step, last));
  byId("step-text").textContent = stepText(this.step, last);
  ["go-first", "go-back", "go-call-back"].forEach(function (id) { byId(id).disabled = this.step === 0; }, this);
  ["go-last", "go-next", "go-call"].forEach(function (id) { byId(id).disabled = this.step === last; }, this);
};

Player.prototype.drawPanel = function () {
  var view = this.view();
  ["bytes", "steps", "sockets"].forEach(function (name) {
    var chosen = name === this.tab;
    byId("tab-" + name).setAttribute("aria-selected", String(chosen));
    byId("tab-" + name).tabIndex = chosen ? 0 : -1;
    byId("panel-" + name).hidden = !chosen;
  }, this);
  drawBytes(byId("panel-bytes"), view);
  drawSockets(byId("panel-sockets"), view);
  markStep(byId("panel-steps"), this.step, this.tab === "steps");
};

Player.prototype.drawSentence = function (view) {
  var step = this.journey.step(this.step);
  var place = clear(byId("place"));
  place.appendChild(document.createTextNode(stepText(this.step, this.journey.last)));
  var who = "";
  if (this.step > 0) {
    who = this.journey.text(this.journey.room(step.process).name, this.words);
    if (step.kind === "observed") who = "what the kernel says at " + who;
    else if (step.call !== undefined && this.journey.callName(step.call)) who += " \u00b7 "
        + this.journey.text(this.journey.data.calls[step.call].text, this.words);
  }
  var about = this.journey.data.about;
  if (this.step === this.journey.last && about.steps < about.stepsInAll) who += " \u00b7 the page ends here: "
      + cutText(about);
  if (who) place.appendChild(el("span", { "class": "who", text: who }));
  byId("sentence").textContent = this.journey.text(step.says, this.words);
};

/** To a step. One step on shows what moves. */
Player.prototype.go = function (step) {
  step = this.journey.clamped(step);
  if (step === this.step) return;
  var flights = step === this.step + 1 && !prefers("(prefers-reduced-motion: reduce)")
      && this.journey.step(step).flights || [];
  var spots = flights.map(function (flight) { return this.stage.spot(flight[2], flight[3]); }, this);
  this.tip.show(null);
  this.step = step;
  this.drawStep();
  this.stage.fly(flights, spots);
  this.keepInAddress();
};

/** So that the address, copied, leads here again. Some browsers forbid it for files; then it stays as it is. */
Player.prototype.keepInAddress = function () {
  if (this.addressTimer) return;
  var player = this;
  this.addressTimer = window.setTimeout(function () {
    player.addressTimer = 0;
    try {
      window.history.replaceState(null, "", "#step=" + player.step + "&words=" + (player.words ? "engineer" : "story"));
    } catch (error) { player.addressTimer = -1; }
  }, 400);
};

Player.prototype.speak = function (words) {
  this.words = words;
  this.drawAll();
  this.keepInAddress();
};

Player.prototype.nextTheme = function () {
  this.chosenTheme = (this.themeNumber() + 1) % this.themes.length;
  this.drawAll();
};

Player.prototype.play = function (on) {
  window.clearTimeout(this.timer);
  this.timer = 0;
  if (on && this.step === this.journey.last) this.go(0);
  byId("go-play").setAttribute("aria-pressed", String(on));
  byId("go-play").setAttribute("aria-label", on ? "Stop playing" : "Play");
  if (!on) return;
  var player = this;
  // As long as it takes to read the sentence.
  var pause = 1100 + 28 * byId("sentence").textContent.length;
  this.timer = window.setTimeout(function () {
    player.go(player.step + 1);
    player.play(player.step < player.journey.last);
  }, Math.min(6000, pause));
};

/** A move by hand ends the playing. */
Player.prototype.moveTo = function (step) {
  this.play(false);
  this.go(step);
};

Player.prototype.help = function (open) {
  var sheet = byId("help");
  if (sheet.hidden !== open) return;
  sheet.hidden = !open;
  byId(open ? "help-close" : "help-open").focus();
};

Player.prototype.choose = function (tab, focus) {
  this.tab = tab;
  this.drawPanel();
  if (focus) byId("tab-" + tab).focus();
};
