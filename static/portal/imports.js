// A file may be dropped on its field; without the script it is chosen there.
(function () {
  "use strict";
  document.querySelectorAll("[data-portal-dropzone]").forEach(function (zone) {
    const input = zone.querySelector("input[type=file]");
    function mark(on) { zone.classList.toggle("portal-dropzone-over", on); }
    zone.addEventListener("dragover", function (event) { event.preventDefault(); mark(true); });
    zone.addEventListener("dragleave", function () { mark(false); });
    zone.addEventListener("drop", function (event) {
      event.preventDefault();
      mark(false);
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  });
})();
