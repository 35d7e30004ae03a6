// The matrix as a spreadsheet: keys, ranges, copy and paste, saved as one goes.
// What cannot be saved at once is kept on this machine and sent again in its order. Without this
// file each row opens as a form.
"use strict";

const matrix = document.querySelector("[data-matrix]");
const here = matrix.dataset.matrix;
const says = matrix.dataset;
const grid = matrix.querySelector("table");
const body = grid.tBodies[0];
const hints = matrix.querySelector("[data-hints]");
const state = matrix.querySelector("[data-state]");
const token = matrix.querySelector("[name=csrfmiddlewaretoken]").value;
const names = [...grid.tHead.rows[0].cells].map((cell) => cell.dataset.c).filter(Boolean);
const KEPT = `matriks:${here}`;
const AGAIN = 4000;
const LOOK = 8000;
const SCROLLED = 10; // rows that PageUp and PageDown pass over
let acts = []; // {new, after, cells, stuck, refused}: what waits to be saved, in its order
let active = null;
let anchor = null;
let editor = null;
let latest = Number(says.latest);

// Cells

const rowOf = (cell) => cell.parentElement;
const rows = () => [...body.rows];
const cellsOf = (row) => [...row.cells].slice(0, names.length);
const cellAt = (row, name) => row && row.querySelector(`[data-c="${name}"]`);
const rowNamed = (name) => body.querySelector(`[data-r="${CSS.escape(String(name))}"]`);
const columnOf = (cell) => names.indexOf(cell.dataset.c);
const textOf = (cell) => (cell === (editor && editor.cell) ? editor.before : cell.textContent);
const isLocked = (cell) => cell.hasAttribute("aria-readonly");
const rowKey = (row) => (/^\d+$/.test(row.dataset.r) ? Number(row.dataset.r) : row.dataset.r);
const seenOf = (cell) => Number(cell.dataset.s || rowOf(cell).dataset.s || 0);

function show(cell, text, html) {
  if (!cell || (editor && editor.cell === cell)) return;
  if (html === undefined) cell.textContent = text;
  else cell.innerHTML = html;
}

function say(name, more = "") {
  state.textContent = `${says[name]}${more}`;
  state.classList.toggle("unsaved", name !== "saved" && name !== "saving");
}

function saySaved() {
  say("saved", ` ${new Date().toTimeString().slice(0, 5).replace(":", ".")}`);
}

// Where one is

function activate(cell, { extend = false, focus = true } = {}) {
  if (!cell) return;
  if (active) active.tabIndex = -1;
  active = cell;
  if (!extend) anchor = cell;
  cell.tabIndex = 0;
  if (focus) cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  mark();
  hintNames(cell);
}

function range() {
  const all = rows();
  const from = Math.min(all.indexOf(rowOf(anchor)), all.indexOf(rowOf(active)));
  const to = Math.max(all.indexOf(rowOf(anchor)), all.indexOf(rowOf(active)));
  const left = Math.min(columnOf(anchor), columnOf(active));
  const right = Math.max(columnOf(anchor), columnOf(active));
  return all.slice(from, to + 1).map((row) => cellsOf(row).slice(left, right + 1));
}

function mark() {
  for (const cell of body.querySelectorAll("[aria-selected]")) cell.removeAttribute("aria-selected");
  if (!active || active === anchor) return;
  for (const cell of range().flat()) cell.setAttribute("aria-selected", "true");
}

function near(cell, down, right) {
  const all = rows();
  const line = Math.min(all.length - 1, Math.max(0, all.indexOf(rowOf(cell)) + down));
  const at = Math.min(names.length - 1, Math.max(0, columnOf(cell) + right));
  return cellsOf(all[line])[at];
}

// Writing in a cell

function edit(cell, text = null) {
  if (isLocked(cell)) {
    state.textContent = says.readOnly;
    return;
  }
  const offered = matrix.querySelector(`template[data-offered="${cell.dataset.c}"]`);
  const before = cell.textContent;
  const field = document.createElement(offered ? "select" : "textarea");
  if (offered) field.append(offered.content.cloneNode(true));
  if (offered && ![...field.options].some((option) => option.value === before)) field.add(new Option(before));
  field.className = "matrix-editor";
  field.setAttribute("aria-label", `${cell.dataset.l} ${cellAt(rowOf(cell), "number").textContent}`);
  field.value = text === null || offered ? before : text;
  if (!offered) field.rows = 1;
  editor = { cell, field, before, html: cell.innerHTML };
  cell.classList.add("editing");
  cell.append(field);
  field.focus();
  if (!offered) field.setSelectionRange(field.value.length, field.value.length);
  field.addEventListener("blur", () => finish(true));
}

