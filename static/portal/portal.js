// The one script of every page. Hooks are data-portal-*; each works without it as a plain link or form.
(function () {
  "use strict";
  // "/" puts the cursor into the search box, as clerks know it from elsewhere.
  document.addEventListener("keydown", function (event) {
    const typing = event.target.closest("input, textarea, select");
    const search = document.querySelector("[data-portal-search]");
    if (event.key === "/" && !typing && search) {
      event.preventDefault();
      search.focus();
    }
  });
  // A form that was changed asks before it is left.
  document.querySelectorAll("form[data-portal-guard]").forEach(function (form) {
    let dirty = false;
    form.addEventListener("input", function () { dirty = true; });
    form.addEventListener("submit", function () { dirty = false; });
    window.addEventListener("beforeunload", function (event) {
      if (dirty) event.preventDefault();
    });
  });
  // A select that filters a list sends its form at once.
  document.addEventListener("change", function (event) {
    const select = event.target.closest("[data-portal-submit]");
    if (select) select.form.requestSubmit();
  });
  // Ticks the whole page of a list.
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-portal-tick-all]")) return;
    event.target.form.querySelectorAll("input[name=record]").forEach(function (box) { box.checked = event.target.checked; });
  });
  // The ticked columns as one parameter, in the order they already stand in; new ones at the end.
  document.querySelectorAll("form[data-portal-columns]").forEach(function (form) {
    form.addEventListener("submit", function () {
      const ticked = Array.from(form.querySelectorAll("[data-portal-column]:checked"), function (box) { return box.value; });
      const before = form.elements.columns.value.split(",").filter(function (name) { return ticked.includes(name); });
      form.elements.columns.value = before.concat(ticked.filter(function (name) { return !before.includes(name); })).join(",");
    });
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-portal-print]")) window.print();
    document.querySelectorAll("details.portal-drop[open]").forEach(function (drop) {
      if (!drop.contains(event.target)) drop.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.portal-drop[open]").forEach(function (drop) {
      drop.open = false;
      drop.querySelector("summary").focus();
    });
  });
  // Facts of the designer by a part of their name; groups without any are closed away.
  document.querySelectorAll("[data-portal-find]").forEach(function (input) {
    input.addEventListener("input", function () {
      const text = input.value.trim().toLowerCase();
      document.querySelectorAll(input.dataset.portalFind).forEach(function (one) {
        one.hidden = !one.textContent.toLowerCase().includes(text);
      });
      document.querySelectorAll("[data-portal-fact-group]").forEach(function (group) {
        group.hidden = !group.querySelector("[data-portal-fact]:not([hidden])");
      });
    });
  });
  // Copies a text to where it will be pasted; without the clipboard it is selected, to be copied by hand.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-portal-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.portalCopy);
    text.select();
    if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(function () { button.textContent = button.dataset.portalCopied; });
  });
  // A partial that could not be fetched says so in words.
  document.body.addEventListener("htmx:responseError", function () {
    const place = document.getElementById("portal-messages");
    if (place) place.textContent = place.dataset.portalError;
  });
})();
