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
  // A partial that could not be fetched says so in words.
  document.body.addEventListener("htmx:responseError", function () {
    const place = document.getElementById("portal-messages");
    if (place) place.textContent = place.dataset.portalError;
  });
})();
