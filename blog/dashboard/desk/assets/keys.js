// Keys of the desk. Single letters can be switched off (WCAG 2.2, 2.1.4).
(() => {
  const dialog = document.getElementById("keys"), on = document.getElementById("keys-on"), show = document.getElementById("show-keys");
  if (!dialog) return;
  const off = "pamphlet letters off";
  const letters = () => { try { return localStorage.getItem(off) === null; } catch { return true; } };
  on.checked = letters();
  on.addEventListener("change", () => { try { if (on.checked) localStorage.removeItem(off); else localStorage.setItem(off, "yes"); } catch { /* it keeps nothing */ } });
  const open = () => { if (!dialog.open) dialog.showModal(); };
  if (show) { show.hidden = false; show.addEventListener("click", open); }
  if (/Mac|iP(hone|ad)/.test(navigator.platform)) for (const key of dialog.querySelectorAll("kbd")) key.textContent = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" }[key.textContent] ?? key.textContent;

  const places = { a: "/desk", r: "/desk/comments", n: "/desk/notices", m: "/desk/media" };
  let went = 0; // when "g" was pressed
  function step(by) {
    const links = [...document.querySelectorAll(".rows .row h2 a, .grid li > a, .talk article h2 a, .talk .who a")];
    const at = links.indexOf(document.activeElement), next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
    next?.focus();
    return Boolean(next);
  }
  const acts = {
    "?": () => { open(); return true; },
    n: () => { location.assign("/desk/articles/new"); return true; },
    "/": () => { const field = document.querySelector("[role=search] input[type=search]"); field?.focus(); return Boolean(field); },
    j: () => step(1), k: () => step(-1),
    g: () => { went = Date.now(); return true; },
  };
  addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.isComposing) return;
    if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key === "/") { e.preventDefault(); return open(); }
    if (e.ctrlKey || e.metaKey || e.altKey || dialog.open || !letters()) return;
    const at = e.target instanceof Element ? e.target : document.body;
    if (at.closest("input, textarea, select, [contenteditable=true], dialog") && !at.matches("input[type=checkbox], input[type=radio]")) return;
    const place = Date.now() - went < 1500 && places[e.key];
    went = 0;
    if (place) { e.preventDefault(); location.assign(place); } else if (acts[e.key]?.()) e.preventDefault();
  });
})();