function finish(isKept) {
  if (!editor) return;
  const { cell, field, before, html } = editor;
  editor = null;
  const text = tidy(field.value);
  field.remove();
  cell.classList.remove("editing");
  cell.innerHTML = html;
  if (isKept && text !== before) write([[cell, text]]);
}

function tidy(text) {
  return text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.trimEnd()).join("\n").trim();
}

// Writing cells: shown at once, then saved

function write(pairs, added = [], after = null) {
  const changed = pairs.filter(([cell, text]) => text !== cell.textContent);
  if (!changed.length && !added.length) return;
  const cells = changed.map(([cell, text]) => {
    const seen = seenOf(cell);
    cell.textContent = text;
    cell.classList.add("unsaved");
    return { row: rowKey(rowOf(cell)), name: cell.dataset.c, text, seen };
  });
  acts.push({ new: added, after, cells });
  keep();
  say("waiting");
  send();
}

function keep() {
  if (acts.length) localStorage.setItem(KEPT, JSON.stringify(acts));
  else localStorage.removeItem(KEPT);
}

// What is in conflict or was refused waits for a decision.
const isToSend = (act) => !act.stuck && !act.refused;
let sending = false;
async function send() {
  const act = acts.find(isToSend);
  if (sending || !act) return;
  sending = true;
  say("saving");
  try {
    const answer = await post("sel/", { cells: JSON.stringify({ new: act.new, after: act.after, cells: act.cells }) });
    settle(act, answer);
  } catch (error) {
    say(error instanceof SignedOut ? "refused" : "offline");
    setTimeout(send, AGAIN);
    return;
  } finally {
    sending = false;
  }
  send();
}

class SignedOut extends Error {}

async function post(where, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const headers = { "HX-Request": "true", "X-CSRFToken": token };
  const answer = await fetch(here + where, { method: "POST", body: form, headers });
  if (answer.status >= 500) throw new Error(answer.statusText);
  if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) throw new SignedOut();
  return { status: answer.status, ...(await answer.json()) };
}

function settle(act, answer) {
  if (answer.conflicts) {
    act.stuck = answer.conflicts;
  } else if (answer.error) {
    act.refused = answer.error;
  } else {
    for (const [name, made] of Object.entries(answer.new)) arrived(name, made);
    acts = acts.filter((each) => each !== act);
    for (const cell of act.cells) clean(cell);
    take(answer.cells);
  }
  keep();
  tellTrouble();
  if (!acts.length) saySaved();
  else if (!acts.some(isToSend)) say("waiting");
}

// A row that was new has its number now; what waits for it names it so.
function arrived(name, { pk, number }) {
  const row = rowNamed(name);
  if (row) {
    row.dataset.r = pk;
    row.id = `b${pk}`;
    cellAt(row, "number").textContent = number;
    row.querySelector(".matrix-open a").href = `${here}baris/${pk}/`;
  }
  for (const act of acts) {
    if (act.after === name) act.after = pk;
    for (const cell of act.cells) if (cell.row === name) cell.row = pk;
  }
}

function clean({ row, name }) {
  const waits = acts.some((act) => act.cells.some((cell) => cell.row === row && cell.name === name));
  const cell = cellAt(rowNamed(row), name);
  if (cell && !waits) cell.classList.remove("unsaved", "conflict");
}

// Cells as the server has them; what waits to be saved stays as it was typed.
function take(cells) {
  for (const { row, name, text, seen, html } of cells) {
    const cell = cellAt(rowNamed(row), name);
    if (!cell || Number(cell.dataset.s || 0) > seen) continue;
    const waiting = acts.filter((act) => !act.stuck).flatMap((act) => act.cells);
    const mine = waiting.filter((each) => each.row === row && each.name === name);
    for (const each of mine) each.seen = seen;
    if (editor && editor.cell === cell) continue;
    cell.dataset.s = seen;
    if (!mine.length && !cell.classList.contains("conflict")) show(cell, text, html);
  }
  if (active) hintNames(active);
}

