// The script of the registers' forms: suggestions, fields that only some kinds need, drafts.
(function () {
  "use strict";
  const KEPT_DAYS = 7;

  // What is typed into a field that names another record is looked up; the field takes plain text without it.
  document.querySelectorAll("[data-portal-suggestions]").forEach(function (form) {
    form.querySelectorAll("[data-portal-suggest]").forEach(function (input) {
      const list = document.createElement("datalist");
      list.id = input.id + "_list";
      input.setAttribute("list", list.id);
      input.after(list);
      let waiting;
      function look() {
        const url = form.dataset.portalSuggestions + input.dataset.portalSuggest + "/?q=" + encodeURIComponent(input.value);
        fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } })
          .then(function (answer) { return answer.ok ? answer.text() : ""; })
          .then(function (options) { list.innerHTML = options; })
          .catch(function () { list.replaceChildren(); });
      }
      input.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(look, 200); });
      input.addEventListener("focus", function () { if (!list.children.length) look(); }, { once: true });
    });
  });

  // A field that the chosen kind does not need steps back, unless something stands in it.
  document.querySelectorAll("[data-portal-shown-for]").forEach(function (place) {
    const [name, wanted] = place.dataset.portalShownFor.split(":");
    const form = place.closest("form"), kind = form.elements[name];
    if (!kind) return;
    function show() {
      const input = place.querySelector("input, select, textarea");
      place.hidden = !wanted.split(",").includes(kind.value) && !(input && input.value);
    }
    kind.addEventListener("change", show);
    show();
  });

  // A record that was saved leaves no draft behind, also where the form stays on its page.
  if (document.referrer && document.querySelector("#portal-messages .alert-success")) forget(new URL(document.referrer).pathname);

  // What was typed survives an expired login or a closed window, on this machine and for this person only.
  document.querySelectorAll("form[data-portal-draft]").forEach(function (form) {
    const key = "portal-draft:" + form.dataset.portalDraft;
    const kept = read(key);
    if (kept && !form.hasAttribute("data-portal-kept") && Date.now() - kept.at < KEPT_DAYS * 86400000 && !form.closest("main").querySelector(".alert-danger, .alert-warning")) {
      const notice = document.getElementById("portal-draft-notice").content.cloneNode(true);
      form.before(notice);
      form.previousElementSibling.querySelector("[data-portal-draft-take]").addEventListener("click", function (event) {
        fill(form, kept.values);
        event.target.closest(".alert").remove();
      });
      form.previousElementSibling.querySelector("[data-portal-draft-drop]").addEventListener("click", function (event) {
        localStorage.removeItem(key);
        event.target.closest(".alert").remove();
      });
    }
    form.addEventListener("input", function () {
      const values = {};
      new FormData(form).forEach(function (value, name) {
        if (name !== "csrfmiddlewaretoken" && name !== "version") (values[name] = values[name] || []).push(value);
      });
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: values }));
    });
  });
  // Neither does anybody who signs out.
  document.querySelectorAll("form[data-portal-sign-out]").forEach(function (form) {
    form.addEventListener("submit", function () { forget(""); });
  });

  function read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  }
  function forget(path) {
    Object.keys(localStorage).forEach(function (key) {
      if (key.startsWith("portal-draft:") && key.endsWith(path)) localStorage.removeItem(key);
    });
  }
  function fill(form, values) {
    Array.from(form.elements).forEach(function (field) {
      if (!field.name || field.type === "hidden" || !(field.name in values) && field.type !== "checkbox") return;
      if (field.type === "checkbox" || field.type === "radio") field.checked = (values[field.name] || []).includes(field.value);
      else field.value = values[field.name][0];
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
})();
