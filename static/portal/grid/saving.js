// Saving row by row, and what becomes of a row: saved, refused, doubted, or changed meanwhile by somebody else.
import { announce, cursor, element, find, hear, input, reason, say, told, words } from "./page.js";
import { TROUBLES, dirty, isDirty, missing, paintRow, rows, troubles } from "./rows.js";
import { at, describe, isLocked } from "./cursor.js";
import { keep } from "./drafts.js";

const RETRY = 10000;
let timer, busy = false, more = false;
function schedule() { clearTimeout(timer); timer = setTimeout(flush, 300); }
function isReady(row) {
  if (row.blocked || row.sent || !dirty(row).length) return false;
  return row.id !== null || (!missing(row).length && (row !== rows[cursor.active.r] || document.activeElement !== input));
}
function flush() {
  clearTimeout(timer);
  if (!told.save || busy) { more = busy; return; }
  const ready = rows.filter(isReady).slice(0, told.most);
  if (!ready.length) return;
  const why = reason.value.trim();
  reason.setAttribute("aria-invalid", String(!why));
  find("reason-note").hidden = Boolean(why);
  if (!why) { announce(words.reason); return; }
  send(ready, why);
}
function send(ready, why) {
  busy = true;
  ready.forEach(function (row) {
    row.sent = row.cells.map(function (cell) { return cell.text; });
    row.asked = row.cells.filter(function (cell) { return row.id === null ? cell.text : isDirty(cell); });
    row.asked.forEach(function (cell) { cell.state = "saving"; });
    paintRow(row);
  });
  const sent = ready.map(function (row) {
    const cells = {};
    row.asked.forEach(function (cell) { cells[cell.column.name] = cell.text; });
    return { row: row.key, id: row.id, version: row.version, cells: cells, confirm: row.confirmed };
  });
  fetch(told.save, {
    method: "POST", redirect: "manual", body: JSON.stringify({ change_reason: why, rows: sent }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": (/(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) || [])[1] || "" },
  }).then(function (answer) {
    if (answer.type === "opaqueredirect") return fail(ready, "signedOut");
    return answer.json().then(function (given) {
      if (answer.ok) return apply(ready, given.rows);
      return fail(ready, "failed", given.detail);
    }, function () { return fail(ready, "failed", String(answer.status)); });
  }, function () { fail(ready, "offline"); }).finally(function () {
    busy = false;
    if (more) { more = false; schedule(); }
  });
}
function fail(ready, name, detail) {
  ready.forEach(function (row) {
    row.asked.forEach(function (cell) { cell.state = isDirty(cell) ? "pending" : ""; });
    row.sent = null;
    paintRow(row);
  });
  keep();
  const line = element("div", "alert alert-warning m-2 py-2", say(name, detail || "") + " ");
  if (name === "signedOut") {
    const link = line.appendChild(element("a", "", words.signIn));
    link.href = told.signIn;
    link.target = "_blank";
    line.append(" ");
  }
  const again = line.appendChild(element("button", "btn btn-sm", words.again));
  again.type = "button";
  again.dataset.portalGridDo = "again";
  find("trouble-line").replaceChildren(line);
  announce(say(name, detail || ""));
  if (name === "offline") setTimeout(flush, RETRY);
}
window.addEventListener("online", flush);
hear("rest", schedule);
hear("changed", schedule);

const READ = { saved: stands, same: stands, stale: stale };
function apply(ready, answers) {
  find("trouble-line").replaceChildren();
  let saved = 0;
  const troubled = [];
  answers.forEach(function (answer) {
    const row = ready.find(function (one) { return one.key === answer.row; });
    if (!row) return;
    (READ[answer.status] || refused)(row, answer);
    row.sent = null;
    paintRow(row);
    if (answer.status === "saved" || answer.status === "same") saved += 1;
    else if (row.blocked) troubled.push(row);
  });
  describe();
  keep();
  const first = troubled.length && troubled[0].cells.find(function (cell) { return TROUBLES.includes(cell.state); });
  const count = troubles().length;
  announce([saved ? say("savedRows", saved) : "", count ? say("troubles", count) : "",
    first ? first.column.label + "：" + first.message : ""].filter(Boolean).join(" "));
  if (rows.some(isReady)) schedule();
}
function stands(row, answer) {
  const entered = row.id === null;
  row.id = answer.id;
  row.version = answer.version;
  row.confirmed = false;
  row.cells.forEach(function (cell, c) {
    const now = answer.texts[cell.column.name];
    cell.saved = now;
    if (cell.text === row.sent[c]) cell.text = now;
    if (row.asked.includes(cell)) cell.state = isDirty(cell) ? "pending" : "saved";
    else if (isDirty(cell)) cell.state = "pending";
    cell.message = "";
    if (entered) lock(cell);
  });
  if (answer.url) row.url = answer.url;
  if (entered) numbered(row);
}
function lock(cell) {
  cell.locked = cell.column.locked || cell.column.later;
  if (cell.locked) cell.td.dataset.locked = "";
  if (cell === at()) input.readOnly = isLocked(cell);
}
function numbered(row) {
  row.tr.classList.remove("portal-grid-new");
  const number = String(Number(find("table").dataset.start) + rows.indexOf(row)), link = element("a", "portal-grid-number", number);
  link.href = row.url;
  link.tabIndex = -1;
  row.tr.querySelector(".portal-grid-number").replaceWith(link);
}
function refused(row, answer) {
  const errors = answer.errors, state = answer.status === "doubted" ? "doubted" : "refused";
  row.blocked = true;
  row.message = errors[""] || "";
  const named = row.cells.filter(function (cell) { return errors[cell.column.name]; });
  row.asked.forEach(function (cell) { cell.state = isDirty(cell) ? "pending" : ""; cell.message = isDirty(cell) ? words.waits : ""; });
  named.forEach(function (cell) { cell.state = state; cell.message = errors[cell.column.name]; });
  if (row.message && !named.length) row.asked.forEach(function (cell) { cell.state = state; cell.message = row.message; });
}
// Somebody else was faster: what they did not touch goes on by itself; what both touched is for the person to choose.
function stale(row, answer) {
  row.version = answer.version;
  row.cells.forEach(function (cell) {
    const now = answer.texts[cell.column.name], mine = isDirty(cell), moved = now !== cell.saved;
    const said = say("theirs", answer.by, now || words.empty, answer.at);
    cell.saved = now;
    if (!mine) {
      cell.text = now;
      cell.state = moved ? "changed" : "";
      cell.message = moved ? said : "";
    } else if (moved && cell.text !== now) {
      cell.theirs = now;
      cell.state = "conflict";
      cell.message = said;
    } else cell.state = isDirty(cell) ? "pending" : "";
  });
  row.blocked = row.cells.some(function (cell) { return cell.state === "conflict"; });
}

export { flush };
