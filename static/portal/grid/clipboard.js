// Blocks of cells: to and from a spreadsheet, and one filled down.
import { announce, cursor, element, input, report, say, told, width, words } from "./page.js";
import { blank, rows } from "./rows.js";
import { block, eachOf, isLocked, stand } from "./cursor.js";
import { empty, write } from "./edits.js";

function asText() {
  const area = block(), lines = [];
  for (let r = area.top; r <= area.bottom; r += 1) {
    lines.push(rows[r].cells.slice(area.left, area.right + 1).map(function (cell) { return cell.text.replace(/[\t\r\n]+/g, " "); }).join("\t"));
  }
  return lines.join("\r\n");
}
// As Excel copies: tabs and lines; what holds one of them, or a quote, is quoted.
function parsed(text) {
  const found = [[]];
  let cell = "", quoted = false, fresh = true;
  function close() { found[found.length - 1].push(cell.replace(/\s*\n\s*/g, " ").trim()); cell = ""; fresh = true; }
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') { cell += sign; i += 1; } else quoted = false;
    } else if (sign === '"' && fresh) { quoted = true; fresh = false; }
    else if (sign === "\t") close();
    else if (sign === "\n") { close(); found.push([]); }
    else if (sign !== "\r") { cell += sign; fresh = false; }
  }
  close();
  if (found.length > 1 && found[found.length - 1].join("") === "") found.pop();
  return found;
}
function paste(text) {
  const lines = parsed(text), area = block(), edits = [], left = { overRight: [], overBottom: [], overLocked: [] };
  const one = lines.length === 1 && lines[0].length === 1;
  const target = function (r, c, given) {
    if (c >= width) { if (given) left.overRight.push(given); return; }
    while (r >= rows.length && told.enters && rows.filter(function (row) { return row.id === null; }).length < told.most) blank();
    if (r >= rows.length) { if (given) left.overBottom.push(given); return; }
    const row = rows[r], cell = row.cells[c];
    if (isLocked(cell)) { if (given !== cell.text) left.overLocked.push(given || words.empty); } else edits.push({ row: row, cell: cell, after: given });
  };
  if (one) eachOf(area, function (cell, r, c) { target(r, c, lines[0][0]); });
  else lines.forEach(function (line, i) { line.forEach(function (given, j) { target(area.top + i, area.left + j, given); }); });
  write(edits);
  announce(say("pasted", edits.length));
  tellLeft(left);
  if (!one) {
    cursor.anchor = { r: area.top, c: area.left };
    cursor.active = { r: Math.min(rows.length, area.top + lines.length) - 1,
      c: Math.min(width, area.left + Math.max(...lines.map(function (line) { return line.length; }))) - 1 };
    stand(true);
  }
}
function fillDown() {
  const area = block(), source = area.top === area.bottom ? area.top - 1 : area.top, edits = [], left = [];
  if (source < 0) return;
  eachOf({ top: source + 1, bottom: area.bottom, left: area.left, right: area.right }, function (cell, r, c) {
    const text = rows[source].cells[c].text;
    if (isLocked(cell)) { if (text !== cell.text) left.push(text); } else edits.push({ row: rows[r], cell: cell, after: text });
  });
  write(edits);
  announce(say("filled", edits.length));
  tellLeft({ overLocked: left });
}
function tellLeft(left) {
  const lines = Object.keys(left).filter(function (name) { return left[name].length; });
  report.replaceChildren();
  report.hidden = !lines.length;
  if (!lines.length) return;
  report.append(element("strong", "", words.leftOver));
  const list = report.appendChild(element("ul", "m-0"));
  lines.forEach(function (name) {
    list.append(element("li", "", say(name, left[name].length) + "（" + left[name].slice(0, 20).join("、") + (left[name].length > 20 ? "…" : "") + "）"));
  });
}
input.addEventListener("copy", function (event) {
  if (cursor.mode !== "move") return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", asText());
});
input.addEventListener("cut", function (event) {
  if (cursor.mode !== "move") return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", asText());
  empty();
});
input.addEventListener("paste", function (event) {
  if (cursor.mode !== "move") return;
  event.preventDefault();
  if (told.save) paste(event.clipboardData.getData("text/plain"));
});

export { fillDown };
