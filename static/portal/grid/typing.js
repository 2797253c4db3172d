// Typing in a cell, with its list of words or suggestions.
import { announce, cursor, hear, input, tell, told, words } from "./page.js";
import { rows } from "./rows.js";
import { at, describe, isLocked, suggestions } from "./cursor.js";
import { write } from "./edits.js";

function announceLock(cell) { announce(words.locked + (cell.locked ? "：" + cell.locked : "")); }
function begin(how) {
  const cell = at();
  if (isLocked(cell)) { announceLock(cell); return; }
  cursor.mode = how;
  cell.td.classList.add("is-editing");
  const column = cell.column, listed = column.options.length ? "portal-grid-options-" + cursor.active.c : column.suggest ? suggestions.id : "";
  if (listed) input.setAttribute("list", listed);
  if (how !== "edit") return;
  // A list shows all its words only over an empty field; leaving it empty keeps what stands there.
  if (column.options.length) input.placeholder = cell.text;
  else input.value = cell.text;
  if (listed) { try { input.showPicker(); } catch { /* Opened by typing or Alt+Down instead. */ } }
}
function finish() {
  cursor.mode = "move";
  at().td.classList.remove("is-editing");
  input.value = input.placeholder = "";
  input.removeAttribute("list");
  suggestions.replaceChildren();
}
function commit() {
  if (cursor.mode === "move") return;
  const cell = at(), row = rows[cursor.active.r], typed = input.value.trim();
  const untouched = cursor.mode === "edit" && cell.column.options.length && !typed;
  finish();
  if (!untouched) write([{ row: row, cell: cell, after: typed }]);
}
hear("leave", commit);
let looking;
function look() {
  const column = at().column, asked = input.value;
  if (!column.suggest || !told.suggest) return;
  fetch(told.suggest + column.suggest + "/?q=" + encodeURIComponent(asked), { headers: { "X-Requested-With": "XMLHttpRequest" } })
    .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : ""; })
    .then(function (options) { if (input.value === asked) suggestions.innerHTML = options; })
    .catch(function () { suggestions.replaceChildren(); });
}
input.addEventListener("input", function () {
  if (cursor.mode === "move") begin("type");
  if (cursor.mode === "move") input.value = "";
  clearTimeout(looking);
  looking = setTimeout(look, 200);
});
input.addEventListener("compositionstart", function () { if (cursor.mode === "move") begin("type"); });
input.addEventListener("blur", function () {
  if (cursor.moving) return;
  commit();
  tell("rest");
});
input.addEventListener("focus", function () { if (!cursor.moving) describe(); });

export { announceLock, begin, commit, finish };
