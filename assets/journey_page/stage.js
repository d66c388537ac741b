/* The stage: rooms, doors, and what is between them. */

/** Whether the rooms stand above each other, as page.css has it. */
function isStacked() { return prefers("(max-width: 640px)"); }

/** Draws the scene of a step, without its roads: drawRoads() once all else of the page has its place.
 *  `view` has: journey, words, theme, step. */
function StageView(root) {
  this.root = root;
  this.doorElements = {};
  this.roomElements = [];
}

StageView.prototype.says = function (number) { return this.view.journey.text(number, this.view.words); };

StageView.prototype.draw = function (view) {
  this.view = view;
  this.parts = view.journey.partsAt(view.step);
  this.changed = view.journey.step(view.step).changed || [];
  this.doorElements = {};
  this.roomElements = [];
  this.handElements = [];
  this.tubeElements = {};
  var focused = document.activeElement && document.activeElement.getAttribute("data-key");
  var root = clear(this.root);
  root.className = "stage " + (view.words === 0 ? "story" : "engineer");
  this.roads = svg("svg", { "class": "roads", "aria-hidden": "true" });
  var left = el("div", { "class": "side left" });
  var right = el("div", { "class": "side right" });
  this.between = el("div", { "class": "between" });
  [this.roads, left, this.between, right].forEach(function (part) { root.appendChild(part); });
  var lines = view.journey.data.rooms.reduce(function (most, room) { return Math.max(most, room.lines.length); }, 1);
  var rooms = view.journey.data.rooms;
  // Many rooms on one side have fewer lines each, and so have those of a window with little height.
  var crowd = Math.max(rooms.filter(function (room) { return room.right; }).length,
                       rooms.filter(function (room) { return !room.right; }).length);
  this.lines = Math.max(1, Math.min(lines, crowd > 1 ? 3 : isStacked() || window.innerHeight < 700 ? 4 : 7));
  if (crowd > 1) root.classList.add("crowded");
  this.parts.rooms.forEach(function (room, place) {
    (rooms[place].right ? right : left).appendChild(this.placeElement(room, place));
  }, this);
  this.lanes = lanesOf(this.parts.roads, Array.prototype.map.call(root.querySelectorAll("[data-socket]"),
      function (door) { return Number(door.getAttribute("data-socket")); }));
  this.laneCount = 1 + Math.max.apply(null, this.lanes.concat(0));
  root.style.setProperty("--lanes", String(this.laneCount));
  this.drawBetween();
  root.appendChild(el("p", { "class": "stage-note", text: this.says(view.journey.data.about.note) }));
  this.scrollPrograms();
  if (focused) {
    Array.prototype.some.call(root.querySelectorAll("[data-key]"), function (element) {
      if (element.getAttribute("data-key") !== focused) return false;
      element.focus({ preventScroll: true });
      return true;
    });
  }
};

StageView.prototype.colorsOf = function (color) { return this.view.theme.processes[color % 4]; };

/** A room and its doors. */
StageView.prototype.placeElement = function (room, place) {
  var still = this.view.journey.data.rooms[place];
  var mine = this.parts.doors.filter(function (door) { return door.process === still.process; });
  var element = el("div", { "class": "place" }, [
    this.roomElement(room, still, place),
    el("div", { "class": "doors" + (mine.length > 3 ? " compact" : "") }, mine.map(this.doorElement, this))
  ]);
  return paint(element, this.colorsOf(still.color));
};

