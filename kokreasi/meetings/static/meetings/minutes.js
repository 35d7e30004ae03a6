// Minutes written with the keyboard. register/saving.js saves each line; this file makes new
// lines, moves and removes them, and keeps what was typed on this machine until it is saved.
// Without it every line has its buttons, and new points are written below each section.
"use strict";

const writing = document.querySelector("[data-writing]");
const here = writing.dataset.writing;
const KEPT = `notula:${here}`;
const KEPT_ACTS = `${KEPT}:langkah`;
const FIELDS = ["seen", "base", "level", "kind", "speaker", "organisation_words", "text"];
const AGAIN = 4000;
let removedLast = null; // the line that Ctrl+Z brings back
const acts = []; // moves and removals that wait for the connection

const lineOf = (element) => element.closest("[data-line]");
const formOf = (line) => line.querySelector("form");
const textOf = (line) => line.querySelector("textarea");
const isNew = (line) => line.dataset.line === "0";
const nameOf = (line) => (isNew(line) ? line.dataset.sentAs : line.dataset.line);
const isHidden = (line) => line.hidden;

function neighbour(line, way) {
  let found = line[way];
  while (found && isHidden(found)) found = found[way];
  return found;
}

function fieldOf(line, name) {
  return formOf(line).elements.namedItem(name);
}

// New lines

