// The script of the grids: one input that moves from cell to cell, the keys of a spreadsheet, and what becomes of a row.
(function () {
  "use strict";
  const place = document.querySelector("[data-portal-grid]");
  if (!place) return;
  const told = JSON.parse(document.getElementById("portal-grid-data").textContent);
  const words = told.words, columns = told.columns, width = columns.length;
  const find = function (name) { return place.querySelector("[data-portal-grid-" + name + "]"); };
  const table = find("table"), body = table.tBodies[0], scroll = find("scroll"), note = find("note"), report = find("report");
  const status = find("status"), reason = find("reason"), bar = find("bar"), summary = find("trouble");
  const TROUBLES = ["conflict", "refused", "doubted"], PAGE_ROWS = 12, KEPT_DAYS = 7, RETRY = 10000;
  const key = "portal-draft:grid:" + told.person + ":" + location.pathname;

  function say(name) {
    return Array.from(arguments).slice(1).reduce(function (text, part) { return text.replace("%s", part); }, words[name]);
  }
  function element(name, look, text) {
    const made = document.createElement(name);
    if (look) made.className = look;
    if (text !== undefined) made.textContent = text;
    return made;
  }
  function announce(text) { status.textContent = text; }

  // --- Rows and cells ---------------------------------------------------------------------------------------------
  const rows = [];
  let counted = 0;

  function cellOf(td, column, text, locked) {
    const node = td.firstChild || td.appendChild(document.createTextNode(text));
    return { td: td, node: node, column: column, text: text, saved: text, state: "", message: "", locked: locked, theirs: null };
  }
  function rowOf(tr) {
    const whole = tr.dataset.locked || "";
    const row = { key: "r" + (counted += 1), tr: tr, id: Number(tr.dataset.id), version: Number(tr.dataset.version), url: tr.dataset.url };
    row.cells = Array.from(tr.querySelectorAll("td"), function (td, at) {
      const column = columns[at];
      return cellOf(td, column, td.textContent, whole || column.locked || column.later);
    });
    return dressed(row);
  }
  function blank() {
    const tr = body.appendChild(element("tr", "portal-grid-new")), head = tr.appendChild(element("th", "portal-grid-head"));
    head.scope = "row";
    head.append(element("span", "portal-grid-number", words.new), " ", element("span", "portal-grid-word"));
    const row = { key: "n" + (counted += 1), tr: tr, id: null, version: 0, url: "" };
    row.cells = columns.map(function (column) {
      const cell = cellOf(tr.appendChild(element("td", column.look === "number" ? "number" : "")), column,
        told.beginnings[column.name] || "", column.locked);
      if (column.locked) cell.td.dataset.locked = "";
      return cell;
    });
    rows.push(dressed(row));
    return row;
  }
  function dressed(row) {
    row.word = row.tr.querySelector(".portal-grid-word");
    row.blocked = row.confirmed = false;
    row.sent = null;
    const link = row.tr.querySelector("th a");
    if (link) link.tabIndex = -1;
    return row;
  }
  function isDirty(cell) { return cell.text !== cell.saved; }
  function dirty(row) { return row.cells.filter(isDirty); }
  function missing(row) {
    if (row.id !== null) return [];
    return row.cells.filter(function (cell) { return cell.column.required && !cell.text; });
  }
  function ensureBlank() {
    const last = rows[rows.length - 1];
    if (told.enters && (!last || last.id !== null || dirty(last).length)) blank();
  }
  function label(row) { return row.id === null ? words.new : say("row", row.tr.querySelector(".portal-grid-number").textContent.trim()); }

  function paint(cell) {
    if (cell.node.data !== cell.text) cell.node.data = cell.text;
    if (cell.state) cell.td.dataset.state = cell.state;
    else delete cell.td.dataset.state;
    const title = cell.message || (cell.locked ? cell.locked : "");
    if (title) cell.td.title = title;
    else cell.td.removeAttribute("title");
    const invalid = TROUBLES.includes(cell.state);
    if (invalid) cell.td.setAttribute("aria-invalid", "true");
    else cell.td.removeAttribute("aria-invalid");
  }
  function paintRow(row) {
    row.cells.forEach(paint);
    const states = row.cells.map(function (cell) { return cell.state; });
    const left = dirty(row).length ? missing(row) : [];
    let state = [...TROUBLES, "saving"].find(function (one) { return states.includes(one); }) || "";
    if (!state && left.length) state = "incomplete";
    if (!state) state = ["pending", "changed", "saved"].find(function (one) { return states.includes(one); }) || "";
    row.word.textContent = state ? words[state] : "";
    row.word.dataset.state = state;
    row.word.title = left.length ? say("missing", left.map(function (cell) { return cell.column.label; }).join("、")) : row.message || "";
    paintTroubles();
  }
  function troubles() {
    return rows.flatMap(function (row, r) {
      return row.cells.flatMap(function (cell, c) { return TROUBLES.includes(cell.state) ? [{ r: r, c: c }] : []; });
    });
  }
  function paintTroubles() {
    const count = troubles().length;
    summary.hidden = !count;
    summary.textContent = say("troubles", count) + " (F8)";
  }

  // --- The one input, and where it stands -------------------------------------------------------------------------
  const input = element("input", "portal-grid-input");
  input.autocomplete = "off";
  input.spellcheck = false;
  input.type = "text";
  input.setAttribute("aria-describedby", "portal-grid-note");
  let active = { r: 0, c: 0 }, anchor = { r: 0, c: 0 }, mode = "move", moving = false, leaving = false, selected = [];
  const suggestions = document.body.appendChild(element("datalist"));
  suggestions.id = "portal-grid-suggestions";
  columns.forEach(function (column, c) {
    if (!column.options.length) return;
    const list = document.body.appendChild(element("datalist"));
    list.id = "portal-grid-options-" + c;
    column.options.forEach(function (text) { list.append(new Option(text, text)); });
  });

  function at() { return rows[active.r].cells[active.c]; }
  function isLocked(cell) { return !told.save || Boolean(cell.locked); }
  function block() {
    return { top: Math.min(anchor.r, active.r), bottom: Math.max(anchor.r, active.r),
      left: Math.min(anchor.c, active.c), right: Math.max(anchor.c, active.c) };
  }
  function eachOf(area, act) {
    for (let r = area.top; r <= area.bottom; r += 1) for (let c = area.left; c <= area.right; c += 1) act(rows[r].cells[c], r, c);
  }
  function go(r, c, extend, still) {
    commit();
    const from = active.r;
    active = { r: Math.max(0, Math.min(rows.length - 1, r)), c: Math.max(0, Math.min(width - 1, c)) };
    if (!extend) anchor = { r: active.r, c: active.c };
    stand(true, still);
    if (from !== active.r) schedule();
  }
  function stand(focused, still) {
    const cell = at();
    moving = true;
    cell.td.append(input);
    input.value = "";
    input.readOnly = isLocked(cell);
    if (focused) input.focus({ preventScroll: true });
    moving = false;
    if (focused && !still) reveal();
    leaving = false;
    paintSelection();
    describe();
  }
  function reveal() { at().td.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  function paintSelection() {
    selected.forEach(function (td) { td.classList.remove("is-selected"); td.removeAttribute("aria-selected"); });
    selected = [];
    const area = block();
    if (area.top === area.bottom && area.left === area.right) return;
    eachOf(area, function (cell) {
      cell.td.classList.add("is-selected");
      cell.td.setAttribute("aria-selected", "true");
      selected.push(cell.td);
    });
  }
  function stateOf(cell) {
    const said = [];
    if (cell.state) said.push(words[cell.state]);
    else if (isLocked(cell)) said.push(words.locked);
    if (cell.message) said.push(cell.message);
    else if (cell.locked) said.push(cell.locked);
    return said.join("：");
  }
  function describe() {
    const row = rows[active.r], cell = at(), where = label(row) + " · " + cell.column.label, state = stateOf(cell);
    input.setAttribute("aria-label", where + "：" + (cell.text || words.empty) + (state ? "，" + state : ""));
    if (TROUBLES.includes(cell.state)) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const open = bar.querySelector("a");
    bar.querySelector("strong").textContent = where;
    bar.querySelector("[data-text]").textContent = cell.text;
    bar.querySelector("[data-state]").textContent = state;
    open.hidden = !row.url;
    if (row.url) open.href = row.url;
    showNote(cell);
  }
  function showNote(cell) {
    const choices = { conflict: ["takeMine", "takeTheirs"], doubted: ["confirm", "mend"] }[cell.state] || [];
    note.replaceChildren();
    note.hidden = !(cell.message || choices.length);
    if (note.hidden) return;
    note.append(element("strong", "", words[cell.state] || ""), element("p", "m-0", cell.message));
    if (choices.length) note.append(element("p", "m-0 small", words.choose));
    choices.forEach(function (name) {
      const button = element("button", "btn btn-sm me-2 mt-1" + (name === "mend" || name === "takeTheirs" ? "" : " btn-primary"), words[name]);
      button.type = "button";
      button.dataset.choice = name;
      note.append(button);
    });
    placeNote(cell);
  }
  function placeNote(cell) {
    const box = cell.td.getBoundingClientRect(), around = scroll.getBoundingClientRect(), below = around.bottom - box.bottom;
    const left = Math.min(box.left - around.left, Math.max(0, scroll.clientWidth - note.offsetWidth - 8));
    note.style.left = Math.max(0, left) + scroll.scrollLeft + "px";
    const offset = below > note.offsetHeight || box.top - around.top < note.offsetHeight ? box.bottom : box.top - note.offsetHeight;
    note.style.top = offset - around.top + scroll.scrollTop + "px";
  }

  // --- Typing -----------------------------------------------------------------------------------------------------
  function announceLock(cell) { announce(words.locked + (cell.locked ? "：" + cell.locked : "")); }
  function begin(how) {
    const cell = at();
    if (isLocked(cell)) { announceLock(cell); return; }
    mode = how;
    cell.td.classList.add("is-editing");
    const column = cell.column, listed = column.options.length ? "portal-grid-options-" + active.c : column.suggest ? suggestions.id : "";
    if (listed) input.setAttribute("list", listed);
    if (how !== "edit") return;
    // A list shows all its words only over an empty field; leaving it empty keeps what stands there.
    if (column.options.length) input.placeholder = cell.text;
    else input.value = cell.text;
    if (listed) { try { input.showPicker(); } catch (error) { /* Opened by typing or Alt+Down instead. */ } }
  }
  function finish() {
    mode = "move";
    at().td.classList.remove("is-editing");
    input.value = input.placeholder = "";
    input.removeAttribute("list");
    suggestions.replaceChildren();
  }
  function commit() {
    if (mode === "move") return;
    const cell = at(), row = rows[active.r], typed = input.value.trim();
    const untouched = mode === "edit" && cell.column.options.length && !typed;
    finish();
    if (!untouched) write([{ row: row, cell: cell, after: typed }]);
  }
  let looking;
  function look() {
    const column = at().column, asked = input.value;
    if (!column.suggest || !told.suggest) return;
    fetch(told.suggest + column.suggest + "/?q=" + encodeURIComponent(asked), { headers: { "X-Requested-With": "XMLHttpRequest" } })
      .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : ""; })
      .then(function (options) { if (input.value === asked) suggestions.innerHTML = options; })
      .catch(function () { suggestions.replaceChildren(); });
  }
  input.addEventListener("input", function () {
    if (mode === "move") begin("type");
    if (mode === "move") input.value = "";
    clearTimeout(looking);
    looking = setTimeout(look, 200);
  });
  input.addEventListener("compositionstart", function () { if (mode === "move") begin("type"); });
  input.addEventListener("blur", function () {
    if (moving) return;
    commit();
    schedule();
  });
  input.addEventListener("focus", function () { if (!moving) describe(); });

  // --- Writing, taking back, doing again --------------------------------------------------------------------------
  const done = [], undone = [];
  function write(edits, silent) {
    const real = edits.filter(function (edit) { return edit.cell.text !== edit.after; });
    if (!real.length) { describe(); return; }
    real.forEach(function (edit) {
      edit.before = edit.cell.text;
      edit.wasNew = edit.row.id === null;
      put(edit.row, edit.cell, edit.after);
    });
    if (!silent) { done.push(real); undone.length = 0; }
    settle(new Set(real.map(function (edit) { return edit.row; })));
  }
  function put(row, cell, text) {
    cell.text = text;
    cell.state = isDirty(cell) ? "pending" : "";
    cell.message = "";
    cell.theirs = null;
    row.blocked = row.confirmed = false;
    row.message = "";
  }
  function settle(touched) {
    ensureBlank();
    touched.forEach(paintRow);
    describe();
    keep();
    schedule();
  }
  function turn(from, to, pick, said) {
    const edits = from.pop();
    if (!edits) { announce(words.nothing); return; }
    const usable = edits.filter(function (edit) { return !(edit.wasNew && edit.row.id !== null); });
    to.push(edits);
    if (!usable.length) { announce(words.entered); return; }
    usable.forEach(function (edit) { put(edit.row, edit.cell, pick(edit)); });
    announce(usable.length < edits.length ? words.entered : said);
    settle(new Set(usable.map(function (edit) { return edit.row; })));
    active = anchor = whereIs(usable[0]);
    stand(true);
  }
  function whereIs(edit) { return { r: rows.indexOf(edit.row), c: edit.row.cells.indexOf(edit.cell) }; }
  function undo() { turn(done, undone, function (edit) { return edit.before; }, words.undone); }
  function redo() { turn(undone, done, function (edit) { return edit.after; }, words.redone); }

  function empty() {
    const edits = [];
    eachOf(block(), function (cell, r) { if (!isLocked(cell)) edits.push({ row: rows[r], cell: cell, after: "" }); });
    write(edits);
  }
  function fillDown() {
    const area = block(), source = area.top === area.bottom ? area.top - 1 : area.top, edits = [], left = [];
    if (source < 0) return;
    eachOf({ top: source + 1, bottom: area.bottom, left: area.left, right: area.right }, function (cell, r, c) {
      const text = rows[source].cells[c].text;
      if (isLocked(cell)) { if (text !== cell.text) left.push(text); } else edits.push({ row: rows[r], cell: cell, after: text });
    });
    write(edits);
    announce(say("filled", edits.length));
    tellLeft({ overLocked: left });
  }
  function choose(name) {
    const row = rows[active.r], cell = at();
    if (name === "mend") { stand(true); begin("edit"); return; }
    if (name === "confirm") {
      row.confirmed = true;
      row.cells.forEach(function (one) { if (one.state === "doubted") { one.state = isDirty(one) ? "pending" : ""; one.message = ""; } });
    }
    if (name === "takeTheirs") { cell.text = cell.theirs; }
    if (name !== "confirm") { cell.state = isDirty(cell) ? "pending" : ""; cell.message = ""; cell.theirs = null; }
    row.blocked = row.cells.some(function (one) { return one.state === "conflict"; });
    settle(new Set([row]));
    stand(true);
  }
  note.addEventListener("click", function (event) { if (event.target.dataset.choice) choose(event.target.dataset.choice); });
  note.addEventListener("keydown", function (event) {
    const buttons = Array.from(note.querySelectorAll("button")), now = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") stand(true);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") buttons[(now + 1) % buttons.length].focus();
    else return;
    event.preventDefault();
  });

  // --- The clipboard ----------------------------------------------------------------------------------------------
  function asText() {
    const area = block(), lines = [];
    for (let r = area.top; r <= area.bottom; r += 1) {
      lines.push(rows[r].cells.slice(area.left, area.right + 1).map(function (cell) { return cell.text.replace(/[\t\r\n]+/g, " "); }).join("\t"));
    }
    return lines.join("\r\n");
  }
  // As Excel copies: tabs and lines; what holds one of them, or a quote, is quoted.
  function parsed(text) {
    const found = [[]];
    let cell = "", quoted = false, fresh = true;
    function close() { found[found.length - 1].push(cell.replace(/\s*\n\s*/g, " ").trim()); cell = ""; fresh = true; }
    for (let i = 0; i < text.length; i += 1) {
      const sign = text[i];
      if (quoted) {
        if (sign !== '"') cell += sign;
        else if (text[i + 1] === '"') { cell += sign; i += 1; } else quoted = false;
      } else if (sign === '"' && fresh) { quoted = true; fresh = false; }
      else if (sign === "\t") close();
      else if (sign === "\n") { close(); found.push([]); }
      else if (sign !== "\r") { cell += sign; fresh = false; }
    }
    close();
    if (found.length > 1 && found[found.length - 1].join("") === "") found.pop();
    return found;
  }
  function paste(text) {
    const lines = parsed(text), area = block(), edits = [], left = { overRight: [], overBottom: [], overLocked: [] };
    const one = lines.length === 1 && lines[0].length === 1;
    const target = function (r, c, given) {
      if (c >= width) { if (given) left.overRight.push(given); return; }
      while (r >= rows.length && told.enters && rows.filter(function (row) { return row.id === null; }).length < told.most) blank();
      if (r >= rows.length) { if (given) left.overBottom.push(given); return; }
      const row = rows[r], cell = row.cells[c];
      if (isLocked(cell)) { if (given !== cell.text) left.overLocked.push(given || words.empty); } else edits.push({ row: row, cell: cell, after: given });
    };
    if (one) eachOf(area, function (cell, r, c) { target(r, c, lines[0][0]); });
    else lines.forEach(function (line, i) { line.forEach(function (given, j) { target(area.top + i, area.left + j, given); }); });
    write(edits);
    announce(say("pasted", edits.length));
    tellLeft(left);
    if (!one) {
      anchor = { r: area.top, c: area.left };
      active = { r: Math.min(rows.length, area.top + lines.length) - 1,
        c: Math.min(width, area.left + Math.max(...lines.map(function (line) { return line.length; }))) - 1 };
      stand(true);
    }
  }
  function tellLeft(left) {
    const lines = Object.keys(left).filter(function (name) { return left[name].length; });
    report.replaceChildren();
    report.hidden = !lines.length;
    if (!lines.length) return;
    report.append(element("strong", "", words.leftOver));
    const list = report.appendChild(element("ul", "m-0"));
    lines.forEach(function (name) {
      list.append(element("li", "", say(name, left[name].length) + "（" + left[name].slice(0, 20).join("、") + (left[name].length > 20 ? "…" : "") + "）"));
    });
  }
  input.addEventListener("copy", function (event) {
    if (mode !== "move") return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", asText());
  });
  input.addEventListener("cut", function (event) {
    if (mode !== "move") return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", asText());
    empty();
  });
  input.addEventListener("paste", function (event) {
    if (mode !== "move") return;
    event.preventDefault();
    if (told.save) paste(event.clipboardData.getData("text/plain"));
  });

  // --- Keys and pointer -------------------------------------------------------------------------------------------
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-PAGE_ROWS, 0], PageDown: [PAGE_ROWS, 0] };
  const CONTROLLED = { d: fillDown, y: redo, a: function () { anchor = { r: 0, c: 0 }; active = { r: rows.length - 1, c: width - 1 }; stand(true); } };
  function inMove(event) {
    const control = event.ctrlKey || event.metaKey, letter = event.key.toLowerCase();
    if (control && letter === "z") (event.shiftKey ? redo : undo)();
    else if (control && CONTROLLED[letter]) CONTROLLED[letter]();
    else if (STEPS[event.key] && !event.altKey) go(active.r + STEPS[event.key][0], active.c + STEPS[event.key][1], event.shiftKey);
    else if (event.key === "Home") go(control ? 0 : active.r, 0, event.shiftKey);
    else if (event.key === "End") go(control ? rows.length - 1 : active.r, width - 1, event.shiftKey);
    else if (event.key === "Enter" && note.querySelector("button")) note.querySelector("button").focus();
    else if (event.key === "Enter" || event.key === "F2") begin("edit");
    else if (event.key === "Delete") empty();
    else if (event.key === "Backspace") begin("type");
    else if (event.key === "F8") nextTrouble();
    else if (event.key === "Escape") { leaving = true; return; }
    else {
      if (input.readOnly && !control && event.key.length === 1) announceLock(at());
      return;
    }
    event.preventDefault();
  }
  function inTyping(event) {
    const listed = input.hasAttribute("list");
    if (event.key === "Escape") { finish(); describe(); }
    else if (event.key === "Enter") { const r = active.r; commit(); go(r + (event.shiftKey ? -1 : 1), active.c); }
    else if (mode === "type" && !listed && (event.key === "ArrowUp" || event.key === "ArrowDown")) go(active.r + STEPS[event.key][0], active.c);
    else if (mode === "type" && !listed && event.key === "ArrowRight" && input.selectionStart === input.value.length) go(active.r, active.c + 1);
    else return;
    event.preventDefault();
  }
  input.addEventListener("keydown", function (event) {
    if (event.isComposing || event.key === "Process") return;
    if (event.key === "Tab") { tab(event); return; }
    if (mode === "move") inMove(event);
    else inTyping(event);
  });
  function tab(event) {
    commit();
    const next = active.r * width + active.c + (event.shiftKey ? -1 : 1);
    if (leaving || next < 0 || next >= rows.length * width) return;
    event.preventDefault();
    go(Math.floor(next / width), next % width);
  }
  function nextTrouble() {
    const all = troubles(), now = active.r * width + active.c;
    if (!all.length) { announce(words.noTrouble); return; }
    const next = all.find(function (one) { return one.r * width + one.c > now; }) || all[0];
    go(next.r, next.c);
    announce(stateOf(at()));
  }
  function beginRow() { go(rows.length - 1, 0); }
  let dragging = false, touched = false;
  function under(event) {
    const td = event.target.closest("td"), tr = td && td.closest("tr"), r = rows.findIndex(function (row) { return row.tr === tr; });
    return r < 0 ? null : { r: r, c: Array.from(tr.querySelectorAll("td")).indexOf(td) };
  }
  body.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; });
  body.addEventListener("mousedown", function (event) {
    const cell = under(event);
    if (!cell || event.button !== 0) return;
    if (event.target === input && !event.shiftKey) { if (touched && mode === "move" && document.activeElement === input) begin("edit"); return; }
    event.preventDefault();
    dragging = !touched;
    // What moves under a pressed button would be taken for dragging.
    go(cell.r, cell.c, event.shiftKey, true);
  });
  body.addEventListener("mouseover", function (event) {
    const cell = dragging && event.buttons === 1 ? under(event) : null;
    if (cell && mode === "move") { active = cell; stand(true, true); }
  });
  document.addEventListener("mouseup", function () {
    if (dragging) reveal();
    dragging = false;
  });
  body.addEventListener("dblclick", function (event) { if (under(event) && mode === "move") begin("edit"); });
  scroll.addEventListener("scroll", function () { if (!note.hidden) placeNote(at()); });
  place.addEventListener("click", function (event) {
    const act = { undo: undo, redo: redo, fill: fillDown, trouble: nextTrouble, again: flush, begin: beginRow }[event.target.dataset.portalGridDo];
    if (act && rows.length) act();
  });

  // --- Saving -----------------------------------------------------------------------------------------------------
  let timer, busy = false, more = false;
  function schedule() { clearTimeout(timer); timer = setTimeout(flush, 300); }
  function isReady(row) {
    if (row.blocked || row.sent || !dirty(row).length) return false;
    return row.id !== null || (!missing(row).length && (row !== rows[active.r] || document.activeElement !== input));
  }
  function flush() {
    clearTimeout(timer);
    if (!told.save || busy) { more = busy; return; }
    const ready = rows.filter(isReady).slice(0, told.most);
    if (!ready.length) return;
    const why = reason.value.trim();
    reason.setAttribute("aria-invalid", String(!why));
    find("reason-note").hidden = Boolean(why);
    if (!why) { announce(words.reason); return; }
    send(ready, why);
  }
  function send(ready, why) {
    busy = true;
    ready.forEach(function (row) {
      row.sent = row.cells.map(function (cell) { return cell.text; });
      row.asked = row.cells.filter(function (cell) { return row.id === null ? cell.text : isDirty(cell); });
      row.asked.forEach(function (cell) { cell.state = "saving"; });
      paintRow(row);
    });
    const sent = ready.map(function (row) {
      const cells = {};
      row.asked.forEach(function (cell) { cells[cell.column.name] = cell.text; });
      return { row: row.key, id: row.id, version: row.version, cells: cells, confirm: row.confirmed };
    });
    fetch(told.save, {
      method: "POST", redirect: "manual", body: JSON.stringify({ change_reason: why, rows: sent }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": (/(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) || [])[1] || "" },
    }).then(function (answer) {
      if (answer.type === "opaqueredirect") return fail(ready, "signedOut");
      return answer.json().then(function (given) {
        if (answer.ok) return apply(ready, given.rows);
        return fail(ready, "failed", given.detail);
      }, function () { return fail(ready, "failed", String(answer.status)); });
    }, function () { fail(ready, "offline"); }).finally(function () {
      busy = false;
      if (more) { more = false; schedule(); }
    });
  }
  function fail(ready, name, detail) {
    ready.forEach(function (row) {
      row.asked.forEach(function (cell) { cell.state = isDirty(cell) ? "pending" : ""; });
      row.sent = null;
      paintRow(row);
    });
    keep();
    const line = element("div", "alert alert-warning m-2 py-2", say(name, detail || "") + " ");
    if (name === "signedOut") {
      const link = line.appendChild(element("a", "", words.signIn));
      link.href = told.signIn;
      link.target = "_blank";
      line.append(" ");
    }
    const again = line.appendChild(element("button", "btn btn-sm", words.again));
    again.type = "button";
    again.dataset.portalGridDo = "again";
    find("trouble-line").replaceChildren(line);
    announce(say(name, detail || ""));
    if (name === "offline") setTimeout(flush, RETRY);
  }
  window.addEventListener("online", flush);

  const READ = { saved: stands, same: stands, stale: stale };
  function apply(ready, answers) {
    find("trouble-line").replaceChildren();
    let saved = 0;
    const troubled = [];
    answers.forEach(function (answer) {
      const row = ready.find(function (one) { return one.key === answer.row; });
      if (!row) return;
      (READ[answer.status] || refused)(row, answer);
      row.sent = null;
      paintRow(row);
      if (answer.status === "saved" || answer.status === "same") saved += 1;
      else if (row.blocked) troubled.push(row);
    });
    describe();
    keep();
    const first = troubled.length && troubled[0].cells.find(function (cell) { return TROUBLES.includes(cell.state); });
    const count = troubles().length;
    announce([saved ? say("savedRows", saved) : "", count ? say("troubles", count) : "",
      first ? first.column.label + "：" + first.message : ""].filter(Boolean).join(" "));
    if (rows.some(isReady)) schedule();
  }
  function stands(row, answer) {
    const entered = row.id === null;
    row.id = answer.id;
    row.version = answer.version;
    row.confirmed = false;
    row.cells.forEach(function (cell, c) {
      const now = answer.texts[cell.column.name];
      cell.saved = now;
      if (cell.text === row.sent[c]) cell.text = now;
      if (row.asked.includes(cell)) cell.state = isDirty(cell) ? "pending" : "saved";
      else if (isDirty(cell)) cell.state = "pending";
      cell.message = "";
      if (entered) lock(cell);
    });
    if (answer.url) row.url = answer.url;
    if (entered) numbered(row);
  }
  function lock(cell) {
    cell.locked = cell.column.locked || cell.column.later;
    if (cell.locked) cell.td.dataset.locked = "";
    if (cell === at()) input.readOnly = isLocked(cell);
  }
  function numbered(row) {
    row.tr.classList.remove("portal-grid-new");
    const number = String(Number(find("table").dataset.start) + rows.indexOf(row)), link = element("a", "portal-grid-number", number);
    link.href = row.url;
    link.tabIndex = -1;
    row.tr.querySelector(".portal-grid-number").replaceWith(link);
  }
  function refused(row, answer) {
    const errors = answer.errors, state = answer.status === "doubted" ? "doubted" : "refused";
    row.blocked = true;
    row.message = errors[""] || "";
    const named = row.cells.filter(function (cell) { return errors[cell.column.name]; });
    row.asked.forEach(function (cell) { cell.state = isDirty(cell) ? "pending" : ""; cell.message = isDirty(cell) ? words.waits : ""; });
    named.forEach(function (cell) { cell.state = state; cell.message = errors[cell.column.name]; });
    if (row.message && !named.length) row.asked.forEach(function (cell) { cell.state = state; cell.message = row.message; });
  }
  // Somebody else was faster: what they did not touch goes on by itself; what both touched is for the person to choose.
  function stale(row, answer) {
    row.version = answer.version;
    row.cells.forEach(function (cell) {
      const now = answer.texts[cell.column.name], mine = isDirty(cell), moved = now !== cell.saved;
      const said = say("theirs", answer.by, now || words.empty, answer.at);
      cell.saved = now;
      if (!mine) {
        cell.text = now;
        cell.state = moved ? "changed" : "";
        cell.message = moved ? said : "";
      } else if (moved && cell.text !== now) {
        cell.theirs = now;
        cell.state = "conflict";
        cell.message = said;
      } else cell.state = isDirty(cell) ? "pending" : "";
    });
    row.blocked = row.cells.some(function (cell) { return cell.state === "conflict"; });
  }

  // --- What is not saved survives on this machine, for this person ------------------------------------------------
  let undecided = null;
  function keep() {
    const kept = { at: Date.now(), search: location.search, rows: [], fresh: [] };
    rows.forEach(function (row) {
      const changed = dirty(row);
      if (!changed.length) return;
      const cells = {};
      changed.forEach(function (cell) { cells[cell.column.name] = { text: cell.text, base: cell.saved }; });
      if (row.id === null) kept.fresh.push(cells);
      else kept.rows.push({ id: row.id, cells: cells });
    });
    if (undecided) {
      kept.search = undecided.search;
      kept.fresh = kept.fresh.concat(undecided.fresh);
      kept.rows = kept.rows.concat(undecided.rows.filter(function (one) { return !kept.rows.some(function (row) { return row.id === one.id; }); }));
    }
    if (kept.rows.length || kept.fresh.length) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  }
  function offer() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key)); } catch (error) { kept = null; }
    if (!kept || !told.save || Date.now() - kept.at > KEPT_DAYS * 86400000) return;
    undecided = kept;
    const count = kept.rows.concat(kept.fresh).reduce(function (sum, one) { return sum + Object.keys(one.cells || one).length; }, 0);
    const line = element("div", "alert alert-info m-2 py-2", say("kept", count) + " ");
    line.setAttribute("role", "status");
    if (kept.search !== location.search) {
      const link = line.appendChild(element("a", "", words.there));
      line.prepend(words.keptElsewhere + " ");
      link.href = location.pathname + kept.search;
    } else button(line, "take", "btn-primary", function () { take(kept); });
    button(line, "drop", "", function () { undecided = null; keep(); });
    find("kept").replaceChildren(line);
    function button(into, name, look, act) {
      const made = into.appendChild(element("button", "btn btn-sm ms-2 " + look, words[name]));
      made.type = "button";
      made.addEventListener("click", function () { line.remove(); act(); });
    }
  }
  function take(kept) {
    const gone = [];
    undecided = null;
    kept.rows.forEach(function (one) {
      const row = rows.find(function (known) { return known.id === one.id; });
      if (!row) { gone.push(Object.values(one.cells).map(function (cell) { return cell.text; }).join(" ")); return; }
      retype(row, one.cells);
    });
    kept.fresh.forEach(function (cells) { retype(rows[rows.length - 1], cells); ensureBlank(); });
    if (gone.length) {
      report.hidden = false;
      report.replaceChildren(element("strong", "", say("gone", gone.length)), element("p", "m-0", gone.join("；")));
    }
    settle(new Set(rows.filter(function (row) { return dirty(row).length; })));
  }
  function retype(row, cells) {
    row.cells.forEach(function (cell) {
      const given = cells[cell.column.name];
      if (!given || isLocked(cell)) return;
      const moved = row.id !== null && cell.saved !== given.base && cell.saved !== given.text;
      put(row, cell, given.text);
      if (!moved) return;
      cell.state = "conflict";
      cell.theirs = cell.saved;
      cell.message = say("theirs", "", cell.saved || words.empty, "");
    });
    row.blocked = row.cells.some(function (cell) { return cell.state === "conflict"; });
  }
  window.addEventListener("beforeunload", function (event) {
    if (rows.some(function (row) { return dirty(row).length; })) event.preventDefault();
  });

  // --- Begin ------------------------------------------------------------------------------------------------------
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
})();
