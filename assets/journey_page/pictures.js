/* The drawings: persons, doors, letters. */

/** A person of the process: in the story only. */
function personPicture(standing) {
  var asleep = standing === "asleep";
  var eye = function (x) {
    return asleep ? svg("path", { d: "M" + (x - 3) + " 19q3 3 6 0", fill: "none", stroke: "#2a2144",
        "stroke-width": 1.6 })
                  : svg("circle", { cx: x, cy: 18.5, r: 1.8, fill: "#2a2144" });
  };
  var mouth = standing === "woken" ? "M21 25.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0" : asleep ? "M20.500 26h5"
      : "M19 25q4 3.500 8 0";
  return svg("svg", { "class": "person", viewBox: "0 0 46 66", "aria-hidden": "true" }, [
    svg("path", { d: "M7 66C7 45 13 33 23 33s16 12 16 33z", fill: "var(--p-strong)" }),
    svg("circle", { cx: 23, cy: 19, r: 12.5, fill: "var(--p-skin)" }),
    svg("path", { d: "M10.500 18C9 5 17 2 23 2s14 3 12.500 16C33 10 27 10.500 23 10.500S13 10 10.500 18z",
        fill: "var(--p-hair)" }),
    eye(18.5), eye(27.5),
    svg("path", { d: mouth, fill: "none", stroke: "#2a2144", "stroke-width": 1.6, "stroke-linecap": "round" })
  ]);
}

function archPicture(door) {
  var parts = [svg("path", { d: "M2 70V23a20 20 0 0 1 40 0v47z", fill: "var(--door-frame)" })];
  var whole = "M6 70V24a16 16 0 0 1 32 0v46z";
  var add = function (d, color) { parts.push(svg("path", { d: d, fill: color })); };
  var line = function (d, color, width) {
    parts.push(svg("path", { d: d, fill: "none", stroke: color, "stroke-width": width, "stroke-linecap": "round" }));
  };
  var knob = function (x) { parts.push(svg("circle", { cx: x, cy: 47, r: 2.2, fill: "var(--door-knob)" })); };
  if (door.shape === "walled") {
    add(whole, "var(--road)");
    line("M9 20h26M6 30h32M6 40h32M6 50h32M6 60h32M14 20v10M22 20v10M30 20v10M17 30v10M29 30v10M11 40v10M23 40v10"
        + "M34 40v10M17 50v10M29 50v10M11 60v10M23 60v10M34 60v10", "var(--road-edge)", 1.3);
  } else if (door.shape === "open" || door.shape === "half") {
    add(whole, "var(--light)");
    add(door.shape === "open" ? "M6 70V24l10-10v50z" : "M6 70V24A16 16 0 0 1 22 8v55z", "var(--p-strong)");
    add(door.shape === "open" ? "M12 67V18l4-4v50z" : "M15 66V10.500L22 8v55z", "var(--p-shade)");
    knob(door.shape === "open" ? 13.5 : 19);
  } else {
    add(whole, "var(--p-strong)");
    add("M22 70V8a16 16 0 0 1 16 16v46z", "var(--p-shade)");
    if (door.shape === "ajar") add("M34 70V13.500a16 16 0 0 1 4 10.500v46z", "var(--light)");
    knob(door.shape === "ajar" ? 29 : 33);
    if (door.shape === "broken") line("M20 8l6 14-9 10 10 12-7 9 4 15", "var(--warning)", 3);
    if (door.shape === "listening") {
      add("M16 36c0-7 2-10 6-10s6 3 6 10l2 3H14z", "var(--light)");
      parts.push(svg("circle", { cx: 22, cy: 41, r: 2, fill: "var(--light)" }));
    }
  }
  return svg("svg", { "class": "arch", viewBox: "0 0 44 70", "aria-hidden": "true" }, parts);
}

function envelopePicture(send) {
  return svg("svg", { viewBox: "0 0 30 22", "aria-hidden": "true" }, [
    svg("rect", { x: 1, y: 1, width: 28, height: 20, rx: 2, fill: "#fff6e3", stroke: "#e0b06a", "stroke-width": 1.4 }),
    svg("path", { d: "M2 2l13 10L28 2", fill: "none", stroke: "#e0b06a", "stroke-width": 1.6 }),
    svg("circle", { cx: 15, cy: 13, r: 5, "class": "seal", fill: send > 0 ? "var(--send-" + (send - 1) % 8 + ")"
        : "var(--unknown-byte)" })
  ]);
}