function makeLine(list, after, values = {}) {
  const line = document.querySelector("[data-template]").content.firstElementChild.cloneNode(true);
  line.dataset.sentAs = values.sentAs || `baru-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  line.id = line.dataset.sentAs;
  textOf(line).id = `${line.id}-text`;
  fieldOf(line, "kind").value = list.dataset.kind;
  for (const name of ["level", "speaker", "organisation_words", "text"]) {
    if (values[name] !== undefined) fieldOf(line, name).value = values[name];
  }
  if (after) after.after(line);
  else list.append(line);
  level(line);
  renumber(list);
  grow(textOf(line));
  return line;
}

function typed(line) {
  textOf(line).dispatchEvent(new Event("change", { bubbles: true }));
}

function focus(line, place = null) {
  const text = textOf(line);
  text.focus();
  const at = place === null ? text.value.length : place;
  text.setSelectionRange(at, at);
}

// A new line waits until the one above it has a number of its own; then it names that one.
document.addEventListener("card:saving", (event) => {
  const line = lineOf(event.target);
  if (!line || !isNew(line)) return;
  const list = line.closest("[data-lines]");
  const before = neighbour(line, "previousElementSibling");
  if (!textOf(line).value.trim()) {
    event.preventDefault();
    settle(event.target, false);
    return;
  }
  if (before && isNew(before) && textOf(before).value.trim()) {
    event.preventDefault();
    return;
  }
  put(event.target, "sent_as", line.dataset.sentAs);
  put(event.target, "after", lastSaved(before));
  put(event.target, "section", list.dataset.section);
});

function lastSaved(line) {
  let found = line;
  while (found && isNew(found)) found = neighbour(found, "previousElementSibling");
  return found ? found.dataset.line : "";
}

function put(form, name, value) {
  let field = form.elements.namedItem(name);
  if (!field) {
    field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    form.append(field);
  }
  field.value = value;
}

document.addEventListener("card:saved", (event) => {
  const line = lineOf(event.target);
  const { fresh, typedMeanwhile } = event.detail;
  if (!line || !fresh.dataset.line) return;
  const wasNew = isNew(line);
  if (wasNew) {
    line.dataset.line = fresh.dataset.line;
    line.dataset.home = fresh.dataset.home;
    event.target.action = `${here}butir/${fresh.dataset.line}/`;
  }
  forget(line);
  line.id = fresh.id;
  const known = fresh.querySelector("[name=organisation_words]").className;
  fieldOf(line, "organisation_words").className = known;
  hint(line, fresh);
  home(line);
  renumber(line.closest("[data-lines]"));
  if (typedMeanwhile) keep(line);
  const next = neighbour(line, "nextElementSibling");
  if (wasNew && next && isNew(next) && textOf(next).value.trim()) save(formOf(next));
  sendActs();
});

// Which organisation may be meant, where nobody is called as it was typed
function hint(line, fresh) {
  const field = fieldOf(line, "organisation_words");
  const said = fresh.querySelector("[data-hint]");
  const old = line.querySelector("[data-hint]");
  const isSame = old && said && old.innerHTML === said.innerHTML;
  if (isSame) return;
  if (old) old.remove();
  if (said) line.querySelector(".line-who").after(said);
  if (said) field.setAttribute("aria-describedby", said.id);
  else field.removeAttribute("aria-describedby");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-line] [name=means]");
  if (!button) return;
  event.preventDefault();
  const field = fieldOf(lineOf(button), "organisation_words");
  field.value = button.value;
  button.closest("[data-hint]").remove();
  field.removeAttribute("aria-describedby");
  field.focus();
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

// A line that became an agreement, or is none any more, goes to where it belongs.
function home(line) {
  const list = line.closest("[data-lines]");
  const kind = fieldOf(line, "kind").value;
  if (list.dataset.kind === kind) return;
  const section = kind === "said" ? line.dataset.home : "";
  const other = document.querySelector(`[data-lines][data-kind="${kind}"][data-section="${section}"]`);
  if (!other) {
    location.reload();
    return;
  }
  other.append(line);
  renumber(list);
}

// Numbers as offices write them: 1. a. 1)

function letters(count) {
  const head = Math.floor((count - 1) / 26);
  return (head ? letters(head) : "") + String.fromCharCode(97 + ((count - 1) % 26));
}

function renumber(list) {
  const counts = [0, 0, 0];
  for (const line of list.children) {
    if (isHidden(line)) continue;
    const deep = Number(fieldOf(line, "level").value);
    counts[deep] += 1;
    counts.fill(0, deep + 1);
    const number = [`${counts[0]}.`, `${letters(counts[1] || 1)}.`, `${counts[2]})`][deep];
    line.querySelector("[data-number]").textContent = number;
    textOf(line).setAttribute("aria-label", `${writing.dataset.label} ${number}`);
  }
}

function level(line) {
  const deep = fieldOf(line, "level").value;
  line.className = line.className.replace(/line-\d/, `line-${deep}`);
}

function indent(line, by) {
  const field = fieldOf(line, "level");
  const deep = Math.min(2, Math.max(0, Number(field.value) + by));
  if (deep === Number(field.value)) return;
  field.value = deep;
  level(line);
  renumber(line.closest("[data-lines]"));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function grow(text) {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

// Moves and removals: shown at once, sent in their order, and again until they arrive

function act(line, name, more = {}) {
  acts.push({ line, name, more });
  keepActs();
  say(formOf(line), "waiting");
  sendActs();
}

// They are kept on this machine too, with the line behind which each one was put.
function keepActs() {
  const kept = acts.map(({ line, name }) => ({ line: nameOf(line), name, ...(name === "place" ? placeOf(line) : {}) }));
  if (kept.length) localStorage.setItem(KEPT_ACTS, JSON.stringify(kept));
  else localStorage.removeItem(KEPT_ACTS);
}

function placeOf(line) {
  const list = line.closest("[data-lines]");
  const before = neighbour(line, "previousElementSibling");
  return { after: before ? nameOf(before) : "", section: list.dataset.section, kind: list.dataset.kind };
}

function keptActs() {
  try {
    return JSON.parse(localStorage.getItem(KEPT_ACTS) || "[]");
  } catch {
    return [];
  }
}

function actAgain() {
  const kept = keptActs();
  localStorage.removeItem(KEPT_ACTS);
  for (const each of kept) {
    const line = document.querySelector(`[data-line="${each.line}"]`);
    if (line) showAgain(line, each);
    else if (each.name === "restore") location.replace(`${here}?hapus=${each.line}#dihapus`);
  }
}

function showAgain(line, { name, after, section, kind }) {
  if (name === "remove") {
    hide(line);
  } else if (name === "restore") {
    restore(line);
  } else {
    const list = document.querySelector(`[data-lines][data-kind="${kind}"][data-section="${section}"]`);
    const before = after && document.querySelector(`[data-line="${after}"], [id="${after}"]`);
    if (!list || (after && !before)) return;
    if (before) before.after(line);
    else list.prepend(line);
    renumber(list);
    place(line);
  }
}

