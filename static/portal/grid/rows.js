// The rows and their cells: what stands in them, what is not saved yet, and how a row shows its state.
import { body, columns, element, find, say, told, words } from "./page.js";

const TROUBLES = ["conflict", "refused", "doubted"];
const rows = [];
let counted = 0;

function cellOf(td, column, text, locked) {
  const node = td.firstChild || td.appendChild(document.createTextNode(text));
  return { td: td, node: node, column: column, text: text, saved: text, state: "", message: "", locked: locked, theirs: null };
}
function rowOf(tr) {
  const whole = tr.dataset.locked || "";
  const row = { key: "r" + (counted += 1), tr: tr, id: Number(tr.dataset.id), version: Number(tr.dataset.version), url: tr.dataset.url };
  row.cells = Array.from(tr.querySelectorAll("td"), function (td, at) {
    const column = columns[at];
    return cellOf(td, column, td.textContent, whole || column.locked || column.later);
  });
  return dressed(row);
}
function blank() {
  const tr = body.appendChild(element("tr", "portal-grid-new")), head = tr.appendChild(element("th", "portal-grid-head"));
  head.scope = "row";
  head.append(element("span", "portal-grid-number", words.new), " ", element("span", "portal-grid-word"));
  const row = { key: "n" + (counted += 1), tr: tr, id: null, version: 0, url: "" };
  row.cells = columns.map(function (column) {
    const cell = cellOf(tr.appendChild(element("td", column.look === "number" ? "number" : "")), column,
      told.beginnings[column.name] || "", column.locked);
    if (column.locked) cell.td.dataset.locked = "";
    return cell;
  });
  rows.push(dressed(row));
  return row;
}
function dressed(row) {
  row.word = row.tr.querySelector(".portal-grid-word");
  row.blocked = row.confirmed = false;
  row.sent = null;
  const link = row.tr.querySelector("th a");
  if (link) link.tabIndex = -1;
  return row;
}
function isDirty(cell) { return cell.text !== cell.saved; }
function dirty(row) { return row.cells.filter(isDirty); }
function missing(row) {
  if (row.id !== null) return [];
  return row.cells.filter(function (cell) { return cell.column.required && !cell.text; });
}
function ensureBlank() {
  const last = rows[rows.length - 1];
  if (told.enters && (!last || last.id !== null || dirty(last).length)) blank();
}
function label(row) { return row.id === null ? words.new : say("row", row.tr.querySelector(".portal-grid-number").textContent.trim()); }

function paint(cell) {
  if (cell.node.data !== cell.text) cell.node.data = cell.text;
  if (cell.state) cell.td.dataset.state = cell.state;
  else delete cell.td.dataset.state;
  const title = cell.message || (cell.locked ? cell.locked : "");
  if (title) cell.td.title = title;
  else cell.td.removeAttribute("title");
  const invalid = TROUBLES.includes(cell.state);
  if (invalid) cell.td.setAttribute("aria-invalid", "true");
  else cell.td.removeAttribute("aria-invalid");
}
function paintRow(row) {
  row.cells.forEach(paint);
  const states = row.cells.map(function (cell) { return cell.state; });
  const left = dirty(row).length ? missing(row) : [];
  let state = [...TROUBLES, "saving"].find(function (one) { return states.includes(one); }) || "";
  if (!state && left.length) state = "incomplete";
  if (!state) state = ["pending", "changed", "saved"].find(function (one) { return states.includes(one); }) || "";
  row.word.textContent = state ? words[state] : "";
  row.word.dataset.state = state;
  row.word.title = left.length ? say("missing", left.map(function (cell) { return cell.column.label; }).join("、")) : row.message || "";
  paintTroubles();
}
function troubles() {
  return rows.flatMap(function (row, r) {
    return row.cells.flatMap(function (cell, c) { return TROUBLES.includes(cell.state) ? [{ r: r, c: c }] : []; });
  });
}
function paintTroubles() {
  const count = troubles().length;
  const summary = find("trouble");
  summary.hidden = !count;
  summary.textContent = say("troubles", count) + " (F8)";
}

export { TROUBLES, blank, dirty, ensureBlank, isDirty, label, missing, paintRow, rowOf, rows, troubles };
