// node journey_page_player.js JOURNEY.JS DOORWAY SCENARIO...: the player's pure functions, and how it folds the data of the
// pages that doorway makes of these scenarios.
"use strict";
const assert = require("assert");
const { execFileSync } = require("child_process");
const path = require("path");

const player = require(path.resolve(process.argv[2]));

const tests = {
  "numbers and bytes are written for people"() {
    assert.strictEqual(player.groups(0), "0");
    assert.strictEqual(player.groups(999), "999");
    assert.strictEqual(player.groups(1234567), "1,234,567");
    assert.strictEqual(player.countOf(1, "byte"), "1 byte");
    assert.strictEqual(player.countOf(4096, "byte"), "4,096 bytes");
    assert.deepStrictEqual(player.bytesOf("48..6c"), [0x48, null, 0x6c]);
    assert.deepStrictEqual(player.bytesOf(""), []);
    assert.strictEqual(player.shownByte(0x48), "H");
    assert.strictEqual(player.shownByte(0), "\u00b7");
    assert.strictEqual(player.shownByte(null), "?");
    for (let value = 0; value < 256; ++value) assert.strictEqual(player.shownByte(value).length, 1);
  },
  "eight colours of sends come again, and what is not known has its own"() {
    const seen = new Set();
    for (let send = 1; send <= 8; ++send) seen.add(player.sendClass(send));
    assert.strictEqual(seen.size, 8);
    assert.strictEqual(player.sendClass(9), player.sendClass(1));
    assert(!seen.has(player.sendClass(0)) && !seen.has(player.sendClass(-1)));
  },
  "a tube is empty without bytes, never more than full, and more bytes fill it more"() {
    assert.strictEqual(player.levelOf(0), 0);
    for (let count = 1, before = 0; count < 1e9; count *= 3) {
      assert(player.levelOf(count) >= before && player.levelOf(count) <= 100);
      before = player.levelOf(count);
    }
  },
  "the timeline's window always holds the step, and all steps where they fit"() {
    for (const last of [0, 1, 5, 29, 30, 400]) {
      for (const room of [2, 7, 30, 31, 100]) {
        let shown = null;
        const path = [];
        for (let step = 0; step <= last; ++step) path.push(step);
        for (let step = last; step >= 0; step -= 3) path.push(step);
        for (const step of path.concat([last, 0, last >> 1])) {
          shown = player.windowOf(shown, step, last, room);
          assert(shown.first >= 0 && shown.last <= last && shown.first <= step && step <= shown.last, `${step} in ${JSON.stringify(shown)}`);
          if (last + 1 <= room) assert.deepStrictEqual(shown, { first: 0, last });
        }
      }
    }
  },
  "a call that the recording does not have takes its number and nothing else"() {
    const send = { process: 0, name: "send", nth: 1, begun: 1, way: "out", bytes: "48", total: 1, send: 1, over: 2 };
    const recv = { process: 1, name: "recv", nth: 1, begun: 1, way: "in", bytes: "48", total: 1, over: 2, pieces: [[1, 0, 0, 1, 1], [3, 0, 0, 1, 1]] };
    const journey = player.makeJourney({ calls: [{}, send, {}, {}, recv], rooms: [], steps: [{}, {}, {}], parts: [], texts: [""] });
    assert.strictEqual(journey.callName(1), "send");
    for (const number of [0, 2, 5, undefined]) assert.strictEqual(journey.callName(number), "");
    assert.strictEqual(journey.callOfSend(1), send);
    assert.deepStrictEqual(journey.callsWithBytes(2), [recv, send]);
    assert.deepStrictEqual(journey.readersOf(send, 2), [[recv, 1, true]]);
  },
  "the reasons of a step are those of its arrows, arrivals, roads and letters, each once"() {
    const arrow = (kind, to, hint) => ({ kind, to, hint });
    const journey = player.makeJourney({
      calls: [], rooms: [], texts: [""],
      parts: [{ measured: 0, hint: 5 }, { measured: 1, hint: 6 }, { measured: 0, hint: 0, caption: 7 }, { reason: 1 }, { reason: 8 }],
      steps: [{}, { roads: [0, 1] }, { roads: [2], letters: [3, 4] }],
      timeline: { arrows: [arrow("fin", 1, 1), arrow("read", 2, 2), arrow("rst", 1.6, 1), arrow("arrival", 2.5, 3), arrow("fin", 2.6, 9)],
        arrivals: [{ at: 2, hint: 4 }] }
    });
    assert.deepStrictEqual(journey.reasonsAt(0), []);
    assert.deepStrictEqual(journey.reasonsAt(1), [1, 5]);
    assert.deepStrictEqual(journey.reasonsAt(2), [1, 3, 4, 7, 8]);
  },
  "a link's wishes are read, and rubbish is none"() {
    assert.deepStrictEqual(player.wishesOf("#step=9&words=engineer"), { step: "9", words: "engineer" });
    assert.deepStrictEqual(player.wishesOf(""), {});
    assert.deepStrictEqual(player.wishesOf("#&&=x&a"), {});
  }
};