// What could not be saved: both versions, or the reason and what was typed

function tellTrouble() {
  for (const old of hints.querySelectorAll("[data-trouble]")) old.remove();
  for (const act of acts) {
    if (act.stuck) hints.append(conflictOf(act));
    if (act.refused) hints.append(refusalOf(act));
  }
}

function panel(...parts) {
  const box = document.createElement("div");
  box.className = "matrix-hint";
  box.append(...parts);
  return box;
}

function words(text) {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function placeOf({ row, name }) {
  const line = rowNamed(row);
  const cell = cellAt(line, name);
  const number = line ? cellAt(line, "number").textContent : says.new;
  return `${says.row} ${number} · ${cell ? cell.dataset.l : name}`;
}

function conflictOf(act) {
  const told = act.stuck.map((one) => {
    const mine = act.cells.find((cell) => cell.row === one.row && cell.name === one.name);
    const cell = cellAt(rowNamed(one.row), one.name);
    if (cell) cell.classList.add("conflict");
    return words(`${placeOf(one)} — ${says.yours} “${mine ? mine.text : ""}” · ${says.now} “${one.theirs}”`);
  });
  const box = panel(...told, button(says.mine, () => useMine(act)), " ", button(says.theirs, () => useTheirs(act)));
  box.dataset.trouble = "";
  box.setAttribute("role", "alert");
  return box;
}

function useMine(act) {
  for (const one of act.stuck) {
    const mine = act.cells.find((cell) => cell.row === one.row && cell.name === one.name);
    if (mine) mine.seen = one.seen;
  }
  delete act.stuck;
  resume();
}

function useTheirs(act) {
  const theirs = act.stuck.map(({ row, name, theirs: text, seen }) => ({ row, name, text, seen }));
  act.cells = act.cells.filter((cell) => !theirs.some((one) => one.row === cell.row && one.name === cell.name));
  delete act.stuck;
  if (!act.cells.length && !act.new.length) acts = acts.filter((each) => each !== act);
  for (const one of theirs) clean(one);
  take(theirs);
  resume();
}

function resume() {
  keep();
  tellTrouble();
  if (acts.length) send();
  else saySaved();
}

function refusalOf(act) {
  const kept = document.createElement("textarea");
  kept.readOnly = true;
  kept.rows = Math.min(6, act.cells.length + 1);
  kept.setAttribute("aria-label", says.yours);
  kept.value = act.cells.map((cell) => `${placeOf(cell)}: ${cell.text}`).join("\n");
  const box = panel(
    words(act.refused),
    kept,
    button(says.again, () => {
      delete act.refused;
      resume();
    }),
    " ",
    button(says.drop, () => {
      acts = acts.filter((each) => each !== act);
      keep();
      location.reload();
    }),
  );
  box.dataset.trouble = "";
  box.setAttribute("role", "alert");
  return box;
}

function refusePaste(name, text) {
  const kept = document.createElement("textarea");
  kept.rows = 5;
  kept.setAttribute("aria-label", says.yours);
  kept.value = text;
  const box = panel(words(says[name]), kept, button(says.drop, () => box.remove()));
  box.setAttribute("role", "alert");
  hints.append(box);
}

// Names that nobody surely has

const asked = new Map();
async function hintNames(cell) {
  for (const old of hints.querySelectorAll("[data-names]")) old.remove();
  if (!cell.querySelector("u") || isLocked(cell)) return;
  const text = cell.textContent;
  if (!asked.has(text)) {
    const answer = await fetch(`${here}nama/?kata=${encodeURIComponent(text)}`).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    asked.set(text, (await answer.json()).names);
  }
  if (active !== cell || hints.querySelector("[data-names]")) return;
  for (const { name, means } of asked.get(text)) {
    const told = means.length ? ` ${says.means}` : "";
    const box = panel(words(`“${name}”${told}`));
    for (const one of means) box.append(button(one, () => write([[cell, text.replace(name, one)]])), " ");
    box.dataset.names = "";
    if (means.length) hints.append(box);
  }
}

// Ranges, as spreadsheets write them: tabs between cells, quotes around what has line ends

function asRange(cells) {
  return cells.map((line) => line.map((cell) => quoted(textOf(cell))).join("\t")).join("\n");
}

function quoted(text) {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function fromRange(text) {
  const lines = [[""]];
  let quotes = false;
  const given = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < given.length; at += 1) {
    const line = lines[lines.length - 1];
    const sign = given[at];
    if (quotes && sign === '"' && given[at + 1] === '"') {
      line[line.length - 1] += '"';
      at += 1;
    } else if (quotes && sign === '"') quotes = false;
    else if (!quotes && sign === '"' && line[line.length - 1] === "") quotes = true;
    else if (!quotes && sign === "\t") line.push("");
    else if (!quotes && sign === "\n") lines.push([""]);
    else line[line.length - 1] += sign;
  }
  return lines;
}

function paste(text) {
  const lines = fromRange(text);
  const selected = range();
  if (lines.length === 1 && lines[0].length === 1) {
    fill(selected.flat(), tidy(lines[0][0]), text);
    return;
  }
  const width = lines[0].length;
  const start = selected[0][0];
  const left = columnOf(start);
  const first = rows().indexOf(rowOf(start));
  const over = first + lines.length - rows().length;
  if (lines.some((line) => line.length !== width)) refusePaste("ragged", text);
  else if (left + width > names.length) refusePaste("tooWide", text);
  else if (over > 0 && !("mayAdd" in says)) refusePaste("tooLong", text);
  else putRange(lines, first, left, text);
}

function fill(cells, value, text) {
  if (cells.some((cell) => isLocked(cell) && cell.textContent !== value)) refusePaste("locked", text);
  else write(cells.filter((cell) => !isLocked(cell)).map((cell) => [cell, value]));
}

// Cells that cannot be written may be part of a range where they say the same, or nothing.
function putRange(lines, first, left, text) {
  const there = rows();
  const pairs = [];
  for (const [down, line] of lines.entries()) {
    const row = there[first + down];
    for (const [right, value] of line.entries()) {
      const cell = row ? cellsOf(row)[left + right] : null;
      const given = tidy(value);
      if (cell && isLocked(cell) && given && given !== cell.textContent.trim()) {
        refusePaste("locked", text);
        return;
      }
      if (!cell || !isLocked(cell)) pairs.push([down, left + right, given]);
    }
  }
  const last = there[there.length - 1];
  const fresh = [];
  for (let down = there.length - first; down < lines.length; down += 1) fresh.push(blankRow());
  const all = rows();
  const written = pairs.map(([down, at, value]) => [cellsOf(all[first + down])[at], value]);
  write(
    written.filter(([cell]) => !isLocked(cell)),
    fresh.map((row) => row.dataset.r),
    fresh.length && last ? rowKey(last) : null,
  );
  anchor = cellsOf(all[first])[left];
  activate(cellsOf(all[first + lines.length - 1])[left + lines[0].length - 1], { extend: true, focus: false });
}

// Rows

function blankRow(after = null) {
  const row = (after || body.lastElementChild).cloneNode(true);
  row.dataset.r = `baru-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  row.dataset.s = 0;
  row.removeAttribute("id");
  for (const cell of cellsOf(row)) {
    cell.textContent = "";
    cell.className = "";
    delete cell.dataset.s;
    cell.removeAttribute("tabindex");
    cell.removeAttribute("aria-selected");
    if (cell.dataset.c === "status") cell.removeAttribute("aria-readonly");
  }
  cellAt(row, "number").textContent = "…";
  if (after) after.after(row);
  else body.append(row);
  return row;
}

function addRow() {
  const line = active ? rowOf(active) : body.lastElementChild;
  const row = blankRow(line);
  write([], [row.dataset.r], rowKey(line));
  activate(cellAt(row, "title"));
}

async function arrange(row, act, more = {}) {
  await flushed();
  try {
    await post(`baris/${row.dataset.r}/tata/`, { act, ...more });
  } catch {
    say("offline");
    return;
  }
  await freshRows();
  if (act === "remove") state.textContent = says.removed;
}

function move(row, up) {
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other || !("mayAdd" in says)) return;
  if (up) other.before(row);
  else other.after(row);
  activate(active);
  const before = row.previousElementSibling;
  arrange(row, "place", { after: before ? before.dataset.r : "" });
}

async function undo() {
  await flushed();
  let answer;
  try {
    answer = await post("batal/", {});
  } catch {
    say("offline");
    return;
  }
  if (answer.conflicts || answer.error) {
    state.textContent = answer.error;
    return;
  }
  take(answer.cells);
  if (answer.rows) await freshRows();
  saySaved();
}

// What is under way is saved before rows change places.
function flushed() {
  return new Promise((resolve) => {
    const wait = () => (acts.some(isToSend) ? setTimeout(wait, 100) : resolve());
    wait();
  });
}

async function freshRows() {
  if (acts.length || editor) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-matrix] tbody");
  if (!fresh || acts.length || editor) return;
  const was = active && { row: rowOf(active).dataset.r, name: active.dataset.c, focus: document.activeElement === active };
  const at = active ? rows().indexOf(rowOf(active)) : 0;
  body.replaceChildren(...fresh.children);
  unlink();
  active = null;
  anchor = null;
  if (!was || !body.rows.length) return;
  const row = rowNamed(was.row) || body.rows[Math.min(at, body.rows.length - 1)];
  activate(cellAt(row, was.name), { focus: was.focus });
}

// What others do

async function look() {
  if (document.hidden || sending) return;
  const answer = await fetch(`${here}langkah/?sejak=${latest}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const news = await answer.json();
  take(news.cells);
  if (!news.rows) {
    latest = news.latest;
  } else if (!acts.length && !editor) {
    latest = news.latest;
    await freshRows();
  }
}
setInterval(look, LOOK);

// Keys

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-SCROLLED, 0], PageDown: [SCROLLED, 0] };

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (editor && event.target === editor.field) inEditor(event);
  else if (event.target.closest && event.target.closest("[data-matrix] tbody [data-c]") === event.target) inGrid(event);
  else if (event.key === "?" && !event.target.matches("input, textarea, select")) help(event);
});

