// The editor's page: counts, keys, pictures, and saving as one types.
import { Saving } from "./saving.js";
import { choose } from "./shelf.js";
import { sendAll } from "./upload.js";
import { count, t } from "./words.js";

const $ = (id) => document.getElementById(id);
const form = $("editor"), text = $("f-markdown"), visual = () => document.querySelector("#f-visual:not([hidden])"), state = $("state"), areas = form.querySelectorAll(".sheet > textarea");

const saving = new Saving(form, {
  tell(kind, sentence, link) {
    const words = document.createElement("span");
    words.textContent = kind === "saved" ? t("Saved %s", clock(saving.savedAt)) : sentence;
    if (link) words.append(" ", Object.assign(document.createElement("a"), { href: link.href, target: "_blank", textContent: link.words }));
    state.dataset.kind = kind;
    const parts = kind === "saved" ? [$("saved-icon").firstElementChild.cloneNode(true), words] : [words];
    state.replaceChildren(...parts, ...(kind === "saved" && form.dataset.state === "published" ? [late()] : []));
  },
  refused(fields) {
    for (const wrong of form.querySelectorAll(".wrong.live")) wrong.remove();
    for (const [name, problem] of Object.entries(fields)) {
      const field = $("f-" + name);
      const wrong = Object.assign(document.createElement("p"), { className: "wrong live", textContent: problem + " " + t("Everything else is saved.") });
      (field || state).after(wrong);
      if (field && field.closest("details")) field.closest("details").classList.add("trouble");
    }
  },
  joined(by) { note(by ? t("Joined with what %s changed.", by) : t("Joined with what was changed in another window.")); },
});

const clock = (at) => [at.getHours(), at.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");
const late = () => Object.assign(document.createElement("span"), { className: "late", textContent: t("not published yet") });

// note says something above the text, with buttons that answer it.
function note(sentence, ...buttons) {
  const box = Object.assign(document.createElement("p"), { className: "notice live" });
  box.setAttribute("role", "status");
  box.append(Object.assign(document.createElement("span"), { textContent: sentence }));
  for (const [label, act] of buttons) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "b small", textContent: label });
    button.addEventListener("click", () => { box.remove(); act(); });
    box.append(" ", button);
  }
  form.querySelector(".sheet .notice.live")?.remove();
  form.querySelector(".sheet h1").after(box);
}

// length says what the site says: in Chinese and Japanese each character counts, and is read faster than a word.
function length(words) {
  const signs = (words.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu) || []).length;
  const others = (words.replace(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu, " ").match(/[\p{L}\p{Nd}][\p{L}\p{Nd}\p{M}'’_-]*/gu) || []).length;
  return count(signs + others, "%d word", "%d words") + t(", ") + count(Math.max(1, Math.floor(others / 230 + signs / 400 + .5)), "%d minute", "%d minutes");
}

function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  for (const area of areas) { area.style.height = "auto"; area.style.height = area.scrollHeight + "px"; }
}

function recount() {
  grow();
  $("words").textContent = length(text.value);
  const gaps = (text.value.match(/(?<![\p{L}\p{N}])TK(?![\p{L}\p{N}])/gu) || []).length;
  $("gaps").hidden = !gaps;
  $("gaps").textContent = count(gaps, "%d gap marked TK", "%d gaps marked TK");
}

function changed() { recount(); saving.changed(); }

form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("words", recount);

// Buttons send the whole form. What is on its way goes first, or the form would seem to come from an older window;
// saving alone needs no new page, unless there is a file to send.
form.addEventListener("submit", async (e) => {
  const button = e.submitter, files = [...form.querySelectorAll("[type=file]")].some((field) => field.files.length);
  if (button?.id === "save" && !files) { e.preventDefault(); return saving.save(); }
  if (!saving.sending || button?.formTarget === "_blank") return;
  e.preventDefault();
  await saving.sending;
  form.requestSubmit(button);
});
addEventListener("keydown", (e) => {
  if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === "s") { e.preventDefault(); form.requestSubmit($("save")); }
  if (e.key === "Escape" && $("details").open) { $("details").open = false; $("details").firstElementChild.focus(); }
});
for (const [n, area] of [...areas].slice(0, 2).entries()) {
  area.addEventListener("keydown", (e) => { if (e.key === "Enter" && !e.isComposing) { e.preventDefault(); (n ? visual() || text : areas[n + 1]).focus(); } });
}

// What shows a picture or file goes where the caret is.
function place(words) {
  form.dispatchEvent(new CustomEvent("caret")); // the editor says where it is
  const before = text.value.slice(0, text.selectionStart), rest = text.value.slice(text.selectionEnd);
  const gap = (s, edge) => (!s.trim() || edge.test(s) ? "" : "\n\n");
  text.setRangeText(gap(before, /\n\n$/) + words + gap(rest, /^\n\n/), text.selectionStart, text.selectionEnd, "end");
  form.dispatchEvent(new CustomEvent("words"));
  form.dispatchEvent(new CustomEvent("placed")); // the caret stands behind it
  saving.changed();
}
async function insert(files, alt = "") {
  const failures = await sendAll(files, { csrf: form.elements.csrf.value, alt }, $("sending"), place);
  if (failures.length) return note(failures.join(" ") + " " + t("Your text is safe."));
  $("f-picture").value = $("f-picture_alt").value = "";
}
$("add").addEventListener("click", (e) => {
  if ($("f-picture").files.length) { e.preventDefault(); insert($("f-picture").files, $("f-picture_alt").value); }
});
$("f-picture").multiple = true;
$("again").hidden = false;
// The editor asks for one, or for one that is there.
form.addEventListener("picture", () => {
  const choice = Object.assign(document.createElement("input"), { type: "file", accept: $("f-picture").accept, multiple: true });
  choice.addEventListener("change", () => { if (choice.files.length) insert(choice.files); });
  choice.click();
});
const again = async () => { const words = await choose(); if (words) place(words); };
form.addEventListener("shelf", again);
$("again").addEventListener("click", again);
const writes = (el) => el === text || visual()?.contains(el) || $("f-source")?.contains(el);
for (const [event, from] of [["paste", "clipboardData"], ["drop", "dataTransfer"]]) {
  form.addEventListener(event, (e) => {
    if (!writes(e.target) || !e[from].files.length || e[from].getData("text/plain")) return;
    e.preventDefault();
    insert([...e[from].files]);
  }, { capture: true }); // before an editor takes it for nothing
}

recount();
if (form.querySelector(".sheet [role=alert]")) saving.changed(); // a form that came back is not saved yet
if (saving.restore()) note(t("These are words this browser kept. They are being saved."));
const waiting = saving.waiting();
if (waiting) {
  const begin = (waiting.fields.title || waiting.fields.markdown || "").trim().slice(0, 40);
  note(t("This browser kept an article that never reached the site: “%s…”", begin),
    [t("Bring it back"), () => saving.bringBack(waiting)], [t("Throw it away"), () => saving.forget(waiting)]);
}
