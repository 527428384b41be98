// Comfort for the desk; every page works without it.
(() => {
  const $ = (id) => document.getElementById(id);
  const pad = (n) => String(n).padStart(2, "0");

  // Hours of today in the reader's own time zone.
  for (const el of document.querySelectorAll("time")) {
    const t = new Date(el.dateTime);
    if (t.toDateString() === new Date().toDateString()) el.textContent = pad(t.getHours()) + ":" + pad(t.getMinutes());
    else if (el.textContent.includes(":")) el.textContent = t.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
    el.title = t.toLocaleString();
  }
  for (const el of document.querySelectorAll("[data-copy]")) el.addEventListener("focus", () => el.select());
  const handle = document.querySelector("[data-handle]");
  if (handle) $("f-name").addEventListener("input", (e) => { handle.textContent = e.target.value.trim() || "name"; });
})();