function inEditor(event) {
  const { cell, field } = editor;
  if (event.key === "Escape") {
    event.preventDefault();
    finish(false);
    activate(cell);
  } else if (event.key === "Enter" && event.altKey) {
    event.preventDefault();
    if (field.setRangeText) field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  } else if (event.key === "Enter") {
    event.preventDefault();
    finish(true);
    activate(near(cell, event.shiftKey ? -1 : 1, 0));
  } else if (event.key === "Tab") {
    event.preventDefault();
    finish(true);
    activate(near(cell, 0, event.shiftKey ? -1 : 1));
  }
}

function inGrid(event) {
  const cell = event.target;
  const isControl = event.ctrlKey || event.metaKey;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) move(rowOf(cell), event.key === "ArrowUp");
  else if (MOVES[event.key]) activate(near(cell, ...MOVES[event.key].map((by) => (isControl ? by * rows().length : by))), { extend: event.shiftKey });
  else if (event.key === "Home" || event.key === "End") toEdge(cell, event.key === "Home", isControl, event.shiftKey);
  else if (event.key === "Tab") {
    const next = near(cell, 0, event.shiftKey ? -1 : 1);
    if (next === cell) return;
    activate(next);
  } else if (isControl && event.key.toLowerCase() === "z") undo();
  else if (isControl && event.key.toLowerCase() === "a") selectAll();
  else if (isControl || event.altKey) return;
  else if (event.key === "Escape") matrix.querySelector("[data-do]").focus();
  else if (event.key === "Enter" && cell.querySelector("a")) cell.querySelector("a").click();
  else if (event.key === "Enter" || event.key === "F2") edit(cell);
  else if (event.key === "Delete" || event.key === "Backspace") fill(range().flat().filter((each) => !isLocked(each)), "", "");
  else if (event.key === "?") help(event);
  else if (event.key.length === 1) edit(cell, event.key);
  else return;
  event.preventDefault();
}

