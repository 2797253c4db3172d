// A score sheet: plus and minus, what it comes to (asked of the server), and a draft on this device until it is saved.
(function () {
  "use strict";
  const form = document.querySelector("form[data-portal-sheet]");
  if (!form) return;
  const KEPT_DAYS = 7, key = "portal-draft:sheet:" + form.dataset.portalSheet + ":" + location.pathname;
  const words = document.getElementById("sheet-words").content.firstElementChild.dataset;
  const notice = document.querySelector("[data-portal-sheet-notice]");
  const version = form.elements.version.value;
  const fields = Array.from(form.elements).filter(function (one) { return one.name && one.type !== "hidden" && one.type !== "file" && one.type !== "checkbox" && one.type !== "submit"; });
  const before = new Map(fields.map(function (one) { return [one.name, "portalSaved" in one.dataset ? one.dataset.portalSaved : one.defaultValue]; }));
  let waiting, leaving = false;

  form.addEventListener("click", function (event) {
    const button = event.target.closest("[data-portal-step]");
    if (!button) return;
    const input = button.parentElement.querySelector("[data-portal-found]");
    const now = /^\d+$/.test(input.value.trim()) ? Number(input.value) : 0;
    input.value = Math.max(0, now + Number(button.dataset.portalStep));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("input", function (event) {
    if (event.target.type === "file" || event.target.type === "checkbox") return;
    keep();
    mark();
    if (!event.target.matches("[data-portal-found]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 350);
  });
  function ask() { if (navigator.onLine && !leaving) form.dispatchEvent(new Event("standing")); }
  function changed() { return fields.filter(function (one) { return one.value !== before.get(one.name); }); }
  function mark() {
    fields.forEach(function (one) { one.classList.toggle("is-unsaved", one.value !== before.get(one.name)); });
  }

  // The draft says of each field what stood there when it was typed over, so that a newer saved value is never lost from sight.
  function keep() {
    const cells = {};
    changed().forEach(function (one) { cells[one.name] = { text: one.value, base: before.get(one.name) }; });
    if (Object.keys(cells).length) localStorage.setItem(key, JSON.stringify({ at: Date.now(), version: version, cells: cells }));
    else localStorage.removeItem(key);
  }
  function kept() {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  }
  const saved = new URLSearchParams(location.search).get("saved");
  if (saved !== null) {
    if (saved === version) localStorage.removeItem(key);
    history.replaceState(null, "", location.pathname);
  }
  const draft = kept(), refused = document.querySelector("main .sheet-fault, main .alert-warning, main .alert-danger");
  if (draft && Date.now() - draft.at > KEPT_DAYS * 86400000) localStorage.removeItem(key);
  else if (draft && form.querySelector("[data-portal-found]") && !refused) offer(draft);
  mark();

  function offer(draft) {
    const box = document.createElement("div");
    box.className = "alert alert-info";
    box.append(words.kept.replace("%s", new Date(draft.at).toLocaleString(document.documentElement.lang)) + " ");
    if (draft.version !== version) box.append(words.moved + " ");
    button(box, words.take, "btn-primary", function () { take(draft); });
    button(box, words.drop, "", function () { localStorage.removeItem(key); });
    notice.replaceChildren(box);
    function button(into, text, look, act) {
      const made = into.appendChild(document.createElement("button"));
      made.type = "button";
      made.className = "btn btn-sm ms-1 " + look;
      made.textContent = text;
      made.addEventListener("click", function () { box.remove(); act(); });
    }
  }
  function take(draft) {
    Object.entries(draft.cells).forEach(function (entry) {
      const field = form.elements[entry[0]], told = entry[1];
      if (!field) return;
      const now = before.get(field.name), drop = field.closest("details");
      field.value = told.text;
      if (drop) drop.open = true;
      if (now === told.base || now === told.text) return;
      const theirs = document.createElement("div");
      theirs.className = "sheet-theirs";
      theirs.textContent = words.theirs + "：" + (now || "—");
      field.closest(".sheet-item").querySelector(".sheet-text").append(theirs);
    });
    keep();
    mark();
    ask();
  }

  function tell(text) {
    const box = document.createElement("div");
    box.className = "alert alert-warning";
    box.textContent = text;
    notice.replaceChildren(box);
  }
  window.addEventListener("offline", function () { tell(words.offline); });
  window.addEventListener("online", function () { notice.replaceChildren(); ask(); });
  form.addEventListener("submit", function (event) {
    keep();
    if (navigator.onLine) { leaving = true; return; }
    event.preventDefault();
    tell(words.failed);
    notice.scrollIntoView({ block: "center" });
  });
  window.addEventListener("beforeunload", function (event) {
    if (!leaving && Array.from(form.querySelectorAll("input[type=file]")).some(function (one) { return one.files.length; })) event.preventDefault();
  });
})();
