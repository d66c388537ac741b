/* The stage goes on: roads between doors, and bytes that move. */

var MOST_LANES = 5;
var LANE_WIDTH = 11;

/** Where doors stand above each other, roads run down beside them: a lane for each road, so that no two that pass the
 *  same door lie over one another. `doors`: the sockets, from above. */
function lanesOf(roads, doors) {
  var spans = roads.map(function (road) {
    var ends = [doors.indexOf(road.from), doors.indexOf(road.to)];
    return { first: Math.min(ends[0], ends[1]), last: Math.max(ends[0], ends[1]), lane: 0 };
  });
  spans.forEach(function (span, i) {
    var meets = function (other) {
      return other.lane === span.lane && other.first < span.last && span.first < other.last;
    };
    while (span.lane < MOST_LANES && spans.slice(0, i).some(meets)) span.lane += 1;
    span.lane %= MOST_LANES;
  });
  return spans.map(function (span) { return span.lane; });
}

/** Roads run from door to door, below all else. */
StageView.prototype.drawRoads = function () {
  clear(this.roads);
  var base = this.root.getBoundingClientRect();
  var stacked = isStacked();
  this.parts.roads.forEach(function (road, i) {
    var from = this.doorElements[road.from];
    var to = this.doorElements[road.to];
    if (from && to) this.drawRoad(road, roadPath(from.arch.getBoundingClientRect(), to.arch.getBoundingClientRect(),
        base, road.from === road.to, stacked, this.lanes[i]), stacked && this.laneCount > 1);
  }, this);
};

/** From one arch to the other: across the middle, or down between rooms and doors where they stand above each other. */
function roadPath(one, other, base, isLoop, stacked, lane) {
  var y1 = one.bottom - base.top - 9;
  var y2 = other.bottom - base.top - 9;
  var middle = base.left + base.width / 2;
  var isLeft = one.left + one.width / 2 < middle;
  var otherLeft = other.left + other.width / 2 < middle;
  var toward = stacked ? -1 : isLeft ? 1 : -1;
  var otherToward = stacked ? -1 : otherLeft ? 1 : -1;
  var x1 = (toward > 0 ? one.right : one.left) - base.left;
  var x2 = (otherToward > 0 ? other.right : other.left) - base.left;
  if (isLoop) return { d: "M" + x1 + " " + y1 + "c" + toward * 60 + " 10 " + toward * 60 + " -60 0 -50",
      x: x1 + toward * 44, y: y1 - 25 };
  if (stacked) {
    var gutter = Math.min(x1, x2) - 9 - lane * LANE_WIDTH;
    var down = y2 > y1 ? 1 : -1;
    return {
      d: "M" + x1 + " " + y1 + "Q" + gutter + " " + y1 + " " + gutter + " " + (y1 + 12 * down) + "V" + (y2 - 12 * down)
          + "Q" + gutter + " " + y2 + " " + x2 + " " + y2,
      x: gutter, y: (y1 + y2) / 2
    };
  }
  var reach = Math.max(50, Math.abs(x2 - x1) / 2);
  return {
    d: "M" + x1 + " " + y1 + "C" + (x1 + toward * reach) + " " + y1 + " " + (x2 + otherToward * reach) + " " + y2 + " "
        + x2 + " " + y2,
    x: (x1 + x2) / 2 + (isLeft === otherLeft ? toward * reach * 0.75 : 0), y: (y1 + y2) / 2
  };
}

StageView.prototype.drawRoad = function (road, path, isNarrow) {
  var roads = this.roads;
  var share = isNarrow ? 0.7 : 1;
  var add = function (color, width, dashes, opacity) {
    roads.appendChild(svg("path", { d: path.d, fill: "none", stroke: color, "stroke-width": width * share,
        "stroke-dasharray": dashes, opacity: opacity, "stroke-linecap": dashes ? "butt" : "round" }));
  };
  var over = road.over[0] && road.over[1];
  if (road.kind === "connected" && road.measured) {
    add("var(--road-edge)", 13, null, over ? 0.4 : 1);
    add("var(--road)", 10, null, over ? 0.5 : 1);
    add("var(--road-mark)", 1.5, "9 9", over ? 0.4 : 1);
  } else {
    add(road.measured ? "var(--road-edge)" : "var(--inferred)", 3, road.measured ? null : "8 7", 1);
  }
  if (road.broken) {
    roads.appendChild(svg("path", { d: "M" + (path.x - 9) + " " + (path.y - 9) + "l18 18m0 -18l-18 18", fill: "none",
        stroke: "var(--warning)", "stroke-width": 5, "stroke-linecap": "round" }));
  }
  roads.appendChild(svg("path", { d: path.d, "class": "hit", fill: "none", stroke: "transparent", "stroke-width": isNarrow ? LANE_WIDTH : 22,
      tip: this.says(road.hint) || this.says(road.caption) }));
};

/** Where the bytes of a flight can be seen: hands, unsent, on the way, readable. */
StageView.prototype.spot = function (kind, where) {
  var element = kind === 0 ? this.handElements[where] || this.roomElements[where]
      : kind === 1 ? this.tubeElements[where + "/0"] : kind === 3 ? this.tubeElements[where + "/2"]
      : this.between.querySelector(".letter") || this.between;
  if (!element && this.doorElements[where]) element = this.doorElements[where].arch;
  return element ? element.getBoundingClientRect() : null;
};

/** Shows that bytes have moved; how it looks between the two places is nobody's measurement. `spots` are the places
 *  they came from, asked for before the new scene was drawn. */
StageView.prototype.fly = function (flights, spots) {
  var base = this.root.getBoundingClientRect();
  var root = this.root;
  flights.forEach(function (flight, i) {
    var from = spots[i];
    var to = this.spot(flight[4], flight[5]);
    if (!from || !to) return;
    var chip = el("span", { "class": "flight " + sendClass(flight[0]), text: groups(flight[1]),
        "aria-hidden": "true" });
    var at = function (rect) {
      return "translate(" + (rect.left + rect.width / 2 - base.left - 14) + "px,"
          + (rect.top + rect.height / 2 - base.top - 10) + "px)";
    };
    chip.style.transform = at(from);
    root.appendChild(chip);
    window.requestAnimationFrame(function () {
      window.requestAnimationFrame(function () {
        chip.style.transform = at(to);
        chip.style.opacity = "0";
      });
    });
    window.setTimeout(function () { if (chip.parentNode) chip.parentNode.removeChild(chip); }, 900);
  }, this);
};
