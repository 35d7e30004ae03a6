// Choose every proposal of the page at once, and say how many are chosen. Without this file each
// is chosen by itself.
"use strict";

for (const form of document.querySelectorAll("[data-choosing]")) {
  const boxes = [...form.querySelectorAll(".pick > input[type=checkbox]")];
  const every = form.querySelector("[data-choose-all]");
  const number = form.querySelector("[data-chosen]");
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    every.checked = chosen === boxes.length;
    every.indeterminate = chosen > 0 && chosen < boxes.length;
    number.textContent = chosen;
  };
  every.closest("[hidden]").hidden = false;
  every.addEventListener("change", () => {
    for (const box of boxes) box.checked = every.checked;
    count();
  });
  form.addEventListener("change", count);
  count();
}
