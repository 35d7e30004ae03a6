// Entering a sheet without lifting the hands from the keyboard. Without this file every field is
// reached with the tabulator as usual.
"use strict";

const form = document.querySelector("form[data-entry]");
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
let touched = form?.hasAttribute("data-typed") ?? false;

// A stop is what is answered by one key: a question, or a row of a matrix.

function stops() {
  const questions = [...form.querySelectorAll("[data-question]")];
  return questions.flatMap((question) => {
    const rows = [...question.querySelectorAll(".grid-row")];
    return rows.length ? rows : [question];
  });
}

function inputs(stop) {
  return [...stop.querySelectorAll("input:not([type=hidden]), select, textarea")];
}

function enter(stop) {
  const fields = inputs(stop);
  const field = fields.find((one) => one.checked) ?? fields[0];
  if (!field) return;
  field.focus();
  if (field.select && !["radio", "checkbox"].includes(field.type)) field.select();
}

function move(from, by) {
  const all = stops();
  const next = all[all.indexOf(from) + by];
  if (next) enter(next);
  else if (by > 0) form.querySelector("[data-next], .entry-actions .button-primary").focus();
}

function choices(stop) {
  return inputs(stop).filter((one) => ["radio", "checkbox"].includes(one.type));
}

// Gives the option that a key means: its value on a scale, or else its place.
function option(stop, key) {
  const all = choices(stop);
  const number = key === "0" ? "10" : key;
  const isScale = stop.matches(".question-scale");
  if (/^[0-9]$/.test(key)) {
    const byValue = all.find((one) => one.value === (key === "0" && all.some((each) => each.value === "0") ? "0" : number));
    return isScale ? byValue : all[Number(number) - 1];
  }
  return all[LETTERS.indexOf(key.toLowerCase())];
}

function choose(stop, key) {
  const chosen = option(stop, key);
  if (!chosen) return;
  chosen.checked = chosen.type === "radio" ? true : !chosen.checked;
  chosen.dispatchEvent(new Event("input", { bubbles: true }));
  if (chosen.type === "radio" && chosen.value !== "other") move(stop, 1);
  else chosen.focus();
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-next]") ?? form.querySelector(".entry-actions .button-primary"));
    return;
  }
  const stop = event.target.closest?.(".grid-row, [data-question]");
  const isText = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
  if (!stop || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" && !event.target.matches("textarea, button")) {
    event.preventDefault();
    move(stop, event.shiftKey ? -1 : 1);
  } else if (!isText && event.target.matches("input") && /^[0-9a-z]$/i.test(event.key)) {
    event.preventDefault();
    choose(stop, event.key);
  }
}

if (form) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  window.addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
  const first = stops()[0];
  if (first && !touched && !location.hash) enter(first);
}

// The text for a chat

for (const button of document.querySelectorAll("[data-copy-text]")) {
  const field = document.getElementById(button.dataset.copyText);
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    const words = button.querySelector("span");
    words.setAttribute("role", "status");
    words.textContent = button.dataset.done;
  });
}