window.addEventListener("beforeunload", (event) => {
  if (acts.length) event.preventDefault();
});

let sending = false;
async function sendActs() {
  if (sending || !acts.length) return;
  const { line, name, more } = acts[0];
  if (isNew(line)) return; // sent when the line itself is saved
  sending = true;
  const body = new FormData(formOf(line));
  body.append("act", name);
  for (const [key, value] of Object.entries(more)) body.append(key, typeof value === "function" ? value() : value);
  try {
    const answer = await fetch(formOf(line).action, { method: "POST", body, headers: { "HX-Request": "true" } });
    const outcome = answer.headers.get("X-Saved");
    if (!outcome) throw new Error(answer.statusText);
    take(formOf(line), await fragment(answer), outcome, about(formOf(line)).typed > 0);
    acts.shift();
    keepActs();
  } catch {
    say(formOf(line), "offline");
    setTimeout(sendActs, AGAIN);
    return;
  } finally {
    sending = false;
  }
  sendActs();
}

async function fragment(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-card]");
}

window.addEventListener("online", sendActs);

function move(line, up) {
  const list = line.closest("[data-lines]");
  const other = neighbour(line, up ? "previousElementSibling" : "nextElementSibling");
  if (!other) return;
  if (up) other.before(line);
  else other.after(line);
  renumber(list);
  focus(line);
  if (!isNew(line)) place(line);
}

function place(line) {
  const before = () => lastSaved(neighbour(line, "previousElementSibling"));
  act(line, "place", { after: before, section: line.closest("[data-lines]").dataset.section });
}

function remove(line) {
  const near = neighbour(line, "previousElementSibling") || neighbour(line, "nextElementSibling");
  const list = line.closest("[data-lines]");
  if (isNew(line)) {
    forget(line);
    waiting.delete(formOf(line));
    line.remove();
    renumber(list);
  } else {
    hide(line);
  }
  if (near) focus(near);
}

function hide(line) {
  line.hidden = true;
  renumber(line.closest("[data-lines]"));
  act(line, "remove");
  removedLast = line;
  tellRemoved(line);
}

function tellRemoved(line) {
  const place = writing.querySelector("[data-removed]");
  const back = document.createElement("button");
  back.type = "button";
  back.className = "button";
  back.textContent = place.dataset.back;
  back.addEventListener("click", () => restore(line));
  place.replaceChildren(`${place.dataset.says} `, back);
}

function restore(line) {
  line.hidden = false;
  renumber(line.closest("[data-lines]"));
  act(line, "restore");
  removedLast = null;
  writing.querySelector("[data-removed]").replaceChildren();
  focus(line);
}

// Keys

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey && removedLast) {
    event.preventDefault();
    restore(removedLast);
    return;
  }
  if (event.target.matches("[data-line] textarea")) inText(event, lineOf(event.target));
  else if (event.key === "?" && !event.target.matches("input, textarea, select")) help(event);
});

function help(event) {
  const shortcuts = writing.querySelector("[data-shortcuts]");
  event.preventDefault();
  shortcuts.open = !shortcuts.open;
  shortcuts.querySelector("summary").focus();
}

function inText(event, line) {
  const text = event.target;
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey) {
    event.preventDefault();
    divide(line, text);
  } else if (event.key === "Tab" && !event.ctrlKey && !event.altKey) {
    event.preventDefault();
    indent(line, event.shiftKey ? -1 : 1);
  } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    move(line, event.key === "ArrowUp");
  } else if (event.key === "Backspace" && !text.value) {
    event.preventDefault();
    remove(line);
  } else if (event.key === "Escape") {
    line.querySelector("summary").focus();
  }
}

function divide(line, text) {
  const at = text.selectionStart;
  const rest = text.value.slice(text.selectionEnd);
  const next = makeLine(line.closest("[data-lines]"), line, {
    level: fieldOf(line, "level").value,
    text: rest.trimStart(),
  });
  if (rest) {
    text.value = text.value.slice(0, at).trimEnd();
    typed(line);
    typed(next);
  }
  focus(next, 0);
}

