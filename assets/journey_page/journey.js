"use strict";

/* The recording of a page as values: pure functions, no browser.
 *
 * The page's script is these files, one behind the other: journey, elements, pictures, stage, roads, timeline, panel,
 * player, hands. All that they show is in the page's data, which app/journey_page writes (its README tells the keys);
 * nothing is fetched, kept or sent. Texts go into the page as text, never as markup. Plain ECMAScript 2015. */

var CHECKPOINT = 32;

/** The recording of a page's data: everything that is looked up by step. */
function makeJourney(data) {
  var checkpoints = [];
  var callOfSend = {};
  data.calls.forEach(function (call, number) {
    call.number = number;
    if (call.send) callOfSend[call.send] = call;
  });
  var roomOf = {};
  data.rooms.forEach(function (room, place) { roomOf[room.process] = place; });

  function applied(state, step) {
    var next = {
      rooms: step.rooms || state.rooms,
      roads: step.roads || state.roads,
      letters: step.letters || state.letters,
      doors: state.doors
    };
    if (step.doors) {
      next.doors = state.doors.slice(0, step.doors.n);
      for (var i = 0; i < step.doors.at.length; i += 2) next.doors[step.doors.at[i]] = step.doors.at[i + 1];
    }
    return next;
  }

  /** The numbers of the parts that a step shows, folded from the checkpoint before it. */
  function numbersAt(step) {
    var from = Math.floor(step / CHECKPOINT);
    while (from > 0 && !checkpoints[from]) --from;
    var state = checkpoints[from] || { rooms: [], doors: [], roads: [], letters: [] };
    for (var i = checkpoints[from] ? from * CHECKPOINT + 1 : 0; i <= step; ++i) {
      state = applied(state, data.steps[i]);
      if (i % CHECKPOINT === 0) checkpoints[i / CHECKPOINT] = state;
    }
    return state;
  }

  var journey = {
    data: data,
    last: data.steps.length - 1,
    step: function (step) { return data.steps[step]; },
    room: function (process) { return data.rooms[roomOf[process]]; },
    callOfSend: function (send) { return callOfSend[send]; },
    /** Empty where the page does not have the call. */
    callName: function (number) { return data.calls[number] && data.calls[number].name || ""; },
    /** words: 0 the story's, 1 an engineer's */
    text: function (number, words) {
      var text = data.texts[number];
      return typeof text === "string" ? text : text[words];
    },
    partsAt: function (step) {
      var numbers = numbersAt(step);
      var part = function (number) { return data.parts[number]; };
      return {
        rooms: numbers.rooms.map(part), doors: numbers.doors.map(part),
        roads: numbers.roads.map(part), letters: numbers.letters.map(part)
      };
    },
    /** Why what is inferred at the step is so, each reason once: what happens here on the timeline, and which roads and
     *  letters of the stage are not measured. */
    reasonsAt: function (step) {
      var numbers = [];
      var add = function (number) { if (number && numbers.indexOf(number) < 0) numbers.push(number); };
      var isHere = function (place) { return place > step - 0.5 && place <= step + 0.5; };
      data.timeline.arrows.forEach(function (arrow) { if (arrow.kind !== "read" && isHere(arrow.to)) add(arrow.hint); });
      data.timeline.arrivals.forEach(function (arrival) { if (isHere(arrival.at)) add(arrival.hint); });
      var parts = journey.partsAt(step);
      parts.roads.forEach(function (road) { if (!road.measured) add(road.hint || road.caption); });
      parts.letters.forEach(function (letter) { add(letter.reason); });
      return numbers;
    },
    clamped: function (step) { return Math.max(0, Math.min(journey.last, Math.round(step) || 0)); },
    /** The step at which the next call is over, or sleeps. */
    callAfter: function (step) {
      for (var i = step + 1; i <= journey.last; ++i) {
        if (data.steps[i].kind === "returned" || data.steps[i].kind === "sleeps") return i;
      }
      return journey.last;
    },
    /** The last step before this one at which a call began, or woke. */
    callBefore: function (step) {
      for (var i = step - 1; i > 0; --i) {
        if (data.steps[i].kind === "called" || data.steps[i].kind === "woke") return i;
      }
      return 0;
    },
    /** Calls that have handed over or brought bytes up to the step, the newest first. */
    callsWithBytes: function (step) {
      return data.calls.filter(function (call) {
        return call.way === "out" ? call.begun <= step : call.way === "in" && call.over <= step;
      }).reverse();
    },
    /** Which recvs have brought bytes of this send up to the step: [[call, bytes, certain], ...] */
    readersOf: function (send, step) {
      var readers = [];
      data.calls.forEach(function (call) {
        if (!call.pieces || call.over > step) return;
        call.pieces.forEach(function (piece) {
          if (piece[0] === send.number) readers.push([call, piece[3], piece[4] === 1]);
        });
      });
      return readers;
    }
  };
  return journey;
}