StageView.prototype.roomElement = function (room, still, place) {
  var step = this.view.journey.step(this.view.step);
  var sleeps = room.standing === "asleep";
  var program = el("ol", { "class": "program mono", "data-line": room.line, "aria-label": "program" });
  program.style.height = "calc(" + this.lines * 1.6 + "em + 8px)";
  // A long program is shown around the line at work.
  var from = Math.max(0, room.line - 12);
  still.lines.slice(from, from + 32).forEach(function (line, i) {
    var number = from + i;
    var present = number === room.line && room.works === 1;
    var text = this.says(line);
    program.appendChild(el("li", {
      "class": present ? "present" : number < room.done ? "done" : "", text: text, title: text,
      "aria-current": present ? "true" : null
    }));
  }, this);
  var hands = room.hands && this.handsElement(room.hands, place);
  var element = el("article", { "class": "room" + (step.process === still.process ? " changed" : "") }, [
    el("div", { "class": "who" }, [
      el("b", { text: this.says(still.name) }), el("span", { text: this.says(still.role) }),
      el("span", { "class": "thread", text: "\u00a0\u00b7 " + this.says(still.thread) })
    ]),
    el("div", { "class": "merlons", "aria-hidden": "true" }, [el("i"), el("i"), el("i")]),
    el("div", { "class": "walls" }, [el("div", { "class": "inside" }, [
      program,
      el("div", { "class": "acts" }, [personPicture(room.standing), hands]),
      el("div", { "class": "strip" }, [
        sleeps ? el("span", { "class": "zz", text: "z z z \u00b7 ", "aria-hidden": "true" }) : null,
        document.createTextNode(this.says(room.says))
      ])
    ])])
  ]);
  this.roomElements[place] = element;
  return element;
};

StageView.prototype.handsElement = function (hands, place) {
  var element = el("div", { "class": "hands", tip: this.says(hands.hint), tabindex: "0", "data-key": "hands" + place },
      [
    hands.heap ? this.cellsElement(hands.heap, 16) : null,
    el("p", { "class": "caption", text: this.says(hands.caption) })
  ]);
  this.handElements[place] = element;
  return element;
};

/** The first bytes of a heap, each with where it comes from. */
StageView.prototype.cellsElement = function (heap, most) {
  var element = el("div", { "class": "cells mono" });
  var run = 0;
  var left = heap.r.length ? heap.r[0][1] : 0;
  var offset = heap.o[0] || 0;
  bytesOf(heap.b).slice(0, most).forEach(function (value) {
    while (left === 0 && run + 1 < heap.r.length) {
      run += 1;
      left = heap.r[run][1];
      offset = heap.o[run] || 0;
    }
    element.appendChild(el("span", {
      "class": "cell " + sendClass(heap.r[run][0]), text: shownByte(value),
          tip: this.byteHint(value, heap.r[run][0], offset)
    }));
    left -= 1;
    offset += 1;
  }, this);
  var more = heap.n - Math.min(most, bytesOf(heap.b).length);
  if (more > 0) element.appendChild(el("span", { "class": "more", text: "+" + groups(more) }));
  return element;
};

StageView.prototype.byteHint = function (value, send, offset) {
  return byteHint(this.view, value, send, offset);
};

function byteHint(view, value, send, offset) {
  var call = view.journey.callOfSend(send);
  var what = value === null ? "a byte that no event tells" : "0x" + hexByte(value)
      + (value > 32 && value < 127 ? " \u201c" + String.fromCharCode(value) + "\u201d" : "");
  if (!call) return what + "\nwhich send it is from is not known";
  return what + "\nbyte " + groups(offset) + " of " + senderWords(view, call) + " (counted from 0)";
}

function senderWords(view, call) {
  return view.journey.text(view.journey.room(call.process).name, view.words) + "\u2019s send " + call.nthSend;
}

StageView.prototype.doorElement = function (door) {
  var changed = this.changed.indexOf(door.id) >= 0;
  var label = el("div", { "class": "label" }, [
    el("span", { "class": "socket", text: this.says(door.name) + " " }),
    el("span", { "class": "port", text: this.says(door.port) }),
    el("span", { "class": "real", text: this.says(door.state) + (this.says(door.real) ? " \u00b7 "
        + this.says(door.real) : "") })
  ]);
  if (door.waiting !== undefined) {
    label.appendChild(el("span", { "class": "real", text: "waiting: " + door.waiting + " of "
        + (door.backlog === undefined ? "?" : door.backlog) }));
  }
  if (door.dropped) label.appendChild(el("span", { "class": "real", text: "dropped: " + groups(door.dropped) }));
  var arch = archPicture(door);
  var element = el("div", { "class": "door" + (changed ? " changed" : "") + (door.shape === "walled" ? " walled" : ""),
      tip: this.says(door.hint), tabindex: "0", "data-key": "door" + door.id, "data-socket": door.id }, [
    arch, label, this.buffersElement(door)
  ]);
  this.doorElements[door.id] = { element: element, arch: arch };
  return element;
};

