// What makes articles and statements quicker to use: copying, and the words of a statement
// lit up where its note is pointed at.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const status = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      status.textContent = "Copied.";
    } catch {
      status.textContent = "The browser does not allow copying: select the text instead.";
    }
  });
}

for (const sheet of document.querySelectorAll(".page-article .sheet, .page-statement .sheet, .page-try .sheet")) {
  // The numbers of the statements that an element belongs to.
  const numbers = (el) => {
    const note = el.closest(".note");
    if (note) return [note.id.slice(2)];
    const said = el.closest("[data-s]");
    return said ? said.dataset.s.split(" ") : [];
  };
  const light = (list, on, name) => {
    for (const n of list) {
      for (const el of sheet.querySelectorAll(`[data-s~="${n}"], #n-${n}`)) el.classList.toggle(name, on);
    }
  };
  let lit = [];
  const point = (e) => {
    const now = numbers(e.target);
    if (now.join() === lit.join()) return;
    light(lit, false, "lit");
    light((lit = now), true, "lit");
  };
  sheet.addEventListener("pointerover", point);
  sheet.addEventListener("focusin", point);

  // All segments of the statement that the address names.
  const aim = () => {
    for (const el of sheet.querySelectorAll(".aimed")) el.classList.remove("aimed");
    const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (at && at.dataset.n) light([at.dataset.n], true, "aimed");
  };
  aim();
  addEventListener("hashchange", aim);

  // j and k go from statement to statement.
  const step = (by) => () => {
    const all = [...sheet.querySelectorAll(".note .num")];
    const here = all.indexOf(document.activeElement);
    return all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))];
  };
  keys.j = step(1);
  keys.k = step(-1);
}
