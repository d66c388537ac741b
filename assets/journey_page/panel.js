/* The panel: bytes, steps, sockets. */

var MOST_CARDS = 12;

function drawBytes(root, view) {
  var calls = view.journey.callsWithBytes(view.step);
  var present = view.journey.step(view.step).call;
  clear(root);
  if (!calls.length) {
    root.appendChild(el("p", { "class": "empty",
        text: "No bytes have been handed over yet. Each send and each recv will stand here, with its bytes in the colour"
            + " of the send that wrote them." }));
    drawReasons(root, view);
    return;
  }
  var cards = el("div", { "class": "cards" });
  calls.slice(0, MOST_CARDS).forEach(function (call) { cards.appendChild(byteCard(view, call,
      call.number === present)); });
  root.appendChild(cards);
  if (calls.length > MOST_CARDS) {
    root.appendChild(el("p", { "class": "panel-note", text: "Before these: "
        + countOf(calls.length - MOST_CARDS, "call") + ". Step back to see them." }));
  }
  drawReasons(root, view);
}

/** What pointing at a dashed line says, for those who do not point. */
function drawReasons(root, view) {
  var reasons = view.journey.reasonsAt(view.step);
  if (!reasons.length) return;
  root.appendChild(el("section", { "class": "reasons" }, [
    el("h3", { text: "Inferred at this step" }),
    el("ul", {}, reasons.map(function (number) { return el("li", { text: view.journey.text(number, view.words) }); }))
  ]));
}

function byteCard(view, call, isPresent) {
  var room = view.journey.room(call.process);
  var name = view.journey.text(room.name, view.words);
  var over = call.over !== undefined && call.over <= view.step;
  var card = el("section", { "class": isPresent ? "present" : "" }, [
    el("h3", {}, [el("span", { "class": "dot" }), document.createTextNode(name + " \u00b7 " + call.name
        + (call.way === "out" ? " " + call.nthSend : "#" + call.nth) + " \u00b7 " + countOf(call.total, "byte"))]),
    el("code", { text: view.journey.text(call.text, view.words) }),
    hexElement(view, call, over)
  ]);
  var add = function (text) { card.appendChild(el("p", { "class": "note", text: text })); };
  var shown = call.bytes.length / 2;
  if (shown < call.total) add("These are the first " + shown + " of " + countOf(call.total, "byte") + ".");
  if (call.way === "out") {
    if (!over) add("The kernel has not answered yet.");
    else if (call.moved < call.total) add("The kernel took " + groups(call.moved) + " of " + groups(call.total)
        + (call.errno ? ", then " + call.errno : "") + ".");
    else add("The kernel took all of them.");
  }
  if (call.cut) add("The rest of the " + view.journey.text(view.journey.data.words.datagram, view.words)
      + " did not fit and is gone.");
  var sources = sourcesElement(view, call, over);
  if (sources) card.appendChild(sources);
  return paint(card, view.theme.processes[room.color % 4]);
}

/** Which send is the byte at this place of a recv from, and which of its bytes is it? */
function pieceAt(call, offset) {
  return (call.pieces || []).filter(function (piece) { return offset >= piece[2] && offset < piece[2] + piece[3]; })[0];
}

function hexElement(view, call, over) {
  var element = el("div", { "class": "hex mono" });
  bytesOf(call.bytes).forEach(function (value, i) {
    var piece = call.way === "in" ? pieceAt(call, i) : null;
    var sender = call.way === "out" ? call : piece && view.journey.data.calls[piece[0]];
    var send = sender && sender.send || 0;
    var untaken = call.way === "out" && over && i >= call.moved;
    element.appendChild(el("span", { "class": sendClass(send) + (untaken ? " untaken" : ""),
        tip: byteHint(view, value, send, piece ? piece[1] + i - piece[2] : i)
        + (untaken ? "\nnot taken by the kernel" : "") }, [
      el("b", { text: shownByte(value) }), document.createTextNode(hexByte(value))
    ]));
  });
  return element;
}

