// Keys of the inbox of remarks: j and k move, t presses the first button, a writes an answer.
(() => {
  const list = document.querySelector("[data-remarks]");
  if (!list) return;

  const remarks = [...list.querySelectorAll(".remark")];

  const here = () => remarks.findIndex((remark) => remark.contains(document.activeElement));

  const move = (step) => {
    const next = remarks[Math.min(Math.max(here() + step, 0), remarks.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "center" });
  };

  const within = (selector) => remarks[here()]?.querySelector(selector);

  const deeds = {
    j: () => move(1),
    k: () => move(-1),
    t: () => within("[data-accept]")?.click(),
    a: () => within("[data-answer]")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!deeds[event.key]) return;
    event.preventDefault();
    deeds[event.key]();
  });
})();
