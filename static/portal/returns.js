// The script of a monthly return: Enter goes down the column, and what changed is marked while it is typed.
(function () {
  "use strict";
  const form = document.querySelector("[data-portal-return]");
  if (!form) return;

  // Enter and the arrows move in the column; saving is a button.
  form.addEventListener("keydown", function (event) {
    const input = event.target.closest("input[data-portal-last]");
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!input || !step || event.isComposing) return;
    event.preventDefault();
    const column = input.closest("td").cellIndex;
    let row = input.closest("tr");
    do { row = step > 0 ? row.nextElementSibling : row.previousElementSibling; } while (row && !field(row, column));
    if (row) { field(row, column).focus(); field(row, column).select(); }
  });
  function field(row, column) {
    return row.cells[column] && row.cells[column].querySelector("input[data-portal-last]");
  }

  // An arrow says how a figure moved since last month; a frame that it is not saved yet.
  form.querySelectorAll("input[data-portal-last]").forEach(mark);
  ["input", "change"].forEach(function (name) {
    form.addEventListener(name, function (event) {
      const input = event.target.closest("input[data-portal-last]");
      if (input) mark(input);
    });
  });
  function mark(input) {
    const last = number(input.dataset.portalLast), now = number(input.value);
    input.classList.toggle("is-unsaved", input.value !== input.dataset.portalNow);
    input.closest(".return-pair").querySelector("[data-portal-trend]").textContent =
      last === null || now === null || now === last ? "" : now > last ? "↑" : "↓";
  }
  function number(text) {
    const plain = text.normalize("NFKC").replace(/[,\s]/g, "");
    return plain === "" || isNaN(plain) ? null : Number(plain);
  }
})();
