// Comfort for the desk; every page works without it.
(() => {
  const $ = (id) => document.getElementById(id);
  const pad = (n) => String(n).padStart(2, "0");

  // Times in the reader's own time zone, written as their language does.
  const lang = document.documentElement.lang, locale = lang === "en" ? "en-GB" : `${lang}-u-nu-latn`, now = new Date();
  const clock = (t) => pad(t.getHours()) + ":" + pad(t.getMinutes());
  const day = (t) => t.toLocaleDateString(locale, { day: "numeric", month: "long", year: t.getFullYear() === now.getFullYear() ? undefined : "numeric" });
  for (const el of document.querySelectorAll("time[data-form]")) {
    const t = new Date(el.dateTime), today = t.toDateString() === now.toDateString();
    if (t > now) el.textContent = new Intl.ListFormat(locale, { type: "unit" }).format([day(t), clock(t)]);
    else if (today) el.textContent = clock(t);
    else if (el.dataset.form === "time") el.textContent = day(t);
    el.title = t.toLocaleString(locale);
  }
  // A day and time to choose is meant where its writer is; the form says what instant that is.
  for (const el of document.querySelectorAll("input[data-utc]")) {
    const here = new Date(el.value + "Z"), instant = el.form.elements.instant, later = el.form.querySelector('[name="when"][value="later"]');
    const local = (t) => `${t.getFullYear()}-${pad(t.getMonth() + 1)}-${pad(t.getDate())}T${pad(t.getHours())}:${pad(t.getMinutes())}`;
    const tell = () => { const t = new Date(el.value); instant.disabled = isNaN(t); if (!isNaN(t)) instant.value = t.toISOString(); };
    if (!isNaN(here)) el.value = local(here);
    el.form.querySelector("[data-zone]").textContent = `(${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
    el.addEventListener("input", () => { later.checked = true; tell(); });
    const button = el.form.querySelector("[data-later]"), now = button.textContent;
    el.form.addEventListener("change", () => { button.textContent = later.checked ? button.dataset.later : now; });
    tell();
  }
  for (const el of document.querySelectorAll("[data-copy]")) el.addEventListener("focus", () => el.select());
  const handle = document.querySelector("[data-handle]");
  if (handle) $("f-name").addEventListener("input", (e) => { handle.textContent = e.target.value.trim() || "name"; });
})();
