// Search: the page of a statement beside the list, keys, and dragging over days. Without
// this the same addresses open the same things.
"use strict";

const list = document.querySelector(".search");
if (list) {
  const reader = document.getElementById("reader");
  const items = [...list.querySelectorAll(".hit")];
  const pick = (item) => item.querySelector(".pick");
  const beside = () => matchMedia("(min-width: 78.01rem)").matches;
  let here = items.findIndex((i) => i.classList.contains("open"));
  let asked = 0;

  // Scrolls the reader, not the window, to the statement that it is open at.
  const aim = () => {
    const sheet = reader.querySelector(".sheet");
    const at = sheet && (sheet.querySelector(".aimed") || document.getElementById(sheet.dataset.at));
    if (!at) return;
    const head = reader.querySelector(".reader-head");
    reader.scrollTop += at.getBoundingClientRect().top - reader.getBoundingClientRect().top - head.offsetHeight - 48;
  };

  // Opens the page of a statement. Answers that come late are dropped.
  const show = async (item, keep) => {
    here = items.indexOf(item);
    for (const i of items) i.classList.toggle("open", i === item);
    const id = item.dataset.statement;
    const turn = ++asked;
    reader.classList.add("waiting");
    try {
      const answer = await fetch("/search/page?at=" + encodeURIComponent(id));
      const text = await answer.text();
      if (turn !== asked) return;
      if (!answer.ok) throw new Error(answer.status);
      reader.innerHTML = text;
      reader.dataset.open = id;
      aim();
      if (keep) {
        const address = new URL(location);
        address.searchParams.set("at", id);
        address.hash = "";
        history.replaceState(null, "", address);
      }
    } catch {
      if (turn === asked) location.assign(pick(item).href);
    } finally {
      if (turn === asked) reader.classList.remove("waiting");
    }
  };

  list.addEventListener("click", (e) => {
    const link = e.target.closest(".pick");
    if (!link || !reader || !beside() || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    e.preventDefault();
    show(link.closest(".hit"), true);
  });
  if (reader && beside() && items.length) {
    if (reader.dataset.open) aim();
    else show(items[0], false);
  }

  // Keys
  const step = (by) => () => {
    if (!items.length) return false;
    here = Math.min(items.length - 1, Math.max(0, here + by));
    const item = items[here];
    item.scrollIntoView({ block: "nearest" });
    pick(item).focus({ preventScroll: true });
    if (reader && beside()) show(item, true);
  };
  const follow = (selector) => () => {
    const link = list.querySelector(selector);
    if (!link) return false;
    location.assign(link.href);
  };
  const help = list.querySelector("dialog.keys");
  keys.j = step(1);
  keys.k = step(-1);
  keys.n = follow('a[rel="next"]');
  keys.p = follow('a[rel="prev"]');
  if (help) keys["?"] = () => { help.open ? help.close() : help.showModal(); };
  keys.Enter = () => {
    if (document.activeElement.closest("a, button, summary, dialog") && !document.activeElement.matches(".pick")) return false;
    const link = reader && reader.querySelector(".reader-head a");
    if (!link) return false;
    location.assign(link.href);
  };
  keys.Escape = () => {
    if (help && help.open) return false; // the dialog closes itself
    document.activeElement.blur();
  };

  // Dragging over the bars chooses their days.
  const chart = list.querySelector(".chart");
  if (chart) {
    const bars = [...chart.querySelectorAll(".bar")];
    const drawing = chart.querySelector("svg");
    let from = -1, to = -1;
    const at = (e) => {
      const box = drawing.getBoundingClientRect();
      return Math.min(bars.length - 1, Math.max(0, Math.floor(((e.clientX - box.left) / box.width) * bars.length)));
    };
    const paint = () => bars.forEach((b, i) => b.classList.toggle("picked", from >= 0 && i >= Math.min(from, to) && i <= Math.max(from, to)));
    drawing.addEventListener("dragstart", (e) => e.preventDefault());
    drawing.addEventListener("pointerdown", (e) => {
      if (e.button) return;
      from = to = at(e);
      chart.classList.add("drawing");
    });
    addEventListener("pointermove", (e) => {
      if (from < 0) return;
      to = at(e);
      paint();
    });
    addEventListener("pointerup", (e) => {
      if (from < 0) return;
      const [a, b] = [Math.min(from, to), Math.max(from, to)];
      const moved = a !== b;
      from = -1;
      chart.classList.remove("drawing");
      if (!moved) return; // a click follows the bar's own link
      const address = new URL(chart.dataset.base, location);
      address.searchParams.set("date", bars[a].dataset.from + ".." + bars[b].dataset.to);
      location.assign(address);
    });
    addEventListener("pointercancel", () => { from = -1; paint(); });
  }
}
