// Draws the charts of a page. Data stand in a JSON script beside the chart; a table twin says the same in words.
(function () {
  "use strict";
  const palette = ["#1f4e79", "#a8201a", "#1b6e3c", "#8a4b00", "#5b2a86", "#0f6b6b", "#6b6b0f"];
  const symbols = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow"];
  const dashes = ["solid", "dashed", "dotted"];
  // The small build has no marks either: they are a line of single points at the top.
  function mark(data) {
    const at = data.marks.map(function (one) { return one.at; });
    data.series.push({
      name: data.marksName, isMark: true,
      values: data.labels.map(function (label) { return at.includes(label) ? data.max : null; })
    });
  }
  function draw(place) {
    const data = JSON.parse(document.getElementById(place.dataset.portalChart).textContent);
    if (data.marks && data.marks.length) mark(data);
    const chart = echarts.init(place, null, { renderer: "canvas" });
    chart.setOption({
      color: palette,
      animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      aria: { enabled: true, label: { description: data.description } },
      tooltip: { trigger: "axis" },
      grid: { left: 64, right: 20, top: 24, bottom: 32 },
      xAxis: { type: "category", data: data.labels },
      yAxis: { type: "value", max: data.max || null, axisLabel: { formatter: "{value}" + (data.unit || "") } },
      series: data.series.map(function (line, index) {
        return {
          name: line.name, color: line.color, type: data.type, data: line.values, stack: data.stack ? "all" : undefined,
          symbol: line.isMark ? "diamond" : symbols[index % symbols.length], symbolSize: line.isMark ? 12 : 7,
          lineStyle: { opacity: line.isMark ? 0 : 1, type: dashes[index % dashes.length] }, barMaxWidth: 34, label: { show: data.type === "bar" && !data.stack && line.values.length < 13, position: "top" }
        };
      })
    });
    legend(place, data);
    window.addEventListener("resize", function () { chart.resize(); });
    chart.on("click", function (point) {
      const target = data.links && data.links[point.dataIndex];
      if (target) window.location.assign(target);
    });
  }
  // The small build of the library has no legend; this one is text, so that it can be read aloud and copied.
  function legend(place, data) {
    if (data.series.length < 2) return;
    const shapes = {
      circle: '<circle cx="12" cy="6" r="4"/>', rect: '<rect x="8" y="2" width="8" height="8"/>',
      triangle: '<path d="M12 1l5 9H7z"/>', diamond: '<path d="M12 1l5 5-5 5-5-5z"/>',
      roundRect: '<rect x="8" y="2" width="8" height="8" rx="2"/>'
    };
    const list = document.createElement("ul");
    list.className = "chart-legend";
    data.series.forEach(function (line, index) {
      const item = document.createElement("li");
      const shape = data.type === "bar" ? shapes.rect : line.isMark ? shapes.diamond : shapes[symbols[index % 5]];
      const mark = data.type === "bar" || line.isMark ? "" : '<path d="M0 6h24" stroke-width="2"/>';
      const color = line.color || palette[index % palette.length];
      item.innerHTML = '<svg viewBox="0 0 24 12" aria-hidden="true" fill="' + color + '" stroke="' + color + '">' + mark + shape + "</svg>";
      item.append(line.name);
      list.append(item);
    });
    place.before(list);
  }
  function all(root) { root.querySelectorAll("[data-portal-chart]").forEach(draw); }
  all(document);
  document.body.addEventListener("htmx:afterSettle", function (event) { all(event.target); });
})();