/** From which sends the bytes of a recv are, or to which recvs those of a send went. */
function sourcesElement(view, call, over) {
  var rows = [];
  if (call.way === "in") {
    (call.pieces || []).slice(0, 24).forEach(function (piece) {
      var sender = view.journey.data.calls[piece[0]];
      if (sender && sender.send) rows.push([sender.send, countOf(piece[3], "byte") + " of " + senderWords(view, sender)
          + (piece[4] ? "" : ", or of another with the same content")]);
    });
  } else {
    view.journey.readersOf(call, view.step).slice(0, 24).forEach(function (reader) {
      var name = view.journey.text(view.journey.room(reader[0].process).name, view.words);
      rows.push([call.send, countOf(reader[1], "byte") + " brought by " + name + "\u2019s " + reader[0].name + "#"
          + reader[0].nth]);
    });
    if (!rows.length && over && call.moved > 0) rows.push([call.send, "No recv has brought them up to this step."]);
  }
  return rows.length ? el("ul", { "class": "sources" }, rows.map(function (row) {
    return el("li", {}, [el("span", { "class": "chip " + sendClass(row[0]) }), document.createTextNode(row[1])]);
  })) : null;
}

function drawSteps(root, view) {
  var list = el("ol", { "class": "steps" });
  view.journey.data.steps.forEach(function (step, number) {
    if (number === 0) return;
    var button = el("button", { type: "button", "data-step": number }, [
      el("span", { "class": "n", text: String(number) }), el("span", { text: view.journey.text(step.says, view.words) })
    ]);
    list.appendChild(el("li", {}, [paint(button, view.theme.processes[view.journey.room(step.process).color % 4])]));
  });
  clear(root).appendChild(list);
  var about = view.journey.data.about;
  if (about.steps < about.stepsInAll) {
    root.appendChild(el("p", { "class": "panel-note", text: cutText(about) }));
  }
}

function cutText(about) {
  return "This page holds steps 1 to " + groups(about.steps) + " of " + groups(about.stepsInAll)
      + ". The recording has the rest: open it with Doorway.";
}

function markStep(root, step, follow) {
  Array.prototype.forEach.call(root.querySelectorAll("[aria-current]"),
      function (button) { button.removeAttribute("aria-current"); });
  var present = root.querySelector('[data-step="' + step + '"]');
  if (!present) { if (follow) root.scrollTop = 0; return; }
  present.setAttribute("aria-current", "step");
  if (follow && root.scrollHeight > root.clientHeight) {
    var place = present.getBoundingClientRect().top - root.getBoundingClientRect().top;
    if (place < 0 || place > root.clientHeight - present.offsetHeight) root.scrollTop += place - root.clientHeight / 2;
  }
}

function drawSockets(root, view) {
  var doors = view.journey.partsAt(view.step).doors;
  var changed = view.journey.step(view.step).changed || [];
  var socket = view.journey.text(view.journey.data.words.socket, view.words);
  clear(root);
  if (!doors.length) {
    root.appendChild(el("p", { "class": "empty", text: "No " + socket + " has been made yet." }));
    return;
  }
  root.appendChild(el("p", { "class": "panel-note", text: "What the kernel says of each " + socket
      + ", as ss(8) writes it. A dash: no event tells it." }));
  var heads = ["Socket", "State", "Local", "Peer", "Recv-Q", "Send-Q"];
  var body = doors.map(function (door) {
    var cells = (door.row || []).slice(0, 6).map(function (cell) { return el("td",
        { "class": "mono", text: view.journey.text(cell, view.words) }); });
    var row = el("tr", { "class": changed.indexOf(door.id) >= 0 ? "changed" : "",
        tip: view.journey.text(door.hint, view.words) }, cells);
    return paint(row, view.theme.processes[door.color]);
  });
  root.appendChild(el("div", { "class": "scroll-x" }, [el("table", {}, [
    el("thead", {}, [el("tr", {}, heads.map(function (head) { return el("th", { scope: "col", text: head }); }))]),
        el("tbody", {}, body)
  ])]));
}
