// A theme and its settings are tried while they are chosen.
const form = document.getElementById("look"), frame = document.querySelector("#trial-frame iframe"), bar = document.getElementById("trial-switch");
let page = "", width = 1280, timer = 0;

// address asks for the page with what the form says now.
function address() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && name !== "csrf") asked.append(name, value);
  if (page) asked.set("page", page);
  return `${form.getAttribute("action")}/try?${asked}`;
}

// show loads it in the frame, and lets it stay where it was scrolled to.
function show() {
  const at = frame.contentWindow?.scrollY ?? 0;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, at), { once: true });
  frame.contentWindow.location.replace(address());
}

// fit makes a page of the wished width as small as the place for it.
function fit() {
  const box = frame.parentElement, scale = Math.min(box.clientWidth / width, 1);
  frame.style.inlineSize = `${width}px`;
  frame.style.blockSize = `${box.clientHeight / scale}px`;
  frame.style.transform = `scale(${scale})`;
  frame.style.marginInline = scale === 1 ? "auto" : "";
}

form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 200); });
bar.hidden = false;
bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const kind = "page" in button.dataset ? "page" : "width";
  for (const other of bar.querySelectorAll(`[data-${kind}]`)) other.setAttribute("aria-pressed", String(other === button));
  if (kind === "page") { page = button.dataset.page; show(); } else { width = Number(button.dataset.width); fit(); }
});
if (innerWidth < 600) bar.querySelector('[data-width="390"]').click();
new ResizeObserver(fit).observe(frame.parentElement);
fit();
