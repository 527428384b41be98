// A theme and its settings are tried while they are chosen.
const form = document.getElementById("look"), frame = document.querySelector("#trial-frame iframe"), bar = document.getElementById("trial-switch"), page = document.getElementById("trial-page");
let width = 1280, timer = 0;

// address asks for the page with what the form says now.
function address() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && name !== "csrf") asked.append(name, value);
  if (page.value) asked.set("page", page.value);
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

// follow takes note of a link that was followed in the frame.
function follow() {
  const path = new URLSearchParams(frame.contentWindow.location.search).get("page") ?? "";
  if (path === page.value) return;
  if (![...page.options].some((option) => option.value === path)) page.add(new Option(frame.contentDocument.title, path));
  page.value = path;
}

form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 200); });
page.addEventListener("change", show);
frame.addEventListener("load", follow);
bar.hidden = false;
bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  for (const other of bar.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
  width = Number(button.dataset.width);
  fit();
});
if (innerWidth < 600) bar.querySelector('[data-width="390"]').click();
new ResizeObserver(fit).observe(frame.parentElement);
fit();
