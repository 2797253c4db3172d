// Draws the map of a page. Its tables say the same: figures are read from them, courtyards come with them as JSON.
(function () {
  "use strict";
  const place = document.querySelector("[data-portal-map]");
  if (!place || !window.L) return;
  const isPoints = place.dataset.portalMap === "points";
  const ink = { missing: "#b3261e", covered: "#1b6e3c", outside: "#5f6b7a" };
  const order = ["outside", "covered", "missing"];
  const print = { width: "600px", height: "440px" };
  const map = L.map(place, {
    preferCanvas: true, zoomControl: false, zoomSnap: 0.25, zoomDelta: 0.5, minZoom: 8, maxZoom: 19, wheelPxPerZoomLevel: 120,
    zoomAnimation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches
  });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: place.dataset.zoomIn, zoomOutTitle: place.dataset.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);

  // A triangle, a disc or a hollow square: states are told apart without their colours.
  L.Canvas.include({
    _drawState: function (layer) {
      if (!this._drawing || layer._empty()) return;
      const at = layer._point, r = layer._radius, pen = this._ctx;
      pen.beginPath();
      if (layer.options.state === "missing") {
        pen.moveTo(at.x, at.y - r * 1.3); pen.lineTo(at.x + r * 1.2, at.y + r); pen.lineTo(at.x - r * 1.2, at.y + r);
        pen.closePath();
      } else if (layer.options.state === "covered") {
        pen.arc(at.x, at.y, r, 0, Math.PI * 2);
      } else {
        pen.rect(at.x - r, at.y - r, r * 2, r * 2);
      }
      this._fillStroke(pen, layer);
    }
  });
  const Mark = L.CircleMarker.extend({ _updatePath: function () { this._renderer._drawState(this); } });

  let back = null;
  const everything = L.latLngBounds([]);
  const ground = L.featureGroup().addTo(map);

  function line(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }
  function link(href, text) {
    const made = line("a", text);
    made.href = href;
    return made;
  }
  function told(spot, marks) {
    const box = document.createElement("div"), links = line("div", "");
    links.className = "map-links";
    links.append(link(marks.record.replace("0-0", spot.code), spot.name));
    if (spot.close) links.append(link(spot.close, marks.close));
    box.append(line("div", spot.told), line("div", spot.where), links);
    return box;
  }
  function toldOfArea(row) {
    const box = document.createElement("div"), records = row.querySelector("[data-portal-records]");
    box.append(line("strong", row.dataset.label), line("div", row.cells[2].textContent));
    const links = line("div", "");
    links.className = "map-links";
    [records, row.querySelector("[data-portal-into]")].filter(Boolean).forEach(function (found) {
      links.append(link(found.href, found.title));
    });
    box.append(links);
    return box;
  }
  // Opens a mark as if it were clicked, with the keyboard in its popup; Escape leads back to the row.
  function visit(layer, at, button) {
    back = button;
    place.scrollIntoView({ block: "nearest" });
    layer.openPopup(at);
    const first = place.querySelector(".leaflet-popup a[href]:not(.leaflet-popup-close-button)");
    if (first) first.focus();
  }
  map.on("popupopen", function (event) {
    const close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
    if (close) close.setAttribute("aria-label", place.dataset.close);
  });
  place.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    map.closePopup();
    if (back) back.focus();
    back = null;
  });

  // Names and rates; where there is no room for all, the lowest stay.
  const labels = [];
  function label(at, row) {
    const words = document.createElement("span");
    words.textContent = row.dataset.label;
    const shown = L.tooltip({ permanent: true, direction: "center", className: "map-label", interactive: false });
    labels.push({ rate: Number(row.dataset.rate), shown: shown.setLatLng(at).setContent(words).addTo(map) });
  }
  function makeRoom() {
    const kept = [];
    labels.sort(function (a, b) { return a.rate - b.rate; }).forEach(function (each) {
      const element = each.shown.getElement(), box = element.getBoundingClientRect();
      const hidden = kept.some(function (other) {
        return box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      });
      element.classList.toggle("map-label-hidden", hidden);
      if (!hidden) kept.push(box);
    });
  }
  map.on("zoomend resize", makeRoom);
  function shadeOf(row) {
    const swatch = row && document.querySelector('[data-portal-shade="' + row.dataset.shade + '"]');
    return swatch ? window.getComputedStyle(swatch).backgroundColor : "transparent";
  }
  function areas() {
    const rows = {};
    document.querySelectorAll("[data-portal-area]").forEach(function (row) { rows[row.dataset.portalArea] = row; });
    const outlines = JSON.parse(document.getElementById("map-outlines").textContent);
    outlines.forEach(function (outline) {
      const row = rows[outline.code];
      const shape = L.geoJSON({ type: "Feature", properties: {}, geometry: outline.geometry }, {
        interactive: !isPoints,
        style: { color: isPoints ? "#aab4c2" : "#3d4856", weight: 1, fillOpacity: isPoints ? 0.5 : 0.95,
                 fillColor: isPoints ? "#ffffff" : shadeOf(row), dashArray: row && row.dataset.shade === "0" ? "4 3" : null }
      }).addTo(ground);
      everything.extend(shape.getBounds());
      if (isPoints || !row) return;
      if (outlines.length < 40) label(shape.getBounds().getCenter(), row);
      else shape.bindTooltip(function () { return line("span", row.dataset.label); }, { sticky: true });
      shape.bindPopup(function () { return toldOfArea(row); });
      const button = row.querySelector("[data-portal-find-area]");
      if (button) button.addEventListener("click", function () {
        map.fitBounds(shape.getBounds(), { maxZoom: 14, animate: false });
        visit(shape, shape.getBounds().getCenter(), button);
      });
    });
  }
  function points() {
    const marks = JSON.parse(document.getElementById("map-marks").textContent), layers = {}, middles = {};
    marks.spots.sort(function (a, b) { return order.indexOf(a.state) - order.indexOf(b.state); });
    marks.spots.forEach(function (spot) {
      const isOutside = spot.state === "outside";
      layers[spot.id] = new Mark(spot.at, {
        state: spot.state, radius: spot.state === "missing" ? 6 : isOutside ? 3.5 : 4.5, weight: isOutside ? 1.5 : 1,
        color: isOutside ? ink.outside : "#ffffff", fillColor: isOutside ? "#ffffff" : ink[spot.state], fillOpacity: 1
      }).bindPopup(function () { return told(spot, marks); }).addTo(map);
      everything.extend(spot.at);
      const middle = middles[spot.area] = middles[spot.area] || [0, 0, 0];
      middle[0] += spot.at[0]; middle[1] += spot.at[1]; middle[2] += 1;
    });
    document.querySelector("[data-portal-spots]").classList.add("is-drawn");
    document.querySelectorAll("[data-portal-find-spot]").forEach(function (button) {
      button.addEventListener("click", function () {
        const layer = layers[button.dataset.portalFindSpot];
        map.setView(layer.getLatLng(), Math.max(map.getZoom(), 15), { animate: false });
        visit(layer, layer.getLatLng(), button);
      });
    });
    document.querySelectorAll("[data-portal-area]").forEach(function (row) {
      const middle = middles[row.dataset.portalArea];
      if (middle) label([middle[0] / middle[2], middle[1] / middle[2]], row);
    });
  }
  function showAll() {
    if (everything.isValid()) map.fitBounds(everything, { padding: [24, 24], maxZoom: 16, animate: false });
    else map.setView([34.75, 113.66], 9);
  }
  map.setView([34.75, 113.66], 9);
  areas();
  if (isPoints) points();
  showAll();
  makeRoom();

  const Reset = L.Control.extend({
    options: { position: "topleft" },
    onAdd: function () {
      const bar = L.DomUtil.create("div", "leaflet-bar"), button = L.DomUtil.create("button", "map-reset", bar);
      button.type = "button";
      button.textContent = "⤢";
      button.title = place.dataset.reset;
      button.setAttribute("aria-label", place.dataset.reset);
      L.DomEvent.on(button, "click", function (event) { L.DomEvent.stop(event); showAll(); });
      return bar;
    }
  });
  map.addControl(new Reset());
  // Paper is narrower than the screen: drawn anew for it, and back afterwards.
  function fit(size) {
    place.style.width = size ? size.width : "";
    place.style.height = size ? size.height : "";
    map.invalidateSize({ pan: false });
    showAll();
  }
  window.addEventListener("beforeprint", function () { map.closePopup(); fit(print); });
  window.addEventListener("afterprint", function () { fit(null); });

  const slider = document.querySelector("[data-portal-months]");
  if (slider) {
    const days = JSON.parse(document.getElementById("map-months").textContent);
    const range = slider.elements.month, day = slider.querySelector("output");
    range.addEventListener("input", function () {
      day.textContent = days[range.value];
      range.setAttribute("aria-valuetext", days[range.value]);
    });
  }
})();
