// Comfort for the desk; every page works without it.
(() => {
  const $ = (id) => document.getElementById(id);
  const pad = (n) => String(n).padStart(2, "0");

  // Hours of today in the reader's own time zone.
  for (const el of document.querySelectorAll("time")) {
    const t = new Date(el.dateTime);
    if (t > new Date()) el.textContent = t.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: t.getFullYear() === new Date().getFullYear() ? undefined : "numeric" }) + ", " + pad(t.getHours()) + ":" + pad(t.getMinutes());
    else if (t.toDateString() === new Date().toDateString()) el.textContent = pad(t.getHours()) + ":" + pad(t.getMinutes());
    else if (el.textContent.includes(":")) el.textContent = t.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
    el.title = t.toLocaleString();
  }
  // A day and time to choose is meant where its writer is; the form says what instant that is.
  for (const el of document.querySelectorAll("input[data-utc]")) {
    const here = new Date(el.value + "Z"), instant = el.form.elements.instant, later = el.form.querySelector('[name="when"][value="later"]');
    const local = (t) => `${t.getFullYear()}-${pad(t.getMonth() + 1)}-${pad(t.getDate())}T${pad(t.getHours())}:${pad(t.getMinutes())}`;
    const tell = () => { const t = new Date(el.value); instant.disabled = isNaN(t); if (!isNaN(t)) instant.value = t.toISOString(); };
    if (!isNaN(here)) el.value = local(here);
    el.form.querySelector("[data-zone]").textContent = `(${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
    el.addEventListener("input", () => { later.checked = true; tell(); });
    const button = el.form.querySelector("[data-later]");
    el.form.addEventListener("change", () => { button.textContent = later.checked ? button.dataset.later : "Publish"; });
    tell();
  }
  for (const el of document.querySelectorAll("[data-copy]")) el.addEventListener("focus", () => el.select());
  const handle = document.querySelector("[data-handle]");
  if (handle) $("f-name").addEventListener("input", (e) => { handle.textContent = e.target.value.trim() || "name"; });
})();