function toEdge(cell, isFirst, isControl, extend) {
  const far = isFirst ? -names.length : names.length;
  const down = isFirst ? -rows().length : rows().length;
  activate(near(cell, isControl ? down : 0, far), { extend });
}

function selectAll() {
  anchor = cellsOf(body.rows[0])[0];
  activate(cellsOf(body.rows[body.rows.length - 1])[names.length - 1], { extend: true });
}

function help(event) {
  const shortcuts = matrix.querySelector("[data-shortcuts]");
  event.preventDefault();
  shortcuts.open = !shortcuts.open;
  shortcuts.querySelector("summary").focus();
}

// Pointer

let dragging = false;
body.addEventListener("mousedown", (event) => {
  const cell = event.target.closest("[data-c]");
  if (!cell || event.target.closest(".matrix-editor, a") || event.button) return;
  event.preventDefault();
  finish(true);
  dragging = true;
  activate(cell, { extend: event.shiftKey && active !== null });
});
body.addEventListener("mouseover", (event) => {
  const cell = dragging && event.target.closest("[data-c]");
  if (cell && cell !== active) activate(cell, { extend: true });
});
document.addEventListener("mouseup", () => {
  dragging = false;
});
body.addEventListener("dblclick", (event) => {
  const cell = event.target.closest("[data-c]");
  if (cell && !editor) edit(cell);
});
// On a phone one touch writes.
body.addEventListener("click", (event) => {
  const cell = event.target.closest("[data-c]");
  const isTouch = matchMedia("(pointer: coarse)").matches;
  if (isTouch && cell && !editor && !event.target.closest("a") && !isLocked(cell)) edit(cell);
});
body.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-c]") && event.target !== active) activate(event.target, { focus: false });
});