function dataOf(file) {
  const text = execFileSync(process.argv[3], ["export", file, "--to", "html"], { encoding: "utf8", maxBuffer: 1 << 26 });
  const found = /<script type="application\/json" id="journey">(.*?)<\/script>/s.exec(text);
  return JSON.parse(found[1]);
}

function plainFold(data, step) {
  const state = { rooms: [], doors: [], roads: [], letters: [] };
  for (let i = 0; i <= step; ++i) {
    for (const key of ["rooms", "roads", "letters"]) if (data.steps[i][key]) state[key] = data.steps[i][key];
    const doors = data.steps[i].doors;
    if (!doors) continue;
    state.doors = state.doors.slice(0, doors.n);
    for (let k = 0; k < doors.at.length; k += 2) state.doors[doors.at[k]] = doors.at[k + 1];
  }
  return Object.fromEntries(Object.entries(state).map(([key, numbers]) => [key, numbers.map(number => data.parts[number])]));
}

function checkPage(file) {
  const data = dataOf(file);
  const journey = player.makeJourney(data);
  assert(journey.last > 0);
  // In any order a step is the same.
  for (const step of [journey.last, 0, journey.last >> 1, 1, journey.last]) assert.deepStrictEqual(journey.partsAt(step), plainFold(data, step));
  for (let step = 0; step <= journey.last; ++step) assert.deepStrictEqual(journey.partsAt(step), plainFold(data, step));
  assert.strictEqual(journey.clamped(-5), 0);
  assert.strictEqual(journey.clamped(1e9), journey.last);
  assert.strictEqual(journey.clamped(NaN), 0);
  // By calls one comes to the end, and back to the beginning.
  let step = 0;
  for (let i = 0; i <= journey.last && step < journey.last; ++i) step = journey.callAfter(step);
  assert.strictEqual(step, journey.last);
  for (let i = 0; i <= journey.last && step > 0; ++i) step = journey.callBefore(step);
  assert.strictEqual(step, 0);
  // Reasons are texts, and whatever is inferred on the timeline is told at some step.
  const told = new Set();
  for (let at = 0; at <= journey.last; ++at) journey.reasonsAt(at).forEach(number => told.add(number));
  for (const number of told) assert(journey.text(number, 0).length > 0 && journey.text(number, 1).length > 0);
  for (const arrow of data.timeline.arrows) assert(arrow.kind === "read" || told.has(arrow.hint), `never told: ${journey.text(arrow.hint, 0)}`);
  // No call shows what it brings before it has returned.
  for (let at = 0; at <= journey.last; ++at) {
    for (const call of journey.callsWithBytes(at)) {
      assert(call.begun <= at);
      if (call.way === "in") assert(call.over <= at);
      for (const [reader] of journey.readersOf(call, at)) assert(reader.over <= at);
    }
  }
}

let failed = 0;
for (const file of process.argv.slice(4)) tests[`${path.basename(file)} folds as it should`] = () => checkPage(file);
for (const [name, test] of Object.entries(tests)) {
  try {
    test();
  } catch (error) {
    failed += 1;
    console.log(`${name}: ${error.stack}`);
  }
}
console.log(`${Object.keys(tests).length} tests, ${failed} failed`);
process.exit(failed ? 1 : 0);
