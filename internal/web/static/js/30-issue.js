// Dragging over the lanes of an issue chooses days: the page for them is opened.
for (const strip of document.querySelectorAll(".strip")) {
  const form = document.querySelector("form[data-zoom]");
  const field = strip.querySelector(".lane-marks, .lane-axis");
  if (!form || !field) continue;
  const hint = document.querySelector(".zoom-hint");
  if (hint) hint.hidden = false;
  strip.classList.add("zooms");
  const first = Date.parse(strip.dataset.from), last = Date.parse(strip.dataset.to);
  const margin = 0.015; // as strip.go has it
  let start = null, box = null;

  const share = (x) => {
    const r = field.getBoundingClientRect();
    const at = ((x - r.left) / r.width - margin) / (1 - 2 * margin);
    return Math.min(1, Math.max(0, at));
  };
  const day = (at) => new Date(first + Math.round((last - first) * at / 864e5) * 864e5).toISOString().slice(0, 10);
  const end = () => {
    if (box) box.remove();
    start = box = null;
  };

  strip.addEventListener("dragstart", (e) => e.preventDefault());
  strip.addEventListener("pointerdown", (e) => {
    if (e.button === 0 && e.target.closest(".lane-marks, .lane-axis")) start = e.clientX;
  });
  addEventListener("pointermove", (e) => {
    if (start === null || (!box && Math.abs(e.clientX - start) < 6)) return;
    if (!box) {
      box = document.createElement("div");
      box.className = "zoom-box";
      strip.append(box);
    }
    const r = field.getBoundingClientRect(), s = strip.getBoundingClientRect();
    const clamp = (x) => Math.min(r.right, Math.max(r.left, x)) - s.left;
    const a = clamp(Math.min(start, e.clientX)), b = clamp(Math.max(start, e.clientX));
    box.style.left = a + "px";
    box.style.width = b - a + "px";
  });
  addEventListener("pointerup", (e) => {
    if (!box) {
      start = null;
      return;
    }
    const a = share(Math.min(start, e.clientX)), b = share(Math.max(start, e.clientX));
    end();
    addEventListener("click", (c) => c.preventDefault(), { capture: true, once: true });
    form.elements.from.value = day(a);
    form.elements.to.value = day(b);
    form.requestSubmit();
  });
  addEventListener("pointercancel", end);
  addEventListener("keydown", (e) => { if (e.key === "Escape") end(); });
}
