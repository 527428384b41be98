// Tags with commas between them: those of the blogs one writes in complete the one at the caret.
import { t } from "./words.js";
const field = document.getElementById("f-tags");
if (field) {
  const list = Object.assign(document.createElement("ul"), { id: "tag-list", className: "completes", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", t("Tags"));
  field.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) field.setAttribute(name, value);
  let asked = 0, wait;

  const commas = /[,，、،\n]/;
  // part is the tag at the caret, and where it begins and ends.
  function part() {
    const at = field.selectionStart, text = field.value;
    let from = at, to = at;
    while (from > 0 && !commas.test(text[from - 1])) from--;
    while (to < text.length && !commas.test(text[to])) to++;
    return { from, to, words: text.slice(from, at).trim().replace(/^#/, "") };
  }
  function close() { asked++; list.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); }
  function choose(option) {
    const { from, to } = part(), gap = from > 0 ? " " : "";
    const more = to < field.value.length;
    field.setRangeText(gap + option.dataset.tag + (more ? "" : ", "), from, to, "end");
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function mark(option) {
    for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
    if (option) { field.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
  }
  async function complete() {
    const { words } = part(), mine = ++asked;
    if (!words) return close();
    let found = [];
    try {
      const answer = await fetch(`/desk/suggest?kind=tag&typed=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      if (answer.ok) found = await answer.json();
    } catch { /* without a line nothing is completed */ }
    const there = new Set(field.value.split(commas).map((tag) => tag.trim().replace(/^#/, "").toLowerCase()));
    found = found.map((one) => ({ tag: one.label.replace(/^#/, ""), detail: one.detail })).filter(({ tag }) => !there.has(tag.toLowerCase()));
    if (mine !== asked || document.activeElement !== field) return;
    if (!found.length) return close();
    list.replaceChildren(...found.map(({ tag, detail }, n) => {
      const option = Object.assign(document.createElement("li"), { id: "tag-" + n });
      option.setAttribute("role", "option");
      option.dataset.tag = tag;
      option.append(tag, Object.assign(document.createElement("small"), { textContent: detail }));
      option.addEventListener("mousedown", (e) => { e.preventDefault(); choose(option); });
      return option;
    }));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(null);
  }
  field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(complete, 120); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (e) => {
    if (list.hidden || e.isComposing) return;
    const options = [...list.children], at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (e.key === "ArrowDown" || e.key === "ArrowUp") mark(options[(at + (e.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + options.length) % options.length]);
    else if (e.key === "Enter" && at >= 0) choose(options[at]);
    else if (e.key === "Escape") close();
    else return;
    e.preventDefault();
    e.stopPropagation();
  });
}
