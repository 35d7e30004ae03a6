// What is quicker with a script; every page works without it.
"use strict";

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy]");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  const words = link.querySelector("span");
  const before = words.textContent;
  words.setAttribute("role", "status");
  words.textContent = link.dataset.copy;
  setTimeout(() => { words.textContent = before; }, 2000);
});
