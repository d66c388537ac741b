/* The timeline. */

/** The space-time diagram: a lane for each process, time to the right, a place for each step. */
function TimelineView(root) {
  this.root = root;
  this.window = null;
}

TimelineView.prototype.draw = function (view) {
  var timeline = view.journey.data.timeline;
  var width = Math.max(260, this.root.clientWidth);
  var names = width < 560 ? 52 : 74;
  var lanes = timeline.lanes.length;
  var isLow = window.innerHeight <= 820;
  var gap = lanes > 2 ? (isLow ? 38 : 46) : isLow ? 64 : 76;
  this.view = view;
  this.names = names;
  this.window = windowOf(this.window, view.step, view.journey.last, (width - names) / 30);
  this.unit = (width - names) / (this.window.last - this.window.first + 1);
  var height = 58 + (lanes - 1) * gap;
  this.picture = svg("svg", { viewBox: "0 0 " + width + " " + height, height: height, role: "img",
      "aria-label": "Timeline, at " + stepText(view.step, view.journey.last) });
  this.laneY = function (lane) { return 32 + lane * gap; };
  this.written = [];
  this.words = [];
  this.drawLanes(timeline, width);
  timeline.arrows.forEach(this.drawArrow, this);
  timeline.bars.forEach(this.drawBar, this);
  timeline.arrivals.forEach(this.drawArrival, this);
  timeline.marks.forEach(this.drawMark, this);
  // Words of arrows come last: where there is no room for one, its hint has it.
  this.words.forEach(function (word) { this.write.apply(this, word); }, this);
  this.drawCursor(height);
  clear(this.root).appendChild(this.picture);
};

TimelineView.prototype.x = function (place) { return this.names + (place - this.window.first + 0.5) * this.unit; };
TimelineView.prototype.sees = function (from, to) {
  return to >= this.window.first - 0.5 && from <= this.window.last + 0.5;
};
TimelineView.prototype.stepAt = function (clientX) {
  var rect = this.root.getBoundingClientRect();
  return this.window.first + Math.floor((clientX - rect.left - this.names) / this.unit);
};
TimelineView.prototype.colors = function (lane) {
  return this.view.theme.processes[this.view.journey.data.timeline.lanes[lane].color % 4];
};
TimelineView.prototype.end = function () {
  return this.names + (this.window.last - this.window.first + 1) * this.unit;
};
/** Nothing is drawn left of the first place, over the names. */
TimelineView.prototype.held = function (place) {
  return Math.max(this.names, Math.min(this.end(), this.x(place)));
};
TimelineView.prototype.standing = function (place) { return place > this.view.step ? " to-come" : ""; };

TimelineView.prototype.drawLanes = function (timeline, width) {
  timeline.lanes.forEach(function (lane, i) {
    var colors = this.colors(i);
    var y = this.laneY(i);
    this.picture.appendChild(svg("line", { x1: this.names, x2: width, y1: y, y2: y, stroke: colors.strong,
        "stroke-width": 1.5, opacity: 0.7 }));
    var name = this.view.journey.text(lane.name, this.view.words);
    var room = Math.floor(this.names / 8);
    this.picture.appendChild(svg("text", { x: 2, y: y + 4, "class": "lane-name", fill: colors.name,
        text: name.length > room ? name.slice(0, room - 1) + "\u2026" : name }));
  }, this);
};

