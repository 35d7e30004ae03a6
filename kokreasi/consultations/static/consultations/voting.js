// The next statement comes at once, and keys choose while the focus is in the card; every page works
// without.
"use strict";

const HERE = { "HX-Request": "true" };

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-voting]:not([data-proof], [data-plain])");
  if (!form) return;
  event.preventDefault();
  const { submitter } = event;
  const body = new FormData(form);
  body.set(submitter.name, submitter.value);
  const buttons = [...form.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  const card = await next(form.action, body);
  if (card) {
    show(card);
    return;
  }
  for (const button of buttons) button.disabled = false;
  form.dataset.plain = "";
  form.requestSubmit(submitter);
});

// Gives the next card, or nothing where the server has to say something on a page of its own.
async function next(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body, headers: HERE });
    return answer.ok && !answer.redirected ? await answer.text() : "";
  } catch {
    return "";
  }
}

function show(card) {
  document.getElementById("kartu").outerHTML = card;
  document.querySelector("#kartu [autofocus]")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const card = document.activeElement?.closest("[data-voting]");
  const button = card?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
