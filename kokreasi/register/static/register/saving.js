// Cards that save as one goes, and names that are suggested while one types.
// Without this file each card has its button "Save", and the page does the same.
"use strict";

const AFTER_TYPING = 1200;
const AFTER_CHOOSING = 250;
const TRIES = [2000, 5000, 15000, 30000];
const waiting = new Map(); // form → { timer, typed, saving, tries }

function about(form) {
  if (!waiting.has(form)) waiting.set(form, { timer: 0, typed: 0, saving: false, tries: 0, outcome: null });
  return waiting.get(form);
}

// A card says what happens in its own words, or in those of the page around it.
function say(form, name) {
  const state = form.querySelector("[data-state]");
  state.textContent = state.dataset[name] ?? state.closest("[data-words]").dataset[name];
  state.classList.toggle("unsaved", name !== "saving");
}

function later(form, delay) {
  const work = about(form);
  clearTimeout(work.timer);
  work.timer = setTimeout(() => save(form), delay);
}

function touched(event, delay) {
  const form = event.target.closest("form[data-autosave]");
  if (!form || event.target.type === "hidden") return;
  about(form).typed += 1;
  say(form, "waiting");
  if (!form.hasAttribute("data-paused")) later(form, delay);
}

// Gives the promise of how a card was saved: "yes", why not, or nothing where it was not sent.
function save(form) {
  const work = about(form);
  clearTimeout(work.timer);
  if (!work.saving) work.outcome = saveNow(form, work);
  return work.outcome;
}

async function saveNow(form, work) {
  if (!form.isConnected) {
    waiting.delete(form);
    return "yes";
  }
  if (!form.dispatchEvent(new CustomEvent("card:saving", { bubbles: true, cancelable: true }))) return "";
  const typed = work.typed;
  work.saving = true;
  say(form, "saving");
  let answer;
  let outcome;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "HX-Request": "true" },
    });
    outcome = answer.headers.get("X-Saved");
    answer = outcome ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    work.saving = false;
    again(form);
    return "";
  }
  work.saving = false;
  work.tries = 0;
  if (!outcome) {
    say(form, "refused");
    return "";
  }
  take(form, answer.querySelector("[data-card]"), outcome, work.typed !== typed);
  return outcome;
}

async function allSaved() {
  while (waiting.size) {
    const outcomes = await Promise.all([...waiting.keys()].map(save));
    if (outcomes.some((outcome) => outcome && outcome !== "yes")) return false;
    if (!outcomes.includes("yes")) return !waiting.size;
  }
  return true;
}

// Another form of the page is sent only once what was typed in the cards is kept.
async function sendLater(form, button) {
  if (await allSaved()) {
    form.requestSubmit(button?.isConnected ? button : null);
    return;
  }
  const first = document.querySelector("form[data-autosave] :is(.field-wrong, .notice, .unsaved)");
  first?.closest("form").scrollIntoView({ block: "center" });
}

function again(form) {
  const work = about(form);
  say(form, "offline");
  later(form, TRIES[Math.min(work.tries, TRIES.length - 1)]);
  work.tries += 1;
}

function take(form, fresh, outcome, typedMeanwhile) {
  const next = fresh.querySelector("form[data-autosave]");
  const isPlain = !form.querySelector(".field-wrong, .notice") && !next.querySelector("[data-derived]");
  if (outcome === "yes" && isPlain) {
    for (const name of ["seen", "base"]) {
      const kept = form.elements.namedItem(name);
      if (kept) kept.value = next.elements.namedItem(name).value;
    }
    form.querySelector("[data-state]").replaceWith(next.querySelector("[data-state]"));
    saved(form, { fresh, typedMeanwhile });
    settle(form, typedMeanwhile);
    return;
  }
  const card = form.closest("[data-card]");
  const focused = card.contains(document.activeElement) ? document.activeElement : null;
  const where = focused && typeof focused.selectionStart === "number" ? focused.selectionStart : null;
  if (typedMeanwhile) carry(form, next);
  for (const details of fresh.querySelectorAll("details")) {
    if (!details.classList.contains("removal")) details.open = true;
  }
  card.replaceWith(fresh);
  const back = focused && focused.id && document.getElementById(focused.id);
  if (back) {
    back.focus();
    if (where !== null) back.setSelectionRange(where, where);
  }
  waiting.delete(form);
  if (outcome === "yes") saved(next, { fresh, typedMeanwhile });
  settle(next, typedMeanwhile);
}

// The pages listen: the card as the server gave it, and whether words still wait to be saved.
function saved(form, detail) {
  form.dispatchEvent(new CustomEvent("card:saved", { bubbles: true, detail }));
}

// What was typed while the answer was on its way goes into the new form.
function carry(from, to) {
  for (const field of from.elements) {
    const twin = field.id && field.type !== "hidden" ? to.querySelector(`#${CSS.escape(field.id)}`) : null;
    if (!twin) continue;
    if (field.type === "checkbox" || field.type === "radio") twin.checked = field.checked;
    else twin.value = field.value;
  }
}

function settle(form, typedMeanwhile) {
  if (typedMeanwhile) {
    about(form).typed += 1;
    say(form, "waiting");
    if (!form.hasAttribute("data-paused")) later(form, AFTER_CHOOSING);
  } else {
    waiting.delete(form);
  }
  refresh();
}

async function refresh() {
  const list = document.querySelector("[data-refresh]");
  if (!list) return;
  try {
    const answer = await fetch(list.dataset.refresh, { headers: { "HX-Request": "true" } });
    if (answer.ok && !answer.redirected) list.innerHTML = await answer.text();
  } catch {
    // the list stays as it was; the next card that is saved asks again
  }
}

document.addEventListener("input", (event) => touched(event, AFTER_TYPING));
document.addEventListener("change", (event) => {
  const isText = event.target.matches("textarea, input:not([type=checkbox], [type=radio])");
  // What a person typed was heard of already; leaving the field says nothing new once it is saved.
  const isOld = event.isTrusted && isText && !waiting.has(event.target.form);
  if (!isOld) touched(event, AFTER_CHOOSING);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[data-autosave]")) {
    event.preventDefault();
    save(form);
  } else if (form.method === "post" && waiting.size && !event.defaultPrevented) {
    event.preventDefault();
    sendLater(form, event.submitter);
  }
});
window.addEventListener("online", () => {
  for (const form of waiting.keys()) if (about(form).tries) save(form);
});
window.addEventListener("beforeunload", (event) => {
  if ([...waiting.values()].some((work) => work.typed || work.saving)) event.preventDefault();
});

// Names that are suggested while one types

let asking = 0;
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-suggest]");
  if (!field) return;
  clearTimeout(asking);
  asking = setTimeout(() => suggest(field), 300);
});

async function suggest(field) {
  const text = field.value.trim();
  const into = document.getElementById(field.dataset.into);
  if (text.length < 2) {
    into.replaceChildren();
    return;
  }
  const address = `${field.dataset.suggest}?name=${encodeURIComponent(text)}`;
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (answer.ok && !answer.redirected && field.value.trim() === text) into.innerHTML = await answer.text();
  } catch {
    into.replaceChildren(); // the button below the field searches as well
  }
}
