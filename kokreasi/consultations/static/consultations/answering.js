// A page of a questionnaire that saves as one goes, also after a lost connection.
// Without this file its buttons keep the page, and further questions come with the next answer.
"use strict";

const form = document.querySelector("form[data-answering]");
const state = form.querySelector("[data-state]");
const kept = `kokreasi/isi/${form.dataset.kept}`;
const AFTER_TYPING = 1200;
const AFTER_CHOOSING = 300;
const TOO_LATE = 409;
const TRIES = [2000, 5000, 15000, 30000];
const OURS = new Set(["csrfmiddlewaretoken", "halaman", "base", "tampak", "mulai"]);

let timer = 0;
let changes = 0;
let tries = 0;
let running = null;
let refused = false;

document.documentElement.classList.add("scripted");

function say(name, more = "") {
  state.textContent = more ? `${state.dataset[name]} ${more}` : state.dataset[name];
  state.classList.toggle("unsaved", name === "offline" || name === "refused");
}

// Saving: the whole page goes; the server writes what was changed in this window.

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

// Gives whether everything on the page is kept by the server.
function save() {
  clearTimeout(timer);
  running ??= send().finally(() => { running = null; });
  return running;
}

async function send() {
  while (changes) {
    const sent = changes;
    const body = new FormData(form);
    keep(body);
    if (!tries) say("saving");
    const answer = await post(body);
    if (!answer) return false;
    form.elements.base.value = JSON.stringify(answer.base);
    changes -= sent;
    say(tries ? "back" : "saved", answer.at);
    tries = 0;
  }
  forget();
  return true;
}

async function post(body) {
  let answer;
  try {
    answer = await fetch(form.dataset.answering, { method: "POST", body });
  } catch {
    say("offline");
    later(TRIES[Math.min(tries, TRIES.length - 1)]);
    tries += 1;
    return null;
  }
  if (answer.ok) return answer.json();
  refused = true;
  const told = await answer.json().catch(() => ({}));
  say("refused", told.words ?? "");
  if (answer.status === TOO_LATE) forget();
  return null;
}

// What waits for the connection stands in this browser, and goes once the server has it.

function keep(body) {
  const typed = [...body].filter(([name]) => !OURS.has(name));
  try {
    localStorage.setItem(kept, JSON.stringify(typed));
  } catch {
    // a browser that keeps nothing still has the page
  }
}

function forget() {
  try {
    localStorage.removeItem(kept);
  } catch {
    // nothing was kept
  }
}

function restore() {
  let typed = null;
  try {
    typed = JSON.parse(localStorage.getItem(kept));
  } catch {
    forget();
  }
  if (!Array.isArray(typed)) return;
  const values = new Map();
  for (const [name, value] of typed) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.querySelectorAll("[data-question] :is(input, select, textarea)")) {
    const given = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else field.value = given[0] ?? "";
  }
  touched(AFTER_CHOOSING);
}

function touched(delay) {
  changes += 1;
  keep(new FormData(form));
  if (!tries) later(delay);
}

form.addEventListener("input", (event) => {
  const isText = event.target.matches("textarea, input:not([type=checkbox], [type=radio])");
  touched(isText ? AFTER_TYPING : AFTER_CHOOSING);
  decide();
  offerToClear(event.target.closest("[data-question]"));
});

// Another page is asked for only once this one is kept; the server says itself why it refuses.
form.addEventListener("submit", async (event) => {
  if (!changes || refused) return;
  event.preventDefault();
  const button = event.submitter;
  tries = 0;
  if (await save() || refused) form.requestSubmit(button);
  else state.scrollIntoView({ block: "center" });
});

window.addEventListener("online", () => {
  if (changes) save();
});
window.addEventListener("beforeunload", (event) => {
  if (changes && tries) event.preventDefault();
});

// Questions that depend on answers of the same page