TimelineView.prototype.drawBar = function (bar, i) {
  if (!this.sees(bar.from, bar.to)) return;
  var y = this.laneY(bar.lane);
  var colors = this.colors(bar.lane);
  var from = this.held(bar.from);
  var end = bar.open ? this.view.journey.last : bar.to;
  var to = Math.max(this.held(end), from + 8);
  var present = bar.from <= this.view.step && bar.to >= this.view.step
      && this.view.journey.step(this.view.step).call === bar.call;
  var group = svg("g", { "class": "bar" + this.standing(bar.from),
      tip: bar.from <= this.view.step && bar.to > this.view.step ? null : this.says(bar.hint) });
  group.appendChild(svg("rect", { x: from - 4, y: y - 7, width: to - from + 8, height: 14, rx: 5,
      fill: bar.failed ? "var(--warning)" : colors.strong, opacity: bar.open ? 0.75 : 1,
      "class": present ? "present" : null }));
  (bar.sleeps || []).forEach(function (sleep) {
    if (!this.sees(sleep[0], sleep[1])) return;
    var a = this.held(sleep[0]);
    group.appendChild(svg("rect", { "class": "sleep", x: a, y: y - 4, width: Math.max(2, this.held(sleep[1]) - a),
        height: 8, rx: 3 }));
  }, this);
  this.label(group, bar, i, from, y);
  this.picture.appendChild(group);
};

/** A bar's word: above the first lane, below the others, as long as there is room to the next one. */
TimelineView.prototype.label = function (group, bar, i, from, y) {
  var bars = this.view.journey.data.timeline.bars;
  var isLast = !bars[i + 1] || bars[i + 1].lane !== bar.lane;
  var next = Math.min(this.end(), isLast ? Infinity : this.x(bars[i + 1].from));
  var room = Math.floor((next - from - 2) / 6.6);
  if (bar.from < this.window.first - 0.5) return;
  var whole = this.says(bar.label);
  // What has not returned at the cursor does not tell its result yet.
  if (bar.to > this.view.step && bar.from <= this.view.step) whole = this.view.journey.callName(bar.call) + " \u2026";
  else if (bar.from > this.view.step) whole = this.view.journey.callName(bar.call);
  var first = whole.split(" ")[0];
  var text = whole.length <= room ? whole : first.length <= room || isLast ? first : room >= 3
      ? whole.slice(0, room - 1) + "\u2026" : "";
  if (text) this.write(group, from - 4, bar.lane === 0 ? y - 13 : y + 22, text);
};

/** Writes where nothing is written yet, and not beyond the right end. */
TimelineView.prototype.write = function (group, x, y, text, color) {
  x = Math.min(x, this.end() - 6.8 * text.length - 3);
  var box = { left: x, right: x + 6.8 * text.length + 3, top: y - 11, bottom: y + 3 };
  var lies = this.written.some(function (other) {
    return box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  });
  if (lies) return;
  this.written.push(box);
  group.appendChild(svg("text", { x: x, y: y, text: text, fill: color }));
};

TimelineView.prototype.says = function (number) { return this.view.journey.text(number, this.view.words); };

