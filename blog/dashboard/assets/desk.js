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

  const form = $("editor");
  if (!form) return;
  const text = $("f-markdown"), state = $("state"), areas = form.querySelectorAll(".sheet > textarea");
  let dirty = !!form.querySelector("[role=alert]");
  const say = (words) => state.replaceChildren(Object.assign(document.createElement("span"), { textContent: words }));
  const count = (n, noun) => n.toLocaleString("en") + " " + noun + (n === 1 ? "" : "s");

  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return;
    for (const a of areas) { a.style.height = "auto"; a.style.height = a.scrollHeight + "px"; }
  };
  const changed = () => {
    if (!dirty) say(state.dataset.changed);
    dirty = true;
    grow();
    $("words").textContent = count((text.value.match(/\S*[\p{L}\p{N}]\S*/gu) || []).length, "word");
    const gaps = (text.value.match(/(?<![\p{L}\p{N}])TK(?![\p{L}\p{N}])/gu) || []).length;
    $("gaps").hidden = !gaps;
    $("gaps").textContent = count(gaps, "gap") + " marked TK";
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (e) => {
    if (e.submitter && e.submitter.formTarget === "_blank") return;
    dirty = false;
    say(state.dataset.saving);
  });
  addEventListener("beforeunload", (e) => { if (dirty) e.preventDefault(); });
  addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === "s") { e.preventDefault(); form.requestSubmit($("save")); }
    if (e.key === "Escape" && $("details").open) { $("details").open = false; $("details").firstElementChild.focus(); }
  });
  for (const a of [areas[0], areas[1]]) {
    a.addEventListener("keydown", (e) => { if (e.key === "Enter" && !e.isComposing) { e.preventDefault(); areas[a === areas[0] ? 1 : 2].focus(); } });
  }

  // A picture goes where the caret is.
  const insert = async (file, alt) => {
    const body = new FormData();
    body.set("csrf", form.elements.csrf.value);
    body.set("alt", alt);
    body.set("picture", file);
    $("added").textContent = "Sending the picture";
    try {
      const answer = await fetch("/desk/media", { method: "POST", body, headers: { Accept: "text/markdown" } });
      const words = (await answer.text()).trim();
      $("added").textContent = answer.ok ? "The picture is in the text." : words;
      if (!answer.ok) { $("insert").open = true; return; }
      const before = text.value.slice(0, text.selectionStart), rest = text.value.slice(text.selectionEnd);
      const gap = (s, edge) => (!s.trim() || edge.test(s) ? "" : "\n\n");
      text.setRangeText(gap(before, /\n\n$/) + words + gap(rest, /^\n\n/), text.selectionStart, text.selectionEnd, "end");
      $("f-picture").value = $("f-picture_alt").value = "";
      changed();
    } catch { $("insert").open = true; $("added").textContent = "The picture could not be sent. Your text is safe; try again."; }
  };
  $("add").addEventListener("click", (e) => {
    const file = $("f-picture").files[0];
    if (file) { e.preventDefault(); insert(file, $("f-picture_alt").value); }
  });
  for (const [event, from] of [["paste", "clipboardData"], ["drop", "dataTransfer"]]) {
    text.addEventListener(event, (e) => {
      const file = [...e[from].files].find((f) => f.type.startsWith("image/"));
      if (file && !e[from].getData("text/plain")) { e.preventDefault(); insert(file, ""); }
    });
  }
  grow();
})();
