// Beside each other: the field that has the focus and the lines it was read from.
// Without this file every line is a link, and every file field takes what is dragged on it.
"use strict";

const source = document.getElementById("naskah");

function show(line) {
  const found = source && document.getElementById(`b${line}`);
  if (!found || getComputedStyle(source).overflowY !== "auto") return false;
  for (const old of source.querySelectorAll(".source-current")) old.classList.remove("source-current");
  found.classList.add("source-current");
  const top = found.offsetTop - source.clientHeight / 3;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  source.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
  return true;
}

document.addEventListener("focusin", (event) => {
  const part = event.target.closest("[data-line]");
  if (part) show(part.dataset.line);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  if (link && show(link.dataset.line)) event.preventDefault();
});

// Another day of the meeting: dates computed from it are shown as they are now

const facts = document.getElementById("fakta");
let dayShown = facts && facts.dataset.day;

document.addEventListener("card:saved", async (event) => {
  const { fresh } = event.detail;
  if (fresh.id !== "fakta" || fresh.dataset.day === dayShown) return;
  dayShown = fresh.dataset.day;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const card of document.querySelectorAll(".note-row-follow_up")) renew(card, page.getElementById(card.id));
  } catch {
    // the cards stay as they were until the page is opened again
  }
});

function renew(card, fresh) {
  if (!fresh || card.contains(document.activeElement)) return;
  if (dateOf(card) === dateOf(fresh) && !fresh.querySelector("[data-computed]") && !card.querySelector("[data-computed]")) return;
  const typed = [...card.querySelectorAll("textarea, select, input:not([type=hidden])")].filter(
    (field) => field.value !== (field.defaultValue ?? field.value) && field.name !== "due_on",
  );
  card.replaceWith(fresh);
  for (const field of typed) {
    const now = fresh.querySelector(`[name="${field.name}"]`);
    if (!now || now.value === field.value) continue;
    now.value = field.value;
    now.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function dateOf(card) {
  const field = card.querySelector('[name="due_on"]');
  return field && field.value;
}

// Files that are dragged onto the form

document.addEventListener("dragover", (event) => {
  if (event.target.closest("[data-drop]")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const form = event.target.closest("[data-drop]");
  if (!form || !event.dataTransfer.files.length) return;
  event.preventDefault();
  form.querySelector('input[type="file"]').files = event.dataTransfer.files;
});
