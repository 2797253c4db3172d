// Where the one input stands, the selection, and what is said of the cell under it.
import { columns, cursor, element, find, input, note, scroll, tell, told, width, words } from "./page.js";
import { TROUBLES, label, rows } from "./rows.js";

let selected = [];
const suggestions = document.body.appendChild(element("datalist"));
suggestions.id = "portal-grid-suggestions";
columns.forEach(function (column, c) {
  if (!column.options.length) return;
  const list = document.body.appendChild(element("datalist"));
  list.id = "portal-grid-options-" + c;
  column.options.forEach(function (text) { list.append(new Option(text, text)); });
});

function at() { return rows[cursor.active.r].cells[cursor.active.c]; }
function isLocked(cell) { return !told.save || Boolean(cell.locked); }
function block() {
  return { top: Math.min(cursor.anchor.r, cursor.active.r), bottom: Math.max(cursor.anchor.r, cursor.active.r),
    left: Math.min(cursor.anchor.c, cursor.active.c), right: Math.max(cursor.anchor.c, cursor.active.c) };
}
function eachOf(area, act) {
  for (let r = area.top; r <= area.bottom; r += 1) for (let c = area.left; c <= area.right; c += 1) act(rows[r].cells[c], r, c);
}
function go(r, c, extend, still) {
  tell("leave");
  const from = cursor.active.r;
  cursor.active = { r: Math.max(0, Math.min(rows.length - 1, r)), c: Math.max(0, Math.min(width - 1, c)) };
  if (!extend) cursor.anchor = { r: cursor.active.r, c: cursor.active.c };
  stand(true, still);
  if (from !== cursor.active.r) tell("rest");
}
function stand(focused, still) {
  const cell = at();
  cursor.moving = true;
  cell.td.append(input);
  input.value = "";
  input.readOnly = isLocked(cell);
  if (focused) input.focus({ preventScroll: true });
  cursor.moving = false;
  if (focused && !still) reveal();
  cursor.leaving = false;
  paintSelection();
  describe();
}
function reveal() { at().td.scrollIntoView({ block: "nearest", inline: "nearest" }); }
function paintSelection() {
  selected.forEach(function (td) { td.classList.remove("is-selected"); td.removeAttribute("aria-selected"); });
  selected = [];
  const area = block();
  if (area.top === area.bottom && area.left === area.right) return;
  eachOf(area, function (cell) {
    cell.td.classList.add("is-selected");
    cell.td.setAttribute("aria-selected", "true");
    selected.push(cell.td);
  });
}
function stateOf(cell) {
  const said = [];
  if (cell.state) said.push(words[cell.state]);
  else if (isLocked(cell)) said.push(words.locked);
  if (cell.message) said.push(cell.message);
  else if (cell.locked) said.push(cell.locked);
  return said.join("：");
}
function describe() {
  const bar = find("bar"), row = rows[cursor.active.r], cell = at(), where = label(row) + " · " + cell.column.label, state = stateOf(cell);
  input.setAttribute("aria-label", where + "：" + (cell.text || words.empty) + (state ? "，" + state : ""));
  if (TROUBLES.includes(cell.state)) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  const open = bar.querySelector("a");
  bar.querySelector("strong").textContent = where;
  bar.querySelector("[data-text]").textContent = cell.text;
  bar.querySelector("[data-state]").textContent = state;
  open.hidden = !row.url;
  if (row.url) open.href = row.url;
  showNote(cell);
}
function showNote(cell) {
  const choices = { conflict: ["takeMine", "takeTheirs"], doubted: ["confirm", "mend"] }[cell.state] || [];
  note.replaceChildren();
  note.hidden = !(cell.message || choices.length);
  if (note.hidden) return;
  note.append(element("strong", "", words[cell.state] || ""), element("p", "m-0", cell.message));
  if (choices.length) note.append(element("p", "m-0 small", words.choose));
  choices.forEach(function (name) {
    const button = element("button", "btn btn-sm me-2 mt-1" + (name === "mend" || name === "takeTheirs" ? "" : " btn-primary"), words[name]);
    button.type = "button";
    button.dataset.choice = name;
    note.append(button);
  });
  placeNote(cell);
}
function placeNote(cell) {
  const box = cell.td.getBoundingClientRect(), around = scroll.getBoundingClientRect(), below = around.bottom - box.bottom;
  const left = Math.min(box.left - around.left, Math.max(0, scroll.clientWidth - note.offsetWidth - 8));
  note.style.left = Math.max(0, left) + scroll.scrollLeft + "px";
  const offset = below > note.offsetHeight || box.top - around.top < note.offsetHeight ? box.bottom : box.top - note.offsetHeight;
  note.style.top = offset - around.top + scroll.scrollTop + "px";
}

export { at, block, describe, eachOf, go, isLocked, placeNote, reveal, stand, stateOf, suggestions };
