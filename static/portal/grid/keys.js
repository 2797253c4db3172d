// The keys of a spreadsheet, and the pointer.
import { announce, body, cursor, input, note, place, scroll, width, words } from "./page.js";
import { rows, troubles } from "./rows.js";
import { at, describe, go, placeNote, reveal, stand, stateOf } from "./cursor.js";
import { empty, redo, undo } from "./edits.js";
import { announceLock, begin, commit, finish } from "./typing.js";
import { fillDown } from "./clipboard.js";
import { flush } from "./saving.js";

const PAGE_ROWS = 12;
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-PAGE_ROWS, 0], PageDown: [PAGE_ROWS, 0] };
const CONTROLLED = { d: fillDown, y: redo, a: function () { cursor.anchor = { r: 0, c: 0 }; cursor.active = { r: rows.length - 1, c: width - 1 }; stand(true); } };
function inMove(event) {
  const control = event.ctrlKey || event.metaKey, letter = event.key.toLowerCase();
  if (control && letter === "z") (event.shiftKey ? redo : undo)();
  else if (control && CONTROLLED[letter]) CONTROLLED[letter]();
  else if (STEPS[event.key] && !event.altKey) go(cursor.active.r + STEPS[event.key][0], cursor.active.c + STEPS[event.key][1], event.shiftKey);
  else if (event.key === "Home") go(control ? 0 : cursor.active.r, 0, event.shiftKey);
  else if (event.key === "End") go(control ? rows.length - 1 : cursor.active.r, width - 1, event.shiftKey);
  else if (event.key === "Enter" && note.querySelector("button")) note.querySelector("button").focus();
  else if (event.key === "Enter" || event.key === "F2") begin("edit");
  else if (event.key === "Delete") empty();
  else if (event.key === "Backspace") begin("type");
  else if (event.key === "F8") nextTrouble();
  else if (event.key === "Escape") { cursor.leaving = true; return; }
  else {
    if (input.readOnly && !control && event.key.length === 1) announceLock(at());
    return;
  }
  event.preventDefault();
}
function inTyping(event) {
  const listed = input.hasAttribute("list");
  if (event.key === "Escape") { finish(); describe(); }
  else if (event.key === "Enter") { const r = cursor.active.r; commit(); go(r + (event.shiftKey ? -1 : 1), cursor.active.c); }
  else if (cursor.mode === "type" && !listed && (event.key === "ArrowUp" || event.key === "ArrowDown")) go(cursor.active.r + STEPS[event.key][0], cursor.active.c);
  else if (cursor.mode === "type" && !listed && event.key === "ArrowRight" && input.selectionStart === input.value.length) go(cursor.active.r, cursor.active.c + 1);
  else return;
  event.preventDefault();
}
input.addEventListener("keydown", function (event) {
  if (event.isComposing || event.key === "Process") return;
  if (event.key === "Tab") { tab(event); return; }
  if (cursor.mode === "move") inMove(event);
  else inTyping(event);
});
function tab(event) {
  commit();
  const next = cursor.active.r * width + cursor.active.c + (event.shiftKey ? -1 : 1);
  if (cursor.leaving || next < 0 || next >= rows.length * width) return;
  event.preventDefault();
  go(Math.floor(next / width), next % width);
}
function nextTrouble() {
  const all = troubles(), now = cursor.active.r * width + cursor.active.c;
  if (!all.length) { announce(words.noTrouble); return; }
  const next = all.find(function (one) { return one.r * width + one.c > now; }) || all[0];
  go(next.r, next.c);
  announce(stateOf(at()));
}
function beginRow() { go(rows.length - 1, 0); }
let dragging = false, touched = false;
function under(event) {
  const td = event.target.closest("td"), tr = td && td.closest("tr"), r = rows.findIndex(function (row) { return row.tr === tr; });
  return r < 0 ? null : { r: r, c: Array.from(tr.querySelectorAll("td")).indexOf(td) };
}
body.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; });
body.addEventListener("mousedown", function (event) {
  const cell = under(event);
  if (!cell || event.button !== 0) return;
  if (event.target === input && !event.shiftKey) { if (touched && cursor.mode === "move" && document.activeElement === input) begin("edit"); return; }
  event.preventDefault();
  dragging = !touched;
  // What moves under a pressed button would be taken for dragging.
  go(cell.r, cell.c, event.shiftKey, true);
});
body.addEventListener("mouseover", function (event) {
  const cell = dragging && event.buttons === 1 ? under(event) : null;
  if (cell && cursor.mode === "move") { cursor.active = cell; stand(true, true); }
});
document.addEventListener("mouseup", function () {
  if (dragging) reveal();
  dragging = false;
});
body.addEventListener("dblclick", function (event) { if (under(event) && cursor.mode === "move") begin("edit"); });
scroll.addEventListener("scroll", function () { if (!note.hidden) placeNote(at()); });
place.addEventListener("click", function (event) {
  const act = { undo: undo, redo: redo, fill: fillDown, trouble: nextTrouble, again: flush, begin: beginRow }[event.target.dataset.portalGridDo];
  if (act && rows.length) act();
});
