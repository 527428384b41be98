// The editor on its page. Begin reading here; the way between Markdown and blocks is markdown/document.ts.
//
// An article is written as blocks, or as its source in the field it is sent from. One button changes between them, and
// the caret stays where it is. Without this script there is the field alone.
import { Sheet } from "./sheet.ts";
import { Toolbar } from "./toolbar.ts";

const form = document.getElementById("editor") as HTMLFormElement, field = document.getElementById("f-markdown") as HTMLTextAreaElement;
const button = document.getElementById("source") as HTMLButtonElement, bar = document.getElementById("format")!;
const skip = document.querySelector<HTMLAnchorElement>("a.skip");
const remembered = "pamphlet.source"; // in this browser, whoever rather writes source

const sheet = new Sheet(field, new Toolbar(bar), () => { button.focus(); return true; });
const { dom } = sheet.view;

const inSource = (): boolean => !field.hidden;

// change goes from one to the other.
function change(source: boolean): void {
  if (source) sheet.caretToField();
  else sheet.open();
  field.hidden = !source;
  dom.hidden = source;
  button.setAttribute("aria-pressed", String(source));
  if (skip) skip.hash = source ? field.id : dom.id;
  form.dispatchEvent(new CustomEvent("words")); // the page measures the field anew
}

function toggle(): void {
  change(!inSource());
  remember(inSource());
  if (inSource()) return field.focus();
  sheet.caretFromField();
  sheet.view.focus();
}

function remember(source: boolean): void {
  try {
    if (source) localStorage.setItem(remembered, "yes");
    else localStorage.removeItem(remembered);
  } catch { /* it keeps nothing */ }
}

function prefersSource(): boolean {
  try { return localStorage.getItem(remembered) !== null; } catch { return false; }
}

// Whoever asks for what the form holds gets what is here, to the last letter.
form.addEventListener("formdata", (event) => {
  if (inSource()) return;
  sheet.write();
  event.formData.set(field.name, field.value);
});
addEventListener("pagehide", () => { if (!inSource()) sheet.write(); }, { capture: true });
form.addEventListener("words", () => { if (!inSource()) sheet.open(); });
field.addEventListener("input", () => { if (!inSource()) sheet.open(); });
form.addEventListener("caret", () => { if (!inSource()) sheet.caretToField(); });
button.addEventListener("click", toggle);
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.altKey && event.code === "KeyM") { event.preventDefault(); toggle(); }
});

button.hidden = false;
if (!prefersSource()) {
  const writing = document.activeElement === field;
  change(false);
  if (writing) sheet.view.focus();
}
