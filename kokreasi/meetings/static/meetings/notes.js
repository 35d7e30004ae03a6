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