function given(name) {
  const isAsked = (field) => !field.closest("[data-question]")?.hidden;
  const fields = [...form.elements].filter((field) => field.name === name && isAsked(field));
  const chosen = fields.filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked);
  return chosen.map((field) => field.value.trim()).filter(Boolean);
}

function passes({ name, test, values }) {
  const answers = given(name);
  if (test === "answered") return answers.length > 0;
  if (test === "any_of") return answers.some((one) => values.includes(one));
  if (test === "none_of") return !answers.some((one) => values.includes(one));
  if (!answers.length) return false;
  const [left, right] = [number(answers[0]), number(values[0] ?? "")];
  const [a, b] = Number.isNaN(left) || Number.isNaN(right) ? [answers[0], values[0] ?? ""] : [left, right];
  return test === "at_least" ? a >= b : a <= b;
}

function number(text) {
  return Number(text.includes(",") ? text.replaceAll(".", "").replace(",", ".") : text);
}

function decide() {
  const shown = [];
  for (const question of form.querySelectorAll("[data-question]")) {
    const conditions = question.dataset.shownIf;
    if (conditions) question.hidden = !JSON.parse(conditions).every(passes);
    if (!question.hidden) shown.push(question.dataset.question);
  }
  form.elements.tampak.value = shown.join(" ");
}

// An answer can be taken back

function offerToClear(question) {
  const button = question?.querySelector("[data-clear]");
  if (button) button.hidden = !question.querySelector(":checked");
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clear]");
  if (!button) return;
  event.preventDefault();
  const question = button.closest("[data-question]");
  for (const field of question.querySelectorAll(":checked")) field.checked = false;
  question.querySelector("input").focus();
  button.hidden = true;
  touched(AFTER_CHOOSING);
  decide();
});

// Ranking by pressing the options in one's own order

function makeRanking(list) {
  const picks = [...list.querySelectorAll("select")].map((select) => {
    const label = select.previousElementSibling;
    const button = document.createElement("button");
    const place = document.createElement("span");
    const words = document.createElement("span");
    button.type = "button";
    button.className = "rank-button";
    place.className = "rank-number";
    words.textContent = label.textContent;
    button.append(place, words);
    label.hidden = true;
    select.hidden = true;
    select.after(button);
    return { select, button, place, words: label.textContent };
  });
  const ranked = () => picks.filter((pick) => pick.select.value).sort((a, b) => a.select.value - b.select.value);
  const show = () => {
    ranked().forEach((pick, index) => { pick.select.value = String(index + 1); });
    const next = ranked().length + 1;
    for (const { select, button, place, words } of picks) {
      const action = select.value ? list.dataset.wordsTake : `${list.dataset.wordsGive} ${next}`;
      place.textContent = select.value;
      button.setAttribute("aria-pressed", String(Boolean(select.value)));
      button.setAttribute("aria-label", `${select.value ? `${select.value}. ` : ""}${words} – ${action}`);
    }
  };
  for (const pick of picks) {
    pick.button.addEventListener("click", () => {
      pick.select.value = pick.select.value ? "" : String(ranked().length + 1);
      show();
      touched(AFTER_CHOOSING);
      decide();
    });
  }
  show();
}

// Regions are named while one types

let asking = 0;
form.addEventListener("input", (event) => {
  const field = event.target.closest("[data-regions]");
  if (!field) return;
  clearTimeout(asking);
  asking = setTimeout(() => nameRegions(field), 250);
});

async function nameRegions(field) {
  const text = field.value.trim();
  if (text.length < 2) return;
  try {
    const answer = await fetch(`${field.dataset.regions}?q=${encodeURIComponent(text)}`);
    const { names } = await answer.json();
    const options = names.map((name) => Object.assign(document.createElement("option"), { value: name }));
    document.getElementById(field.getAttribute("list")).replaceChildren(...options);
  } catch {
    // the next page offers the names as well
  }
}

restore();
form.querySelectorAll("[data-ranking]").forEach(makeRanking);
form.querySelectorAll("[data-question]").forEach(offerToClear);
decide();
