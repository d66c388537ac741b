/* Makes elements, and shows hints. */

var SVG = "http://www.w3.org/2000/svg";

function byId(id) { return document.getElementById(id); }

function fill(element, attributes, children) {
  Object.keys(attributes || {}).forEach(function (name) {
    var value = attributes[name];
    if (value === null || value === undefined || value === false) return;
    if (name === "text") element.textContent = value;
    else if (name === "tip") element.setAttribute("data-tip", value);
    else if (name === "fill" || name === "stroke") element.style[name] = value;  // so that it can be a var()
    else element.setAttribute(name, value);
  });
  (children || []).forEach(function (child) { if (child) element.appendChild(child); });
  return element;
}
function el(tag, attributes, children) { return fill(document.createElement(tag), attributes, children); }
function svg(tag, attributes, children) { return fill(document.createElementNS(SVG, tag), attributes, children); }
function clear(element) { while (element.firstChild) element.removeChild(element.firstChild); return element; }

/** Gives an element the colours of a process: --p-strong, --p-name, ... */
function paint(element, colors) {
  Object.keys(colors).forEach(function (name) { element.style.setProperty("--p-" + name, colors[name]); });
  return element;
}

/** Shows the hint of what the mouse is over, what has the focus, or what was tapped. */
function Tip(element) {
  var tip = this;
  this.element = element;
  this.owner = null;
  var ownerOf = function (target) { return target && target.closest ? target.closest("[data-tip]") : null; };
  document.addEventListener("pointerover",
      function (event) { if (event.pointerType === "mouse") tip.show(ownerOf(event.target)); });
  document.addEventListener("click", function (event) { tip.show(ownerOf(event.target)); });
  document.addEventListener("focusin", function (event) { tip.show(ownerOf(event.target)); });
  window.addEventListener("scroll", function () { tip.show(null); }, true);
}

Tip.prototype.show = function (owner) {
  this.element.hidden = !owner;
  this.owner = owner;
  if (!owner) return;
  this.element.textContent = owner.getAttribute("data-tip");
  var at = owner.getBoundingClientRect();
  var size = this.element.getBoundingClientRect();
  var left = Math.max(8, Math.min(window.innerWidth - size.width - 8, at.left + at.width / 2 - size.width / 2));
  var above = at.top - size.height - 8;
  var below = Math.min(at.bottom + 8, window.innerHeight - size.height - 8);
  this.element.style.left = left + "px";
  this.element.style.top = (above > 8 ? above : Math.max(8, below)) + "px";
};
