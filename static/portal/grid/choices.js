// The note under a cell: confirming what is unusual, and choosing between two versions.
import { cursor, note } from "./page.js";
import { isDirty, rows } from "./rows.js";
import { at, stand } from "./cursor.js";
import { settle } from "./edits.js";
import { begin } from "./typing.js";

function choose(name) {
  const row = rows[cursor.active.r], cell = at();
  if (name === "mend") { stand(true); begin("edit"); return; }
  if (name === "confirm") {
    row.confirmed = true;
    row.cells.forEach(function (one) { if (one.state === "doubted") { one.state = isDirty(one) ? "pending" : ""; one.message = ""; } });
  }
  if (name === "takeTheirs") { cell.text = cell.theirs; }
  if (name !== "confirm") { cell.state = isDirty(cell) ? "pending" : ""; cell.message = ""; cell.theirs = null; }
  row.blocked = row.cells.some(function (one) { return one.state === "conflict"; });
  settle(new Set([row]));
  stand(true);
}
note.addEventListener("click", function (event) { if (event.target.dataset.choice) choose(event.target.dataset.choice); });
note.addEventListener("keydown", function (event) {
  const buttons = Array.from(note.querySelectorAll("button")), now = buttons.indexOf(document.activeElement);
  if (event.key === "Escape") stand(true);
  else if (event.key === "ArrowRight" || event.key === "ArrowLeft") buttons[(now + 1) % buttons.length].focus();
  else return;
  event.preventDefault();
});
