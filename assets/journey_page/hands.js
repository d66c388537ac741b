/* The player goes on: keys, mouse, touch, and the window. */

Player.prototype.key = function (event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  var target = event.target;
  var onTab = target.getAttribute && target.getAttribute("role") === "tab";
  var handled = true;
  if (event.key === "Escape") { this.tip.show(null); this.help(false); }
  else if (!byId("help").hidden && event.key !== "?") handled = event.key === "Tab"
      && (byId("help-close").focus(), true);
  else if (onTab && /^Arrow(Left|Right)$/.test(event.key)) this.neighbourTab(event.key === "ArrowRight" ? 1 : 2);
  else if (event.key === "ArrowRight") this.moveTo(event.shiftKey ? this.journey.callAfter(this.step) : this.step + 1);
  else if (event.key === "ArrowLeft") this.moveTo(event.shiftKey ? this.journey.callBefore(this.step) : this.step - 1);
  else if (event.key === "Home") this.moveTo(0);
  else if (event.key === "End") this.moveTo(this.journey.last);
  else if (event.key === " " && target.tagName !== "BUTTON") this.play(this.timer === 0);
  else if (event.key === "v" || event.key === "V") this.speak(1 - this.words);
  else if (event.key === "t" || event.key === "T") this.nextTheme();
  else if (event.key === "?") this.help(byId("help").hidden);
  else handled = false;
  if (handled) event.preventDefault();
};

Player.prototype.neighbourTab = function (by) {
  var tabs = ["bytes", "steps", "sockets"];
  this.choose(tabs[(tabs.indexOf(this.tab) + by) % 3], true);
};

Player.prototype.wire = function () {
  var player = this;
  var click = function (id, action) { byId(id).addEventListener("click", action); };
  click("go-first", function () { player.moveTo(0); });
  click("go-back", function () { player.moveTo(player.step - 1); });
  click("go-next", function () { player.moveTo(player.step + 1); });
  click("go-last", function () { player.moveTo(player.journey.last); });
  click("go-call", function () { player.moveTo(player.journey.callAfter(player.step)); });
  click("go-call-back", function () { player.moveTo(player.journey.callBefore(player.step)); });
  click("go-play", function () { player.play(player.timer === 0); });
  click("words-story", function () { player.speak(0); });
  click("words-engineer", function () { player.speak(1); });
  click("theme", function () { player.nextTheme(); });
  click("help-open", function () { player.help(true); });
  click("help-close", function () { player.help(false); });
  byId("help").addEventListener("click", function (event) { if (event.target === byId("help")) player.help(false); });
  ["bytes", "steps", "sockets"].forEach(function (tab) { click("tab-" + tab, function () { player.choose(tab); }); });
  byId("panel-steps").addEventListener("click", function (event) {
    var button = event.target.closest("[data-step]");
    if (button) player.moveTo(Number(button.getAttribute("data-step")));
  });
  byId("scrubber").addEventListener("input", function () { player.moveTo(Number(byId("scrubber").value)); });
  document.addEventListener("keydown", function (event) { player.key(event); });
  this.wireTimeline();
  this.wireSwipe();
  this.wireWindow();
};

/** The timeline: press or drag to the step. */
Player.prototype.wireTimeline = function () {
  var player = this;
  var root = byId("timeline");
  var held = false;
  var seek = function (event) {
    var shown = player.timeline.window;
    player.moveTo(Math.max(shown.first, Math.min(shown.last, player.timeline.stepAt(event.clientX))));
  };
  root.addEventListener("pointerdown", function (event) {
    if (event.button !== 0) return;
    held = true;
    if (root.setPointerCapture) root.setPointerCapture(event.pointerId);
    if (event.pointerType === "mouse") seek(event);
  });
  root.addEventListener("pointermove", function (event) { if (held) seek(event); });
  root.addEventListener("pointerup", function (event) { if (held) seek(event); held = false; });
  root.addEventListener("pointercancel", function () { held = false; });
};

/** A swipe over the stage goes on or back; up and down the page scrolls. */
Player.prototype.wireSwipe = function () {
  var player = this;
  var stage = byId("stage");
  var from = null;
  stage.addEventListener("touchstart", function (event) {
    from = event.touches.length === 1 ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
  }, { passive: true });
  stage.addEventListener("touchend", function (event) {
    var end = event.changedTouches[0];
    if (!from || !end) return;
    var x = end.clientX - from.x;
    var y = end.clientY - from.y;
    from = null;
    if (Math.abs(x) > 40 && Math.abs(x) > 1.6 * Math.abs(y)) player.moveTo(player.step + (x < 0 ? 1 : -1));
  }, { passive: true });
};

Player.prototype.wireWindow = function () {
  var player = this;
  var waits = false;
  window.addEventListener("resize", function () {
    if (waits) return;
    waits = true;
    window.requestAnimationFrame(function () { waits = false; player.drawStep(); });
  });
  window.addEventListener("hashchange", function () {
    var wishes = wishesOf(window.location.hash);
    if (wishes.words) player.speak(wishes.words === "engineer" ? 1 : 0);
    if (wishes.step) player.moveTo(Number(wishes.step));
  });
  // Paper is light, whatever the screen is.
  var print = function (on) { return function () { player.printing = on; player.drawAll(); }; };
  window.addEventListener("beforeprint", print(true));
  window.addEventListener("afterprint", print(false));
  ["(prefers-color-scheme: light)", "(prefers-contrast: more)"].forEach(function (what) {
    var query = window.matchMedia && window.matchMedia(what);
    if (query && query.addEventListener) query.addEventListener("change", function () { player.drawAll(); });
  });
};

new Player(makeJourney(JSON.parse(byId("journey").textContent))).start();
