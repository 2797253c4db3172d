// What every part of the grid stands on: the page, its words and columns, and the one input that moves from cell to cell.

const place = document.querySelector("[data-portal-grid]");
const told = JSON.parse(document.getElementById("portal-grid-data").textContent);
const words = told.words, columns = told.columns, width = columns.length;
const table = find("table"), body = table.tBodies[0], scroll = find("scroll"), note = find("note"), report = find("report");
const reason = find("reason");
// What keeps unsaved work and the reason on this machine, for this person and this grid.
const key = "portal-draft:grid:" + told.person + ":" + location.pathname;
// Where the one input stands, where a selection began, and whether it is typed in ("move", "type" or "edit").
const cursor = { active: { r: 0, c: 0 }, anchor: { r: 0, c: 0 }, mode: "move", moving: false, leaving: false };
const input = element("input", "portal-grid-input");
input.autocomplete = "off";
input.spellcheck = false;
input.type = "text";
input.setAttribute("aria-describedby", "portal-grid-note");

function find(name) { return place.querySelector("[data-portal-grid-" + name + "]"); }
function say(name) {
  return Array.from(arguments).slice(1).reduce(function (text, part) { return text.replace("%s", part); }, words[name]);
}
function element(name, look, text) {
  const made = document.createElement(name);
  if (look) made.className = look;
  if (text !== undefined) made.textContent = text;
  return made;
}
// News between the parts, by which the lower ones reach the higher: "leave" (a cell is left), "rest" (no cell is typed in
// any more, or another row is entered), "changed" (something was written into cells).
function tell(name) { place.dispatchEvent(new CustomEvent("grid:" + name)); }
function hear(name, act) { place.addEventListener("grid:" + name, act); }
function announce(text) { find("status").textContent = text; }

export { announce, body, columns, cursor, element, find, hear, input, key, note, place, reason, report, say, scroll, table, tell, told, width, words };