TimelineView.prototype.drawArrow = function (arrow) {
  // An arrow that ends later is not known yet: it is drawn when the step has come at which it ends.
  if (arrow.to > this.view.step + 0.5 || !this.sees(arrow.from, arrow.to)) return;
  var guess = arrow.kind !== "read";
  var nowhere = arrow.lanes[0] < 0 || arrow.lanes[1] < 0;
  var lanes = this.view.journey.data.timeline.lanes.length;
  var other = function (lane) { return lane > 0 ? lane - 0.45 : lane + (lanes > 1 ? 0.45 : 0.3); };
  var fromLane = arrow.lanes[0] < 0 ? other(arrow.lanes[1]) : arrow.lanes[0];
  var toLane = arrow.lanes[1] < 0 ? other(arrow.lanes[0]) : arrow.lanes[1];
  var y1 = this.laneY(fromLane);
  var y2 = this.laneY(toLane);
  var x1 = this.x(arrow.from);
  var landed = arrow.waited !== undefined ? arrow.waited : arrow.to;
  var x2 = this.x(landed);
  if (x1 < this.names && x2 > x1) {
    y1 += (y2 - y1) * (this.names - x1) / (x2 - x1);
    x1 = this.names;
  }
  var color = arrow.send > 0 && !guess ? "var(--send-" + (arrow.send - 1) % 8 + ")" : "var(--inferred)";
  if (arrow.kind === "lost" || arrow.kind === "rst" || arrow.kind === "refusal") color = "var(--warning)";
  var group = svg("g", { tip: this.says(arrow.hint) });
  var path = "M" + x1 + " " + y1 + (y1 === y2 ? "q" + (x2 - x1) / 2 + " 26 " + (x2 - x1) + " 0" : "L" + x2 + " " + y2);
  // Bytes that waited have their way drawn by the arrow of their arrival, which is inferred.
  if (guess || arrow.waited === undefined) {
    group.appendChild(svg("path", { d: path, fill: "none", stroke: color, "stroke-width": guess ? 1.8 : 2.6,
        "class": guess ? "guess" : null }));
    if (!nowhere || arrow.lanes[1] >= 0) group.appendChild(this.tipOf(x1, y1, x2, y2, color));
  }
  if (!guess && arrow.waited !== undefined) {
    group.appendChild(svg("path", { d: "M" + this.held(arrow.waited) + " " + (y2 + (toLane === 0 ? 9 : -9)) + "H"
        + this.held(arrow.to), fill: "none", stroke: color, "stroke-width": 4 }));
  }
  group.appendChild(svg("path", { d: path, fill: "none", stroke: "transparent", "stroke-width": 14 }));
  if (guess && !/^(arrival|lost)$/.test(arrow.kind) && this.unit > 24) {
    this.words.push([group, (x1 + x2) / 2 + 5, (y1 + y2) / 2 + 4, this.says(arrow.label).split(":")[0], color]);
  }
  this.picture.appendChild(group);
};

TimelineView.prototype.tipOf = function (x1, y1, x2, y2, color) {
  var angle = Math.atan2(y2 - y1, x2 - x1);
  var corner = function (turn) { return (x2 - 9 * Math.cos(angle + turn)) + " " + (y2 - 9 * Math.sin(angle + turn)); };
  return svg("path", { d: "M" + x2 + " " + y2 + "L" + corner(0.4) + "L" + corner(-0.4) + "z", fill: color });
};

TimelineView.prototype.drawArrival = function (arrival) {
  if (arrival.at > this.view.step + 0.5 || !this.sees(arrival.at, arrival.at)) return;
  var color = arrival.send > 0 ? "var(--send-" + (arrival.send - 1) % 8 + ")" : "var(--unknown-byte)";
  // What nobody could see arrive is inferred: a dashed ring.
  this.picture.appendChild(svg("circle", { cx: this.x(arrival.at), cy: this.laneY(arrival.lane), r: 5,
      fill: arrival.guess ? "var(--panel)" : color, stroke: arrival.guess ? color : "var(--panel)",
      "stroke-width": arrival.guess ? 1.8 : 1.5, "stroke-dasharray": arrival.guess ? "3 2.2" : null,
      tip: this.says(arrival.hint) }));
};

TimelineView.prototype.drawMark = function (mark) {
  if (!this.sees(mark.at, mark.at)) return;
  var x = this.x(mark.at);
  var y = this.laneY(mark.lane);
  var d = mark.end ? "M" + x + " " + (y - 8) + "v16" : "M" + (x - 5) + " " + (y - 5) + "l10 10m0 -10l-10 10";
  this.picture.appendChild(svg("path", { d: d, "class": "mark" + this.standing(mark.at), fill: "none",
      stroke: mark.end ? this.colors(mark.lane).strong : "var(--warning)", "stroke-width": 3,
      tip: this.says(mark.label) + "\n" + this.says(mark.hint) }));
};

TimelineView.prototype.drawCursor = function (height) {
  var x = this.x(this.view.step);
  this.picture.appendChild(svg("line", { "class": "cursor", x1: x, x2: x, y1: 6, y2: height }));
  this.picture.appendChild(svg("path", { "class": "cursor-head", d: "M" + (x - 7) + " 0h14l-7 9z" }));
};
