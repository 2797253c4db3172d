// The script of the grids: the plain table becomes one that can be typed in.
import { body, key, place, reason, scroll, table, told } from "./page.js";
import { ensureBlank, rowOf, rows } from "./rows.js";
import { stand } from "./cursor.js";
import { offer } from "./drafts.js";
import { flush } from "./saving.js";
import "./choices.js";
import "./keys.js";

Array.from(body.rows).forEach(function (tr) { rows.push(rowOf(tr)); });
ensureBlank();
table.setAttribute("role", "grid");
table.setAttribute("aria-multiselectable", "true");
scroll.removeAttribute("tabindex");
scroll.removeAttribute("role");
place.querySelectorAll("[data-portal-grid-scripted]").forEach(function (one) { one.hidden = false; });
if (rows.length) stand(false);
if (told.save) {
  const remembered = key + ":why";
  reason.value = sessionStorage.getItem(remembered) || "";
  reason.addEventListener("change", function () { sessionStorage.setItem(remembered, reason.value); flush(); });
  reason.addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); stand(true); } });
  offer();
}