for (const name of ["copy", "cut"]) {
  document.addEventListener(name, (event) => {
    if (!active || editor || document.activeElement !== active || !event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", asRange(range()));
    if (name === "cut") fill(range().flat().filter((each) => !isLocked(each)), "", "");
  });
}
document.addEventListener("paste", (event) => {
  if (!active || editor || document.activeElement !== active) return;
  event.preventDefault();
  paste(event.clipboardData.getData("text/plain"));
});

matrix.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (!pressed) return;
  event.preventDefault();
  const act = pressed.dataset.do;
  const row = active ? rowOf(active) : null;
  if (act === "add") addRow();
  else if (act === "undo") undo();
  else if (row && act === "remove") arrange(row, "remove");
  else if (row) move(row, act === "up");
});

window.addEventListener("online", send);
window.addEventListener("beforeunload", (event) => {
  if (acts.length || editor) event.preventDefault();
});

// Links in cells are followed with Enter, so that Tab goes from cell to cell.
function unlink() {
  for (const link of body.querySelectorAll("[data-c] a")) link.tabIndex = -1;
}

// An institution fills in the last columns: they stand beside the title when the page opens.
function showWhatIsMine() {
  const mine = body.querySelector("[data-c]:not([aria-readonly])");
  const title = mine && cellAt(rowOf(mine), "title");
  if (!title || !isLocked(title)) return;
  const fixed = cellAt(rowOf(mine), "number").offsetWidth + title.offsetWidth;
  grid.parentElement.scrollLeft = mine.offsetLeft - fixed;
  active.tabIndex = -1;
  mine.tabIndex = 0;
  active = mine;
  anchor = mine;
}

function bringBack() {
  try {
    acts = JSON.parse(localStorage.getItem(KEPT) || "[]");
  } catch {
    acts = [];
  }
  for (const act of acts) {
    const after = rowNamed(act.after);
    let last = after;
    for (const name of act.new) {
      last = blankRow(last);
      last.dataset.r = name;
    }
    for (const { row, name, text } of act.cells) {
      const cell = cellAt(rowNamed(row), name);
      if (!cell) continue;
      cell.textContent = text;
      cell.classList.add("unsaved");
    }
  }
  tellTrouble();
  if (acts.length) send();
}

for (const pressed of matrix.querySelectorAll("[data-do]")) pressed.hidden = !("mayAdd" in says) && pressed.dataset.do !== "undo";
unlink();
if (body.rows.length) {
  const first = cellAt(body.rows[0], "title");
  active = first;
  anchor = first;
  first.tabIndex = 0;
}
showWhatIsMine();
bringBack();
