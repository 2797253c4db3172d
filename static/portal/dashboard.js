// The dashboard's slider over months, and the wall's way back. Without it the form beside the slider does the same.
(function () {
  "use strict";
  document.querySelectorAll("form[data-portal-months]").forEach(function (form) {
    const range = form.querySelector("input[type=range]");
    const days = form.elements.on;
    const play = form.querySelector("[data-portal-play]");
    let turn = null;
    function say() { range.setAttribute("aria-valuetext", days.options[days.selectedIndex].text); }
    function show(place) { days.selectedIndex = place; say(); }
    function stop() {
      window.clearInterval(turn);
      turn = null;
      play.setAttribute("aria-pressed", "false");
    }
    range.hidden = play.hidden = false;
    range.value = days.selectedIndex;
    say();
    range.addEventListener("input", function () { stop(); show(Number(range.value)); });
    range.addEventListener("change", function () { form.requestSubmit(); });
    days.addEventListener("change", function () { range.value = days.selectedIndex; say(); form.requestSubmit(); });
    play.addEventListener("click", function () {
      if (turn) return stop();
      if (Number(range.value) === Number(range.max)) range.value = 0;
      play.setAttribute("aria-pressed", "true");
      turn = window.setInterval(function () {
        if (Number(range.value) === Number(range.max)) return stop();
        range.value = Number(range.value) + 1;
        show(Number(range.value));
        form.requestSubmit();
      }, 1500);
    });
  });
  const back = document.querySelector("[data-portal-back]");
  if (!back) return;
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") window.location.assign(document.querySelector("[data-portal-back]").href);
  });
  // A session that ended answers with the sign-in page: that is shown, not an empty wall.
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (!event.detail.serverResponse.includes('id="wall"')) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });
})();