// Several lines that are pasted become several points.
document.addEventListener("paste", (event) => {
  if (!event.target.matches("[data-line] textarea")) return;
  const lines = event.clipboardData.getData("text/plain").split(/\r?\n/).filter((each) => each.trim());
  if (lines.length < 2) return;
  event.preventDefault();
  const line = lineOf(event.target);
  const [first, ...others] = lines.map(read);
  event.target.setRangeText(first.text, event.target.selectionStart, event.target.selectionEnd, "end");
  if (event.target.value === first.text && first.level !== null) fieldOf(line, "level").value = first.level;
  level(line);
  focus(others.reduce((after, each) => pasted(after, each), line));
  typed(line);
});

function pasted(after, { level: deep, text }) {
  const values = { level: deep === null ? fieldOf(after, "level").value : deep, text };
  const line = makeLine(after.closest("[data-lines]"), after, values);
  typed(line);
  return line;
}

function read(words) {
  const marks = [/^\s*\d{1,3}\.\s+/, /^\s*[a-z]{1,2}[.)]\s+/, /^\s*(\d{1,3}\)|\(\d{1,3}\))\s+/];
  const deep = marks.findIndex((mark) => mark.test(words));
  const bare = deep < 0 ? words.replace(/^\s*[-–—•·▪◦‣*]\s+/, "") : words.replace(marks[deep], "");
  return { level: deep < 0 ? null : deep, text: bare.trim() };
}

// Buttons

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-line] [name=act]");
  if (!button) return;
  event.preventDefault();
  const line = lineOf(button);
  if (button.value === "remove") remove(line);
  else move(line, button.value === "up");
});

// Headings are moved and removed by the server, and the page is shown again.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.hasAttribute("data-plain")) return;
  event.stopImmediatePropagation();
}, { capture: true });

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-add]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const lines = event.target.closest("section").querySelector("[data-lines]");
  const field = event.target.querySelector("textarea");
  const words = field.value.split(/\r?\n/).filter((each) => each.trim()).map(read);
  field.value = "";
  const start = lines.lastElementChild;
  let last = null;
  for (const each of words.length ? words : [{ level: null, text: "" }]) {
    last = makeLine(lines, last || start, { level: each.level || 0, text: each.text });
    if (each.text) typed(last);
  }
  focus(last);
}, { capture: true });

// What was typed is kept on this machine until it is saved

function keptLines() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) || "{}");
  } catch {
    return {};
  }
}

function keep(line) {
  const kept = keptLines();
  const values = Object.fromEntries(FIELDS.map((name) => [name, fieldOf(line, name).value]));
  const before = neighbour(line, "previousElementSibling");
  const list = line.closest("[data-lines]");
  kept[nameOf(line)] = {
    ...values,
    after: before ? nameOf(before) : "",
    kind: list.dataset.kind,
    section: list.dataset.section,
    isNew: isNew(line),
  };
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

function forget(line) {
  const kept = keptLines();
  delete kept[line.dataset.line];
  delete kept[line.dataset.sentAs];
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

document.addEventListener("input", (event) => {
  const line = event.target.closest("[data-line]");
  if (!line) return;
  removedLast = null;
  keep(line);
  if (event.target.matches("textarea")) grow(event.target);
});
document.addEventListener("change", (event) => {
  const line = event.target.closest("[data-line]");
  if (!line) return;
  keep(line);
  level(line);
  renumber(line.closest("[data-lines]"));
});

function bringBack() {
  for (const [name, values] of Object.entries(keptLines())) {
    const line = values.isNew ? newAgain(name, values) : document.querySelector(`[data-line="${name}"]`);
    if (!line) continue;
    for (const field of FIELDS) if (!values.isNew || !["seen", "base"].includes(field)) fieldOf(line, field).value = values[field];
    level(line);
    typed(line);
  }
}

function newAgain(name, values) {
  const list = document.querySelector(`[data-lines][data-kind="${values.kind}"][data-section="${values.section}"]`);
  if (!list) return null;
  const before = values.after && document.querySelector(`[data-line="${values.after}"], [id="${values.after}"]`);
  return makeLine(list, before || list.lastElementChild, { ...values, sentAs: name });
}

for (const text of writing.querySelectorAll("[data-line] textarea")) grow(text);
bringBack();
actAgain();