/** "step 9 of 14" */
function stepText(step, last) { return "step " + step + " of " + last; }

function countOf(count, unit) { return groups(count) + " " + unit + (count === 1 ? "" : "s"); }

/** 1234567 as "1,234,567" */
function groups(count) { return String(count).replace(/\B(?=(\d{3})+$)/g, ","); }

/** The class of what is coloured by the nth send: eight colours, then again; 0 is not known. */
function sendClass(send) { return send > 0 ? "s" + ((send - 1) % 8 + 1) : send < 0 ? "many" : "s0"; }

/** "48656c" as [72, 101, 108]; null where ".." says that a byte is not known. */
function bytesOf(hex) {
  var bytes = [];
  for (var i = 0; i + 1 < hex.length; i += 2) {
    bytes.push(hex.charAt(i) === "." ? null : parseInt(hex.substr(i, 2), 16));
  }
  return bytes;
}

/** A byte as a character that can be seen. */
function shownByte(value) {
  if (value === null) return "?";
  if (value === 32) return "\u2423";
  if (value === 10) return "\u21b5";
  return value > 32 && value < 127 ? String.fromCharCode(value) : "\u00b7";
}

function hexByte(value) { return value === null ? "?" : (value < 16 ? "0" : "") + value.toString(16); }

/** How much of a tube is filled, 0 to 100: by logarithm, since nobody knows how much goes in. */
function levelOf(count) {
  return count === 0 ? 0 : Math.min(100, 10 + 90 * Math.log(count) / Math.log(4e6));
}

/** The steps that the timeline shows when it has room for so many: all, or those around the one that must be seen. */
function windowOf(shown, step, last, room) {
  if (last + 1 <= room) return { first: 0, last: last };
  var size = Math.max(2, Math.floor(room));
  var first = shown && shown.last - shown.first + 1 === size ? shown.first : -1;
  var margin = Math.min(2, Math.floor(size / 4));
  var sees = first >= 0 && step >= (first === 0 ? 0 : first + margin) &&
      step <= (first + size - 1 >= last ? last : first + size - 1 - margin);
  if (!sees) first = Math.max(0, Math.min(last + 1 - size, step - Math.floor(size * 0.6)));
  return { first: first, last: first + size - 1 };
}

/** What a link asks for: "#step=9&words=engineer&theme=parchment". */
function wishesOf(hash) {
  var wishes = {};
  hash.replace(/^#/, "").split("&").forEach(function (pair) {
    var cut = pair.indexOf("=");
    if (cut > 0) wishes[pair.slice(0, cut)] = pair.slice(cut + 1);
  });
  return wishes;
}

if (typeof module === "object") {
  // For the tests, which know no browser.
  module.exports = {
    makeJourney: makeJourney, stepText: stepText, countOf: countOf, groups: groups, sendClass: sendClass,
    bytesOf: bytesOf, shownByte: shownByte, levelOf: levelOf, windowOf: windowOf, wishesOf: wishesOf
  };
}