StageView.prototype.buffersElement = function (door) {
  var told = door.buffers.map(function (buffer, i) { return buffer.told ? this.bufferElement(buffer, door, i) : null; },
      this);
  return told.some(Boolean) ? el("div", { "class": "buffers" }, told) : null;
};

StageView.prototype.bufferElement = function (buffer, door, kind) {
  var tube = el("span", { "class": "tube" });
  var heap = buffer.heap;
  var level = buffer.full ? 100 : levelOf(buffer.n);
  if (heap) {
    heap.r.forEach(function (run) {
      var part = el("i", { "class": sendClass(run[0]) });
      part.style.width = level * run[1] / heap.n + "%";
      tube.appendChild(part);
    });
  } else if (kind === 1 && buffer.n > 0) {
    // Copies: the bytes themselves are drawn where they are.
    var copies = el("i", { "class": "many" });
    copies.style.width = level + "%";
    tube.appendChild(copies);
  }
  var hint = this.says(buffer.name) + "\n" + this.says(buffer.hint)
      + (buffer.full ? "\n" + this.says(buffer.full) : "");
  var element = el("div", { "class": "buffer" + (buffer.full ? " full" + (buffer.fullMeasured ? "" : " guess") : ""),
      tip: hint }, [
    el("span", { text: this.says(buffer["short"]) }), tube, el("b", { text: groups(buffer.n) })
  ]);
  this.tubeElements[door.id + "/" + kind] = tube;
  return element;
};

StageView.prototype.drawBetween = function () {
  var air = el("div", { "class": "air" }, this.parts.letters.slice(0, 6).map(this.letterElement, this));
  var more = this.parts.letters.length - 6;
  if (more > 0) air.appendChild(el("p", { "class": "guess-tag", text: "and " + more + " more on the way" }));
  this.between.appendChild(air);
  var notes = el("div", { "class": "road-notes" });
  var seen = {};
  this.parts.roads.forEach(function (road) {
    var caption = this.says(road.caption);
    if (seen[caption]) return;
    seen[caption] = true;
    notes.appendChild(el("p", { "class": road.measured ? "" : "dashed", text: caption }));
  }, this);
  this.between.appendChild(notes);
};

StageView.prototype.letterElement = function (letter, i) {
  var send = letter.heap && letter.heap.r.length ? letter.heap.r[0][0] : 0;
  var title = this.says(letter.title);
  var standing = letter.standing === "lost" ? "lost" : letter.standing === "door" ? "waits at the door" : "on its way";
  var children = [el("div", { "class": "head" }, [letter.kind === "signal" ? null : envelopePicture(send),
      el("span", { text: title })])];
  if (letter.heap) children.push(this.cellsElement(letter.heap, 12));
  if (letter.kind !== "signal" && this.says(letter.route)) children.push(el("div",
      { "class": "route mono", text: this.says(letter.route) }));
  children.push(el("div", { "class": "tag", text: letter.kind === "signal" ? "inferred" : standing
      + " \u00b7 inferred" }));
  return el("div", { "class": "letter " + letter.kind + (letter.standing === "lost" ? " lost" : ""),
      tip: title + "\n" + this.says(letter.reason), tabindex: "0", "data-key": "letter" + i }, children);
};

/** Brings the line at work into sight, in the middle of its program; what is seen are whole lines. */
StageView.prototype.scrollPrograms = function () {
  Array.prototype.forEach.call(this.root.querySelectorAll(".program"), function (program) {
    var line = Number(program.getAttribute("data-line"));
    var row = program.children[line - Math.max(0, line - 12)];
    if (!row) return;
    var height = row.getBoundingClientRect().height;
    var above = Math.floor((Math.round(program.clientHeight / height) - 1) / 2);
    program.scrollTop = Math.max(0, Array.prototype.indexOf.call(program.children, row) - above) * height;
  });
};
