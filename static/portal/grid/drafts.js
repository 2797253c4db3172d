// What is not saved survives on this machine, for this person.
import { element, find, hear, key, report, say, told, words } from "./page.js";
import { dirty, ensureBlank, rows } from "./rows.js";
import { isLocked } from "./cursor.js";
import { put, settle } from "./edits.js";

const KEPT_DAYS = 7;
let undecided = null;
function keep() {
  const kept = { at: Date.now(), search: location.search, rows: [], fresh: [] };
  rows.forEach(function (row) {
    const changed = dirty(row);
    if (!changed.length) return;
    const cells = {};
    changed.forEach(function (cell) { cells[cell.column.name] = { text: cell.text, base: cell.saved }; });
    if (row.id === null) kept.fresh.push(cells);
    else kept.rows.push({ id: row.id, cells: cells });
  });
  if (undecided) {
    kept.search = undecided.search;
    kept.fresh = kept.fresh.concat(undecided.fresh);
    kept.rows = kept.rows.concat(undecided.rows.filter(function (one) { return !kept.rows.some(function (row) { return row.id === one.id; }); }));
  }
  if (kept.rows.length || kept.fresh.length) localStorage.setItem(key, JSON.stringify(kept));
  else localStorage.removeItem(key);
}
hear("changed", keep);
function offer() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key)); } catch { kept = null; }
  if (!kept || !told.save || Date.now() - kept.at > KEPT_DAYS * 86400000) return;
  undecided = kept;
  const count = kept.rows.concat(kept.fresh).reduce(function (sum, one) { return sum + Object.keys(one.cells || one).length; }, 0);
  const line = element("div", "alert alert-info m-2 py-2", say("kept", count) + " ");
  line.setAttribute("role", "status");
  if (kept.search !== location.search) {
    const link = line.appendChild(element("a", "", words.there));
    line.prepend(words.keptElsewhere + " ");
    link.href = location.pathname + kept.search;
  } else button(line, "take", "btn-primary", function () { take(kept); });
  button(line, "drop", "", function () { undecided = null; keep(); });
  find("kept").replaceChildren(line);
  function button(into, name, look, act) {
    const made = into.appendChild(element("button", "btn btn-sm ms-2 " + look, words[name]));
    made.type = "button";
    made.addEventListener("click", function () { line.remove(); act(); });
  }
}
function take(kept) {
  const gone = [];
  undecided = null;
  kept.rows.forEach(function (one) {
    const row = rows.find(function (known) { return known.id === one.id; });
    if (!row) { gone.push(Object.values(one.cells).map(function (cell) { return cell.text; }).join(" ")); return; }
    retype(row, one.cells);
  });
  kept.fresh.forEach(function (cells) { retype(rows[rows.length - 1], cells); ensureBlank(); });
  if (gone.length) {
    report.hidden = false;
    report.replaceChildren(element("strong", "", say("gone", gone.length)), element("p", "m-0", gone.join("；")));
  }
  settle(new Set(rows.filter(function (row) { return dirty(row).length; })));
}
function retype(row, cells) {
  row.cells.forEach(function (cell) {
    const given = cells[cell.column.name];
    if (!given || isLocked(cell)) return;
    const moved = row.id !== null && cell.saved !== given.base && cell.saved !== given.text;
    put(row, cell, given.text);
    if (!moved) return;
    cell.state = "conflict";
    cell.theirs = cell.saved;
    cell.message = say("theirs", "", cell.saved || words.empty, "");
  });
  row.blocked = row.cells.some(function (cell) { return cell.state === "conflict"; });
}
window.addEventListener("beforeunload", function (event) {
  if (rows.some(function (row) { return dirty(row).length; })) event.preventDefault();
});

export { keep, offer };
