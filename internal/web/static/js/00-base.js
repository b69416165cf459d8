// What scripts of all pages share. Pages work without any of it.
"use strict";

// A key pressed outside of fields: handlers by key, set by the page's own script.
const keys = {
  "/": () => document.querySelector('.find input[name="q"]'),
};

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
  const field = e.target.closest("input, textarea, select, [contenteditable]");
  if (field) {
    if (e.key === "Escape") field.blur();
    return;
  }
  const act = keys[e.key];
  if (!act) return;
  const to = act(e);
  if (to instanceof HTMLElement) {
    to.focus();
    if (to.select) to.select();
  }
  if (to !== false) e.preventDefault();
});
