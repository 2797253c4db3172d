// Writing into cells, emptying them, taking back and doing again.
import { announce, cursor, tell, words } from "./page.js";
import { ensureBlank, isDirty, paintRow, rows } from "./rows.js";
import { block, describe, eachOf, isLocked, stand } from "./cursor.js";

const done = [], undone = [];
function write(edits, silent) {
  const real = edits.filter(function (edit) { return edit.cell.text !== edit.after; });
  if (!real.length) { describe(); return; }
  real.forEach(function (edit) {
    edit.before = edit.cell.text;
    edit.wasNew = edit.row.id === null;
    put(edit.row, edit.cell, edit.after);
  });
  if (!silent) { done.push(real); undone.length = 0; }
  settle(new Set(real.map(function (edit) { return edit.row; })));
}
function put(row, cell, text) {
  cell.text = text;
  cell.state = isDirty(cell) ? "pending" : "";
  cell.message = "";
  cell.theirs = null;
  row.blocked = row.confirmed = false;
  row.message = "";
}
function settle(touched) {
  ensureBlank();
  touched.forEach(paintRow);
  describe();
  tell("changed");
}
function turn(from, to, pick, said) {
  const edits = from.pop();
  if (!edits) { announce(words.nothing); return; }
  const usable = edits.filter(function (edit) { return !(edit.wasNew && edit.row.id !== null); });
  to.push(edits);
  if (!usable.length) { announce(words.entered); return; }
  usable.forEach(function (edit) { put(edit.row, edit.cell, pick(edit)); });
  announce(usable.length < edits.length ? words.entered : said);
  settle(new Set(usable.map(function (edit) { return edit.row; })));
  cursor.active = cursor.anchor = whereIs(usable[0]);
  stand(true);
}
function whereIs(edit) { return { r: rows.indexOf(edit.row), c: edit.row.cells.indexOf(edit.cell) }; }
function undo() { turn(done, undone, function (edit) { return edit.before; }, words.undone); }
function redo() { turn(undone, done, function (edit) { return edit.after; }, words.redone); }

function empty() {
  const edits = [];
  eachOf(block(), function (cell, r) { if (!isLocked(cell)) edits.push({ row: rows[r], cell: cell, after: "" }); });
  write(edits);
}

export { empty, put, redo, settle, undo, write };
