// The editor on its page. Begin reading here; the way between Markdown and blocks is markdown/document.ts.
//
// An article is written as blocks, or as its source. One button changes between them, and caret and place on the screen
// stay where they are. The field below is what is saved. Without this script there is the field alone.
import "./editor.css";
import { Find } from "./find.ts";
import { Sheet } from "./sheet.ts";
import type { Source } from "./source.ts";
import type { Surface } from "./surface.ts";
import { Toolbar } from "./toolbar.ts";

const form = document.getElementById("editor") as HTMLFormElement, field = document.getElementById("f-markdown") as HTMLTextAreaElement;
const button = document.getElementById("source") as HTMLButtonElement, bar = document.getElementById("format")!;
const skip = document.querySelector<HTMLAnchorElement>("a.skip");
const remembered = "pamphlet.source"; // in this browser, whoever rather writes source

const leave = (): boolean => { button.focus(); return true; };
const find = new Find(document.getElementById("find") as HTMLFormElement);
const sheet = new Sheet(field, { toolbar: new Toolbar(bar), find, leave });
let surface: Surface = sheet, source: Source | null = null;

// show changes to blocks or source. Without a line to the site the source is the field itself.
async function show(asSource: boolean): Promise<void> {
  const before = surface, y = topInView(), offset = before.offsetAt(y), height = before.heightOf(offset);
  before.caretToField();
  find.close();
  let next: Surface = sheet;
  if (asSource) next = (source = await newSource()) ?? plain;
  surface = next;
  if (before === source) source.close();
  if (next === sheet) source = null;
  field.hidden = next !== plain;
  sheet.dom.hidden = next !== sheet;
  next.open();
  button.setAttribute("aria-pressed", String(asSource));
  if (skip) skip.hash = next === sheet ? sheet.dom.id : next === plain ? field.id : "f-source";
  form.dispatchEvent(new CustomEvent("words")); // the page measures the field anew
  next.caretFromField();
  next.bring(offset, height);
}

// topInView is the height under the page's own bar, or the text's beginning if that is lower.
function topInView(): number { return Math.max(72, surface.dom.getBoundingClientRect().top); }

async function newSource(): Promise<Source | null> {
  try {
    const { Source } = await import("./source.ts");
    return new Source(field, leave);
  } catch { return null; }
}

// plain is the field, as the page has it without this script.
const plain: Surface = {
  dom: field,
  write: () => undefined, open: () => undefined, caretToField: () => undefined, caretFromField: () => undefined, caretBehind: () => undefined,
  focus: () => { field.focus(); },
  offsetAt: () => 0, heightOf: () => field.getBoundingClientRect().top, bring: () => undefined,
};

async function toggle(): Promise<void> {
  const asSource = surface === sheet;
  await show(asSource);
  remember(asSource);
  surface.focus();
}

function remember(asSource: boolean): void {
  try {
    if (asSource) localStorage.setItem(remembered, "yes");
    else localStorage.removeItem(remembered);
  } catch { /* it keeps nothing */ }
}

function prefersSource(): boolean {
  try { return localStorage.getItem(remembered) !== null; } catch { return false; }
}

// Whoever asks for what the form holds gets what is here, to the last letter.
form.addEventListener("formdata", (event) => {
  surface.write();
  event.formData.set(field.name, field.value);
});
addEventListener("pagehide", () => { surface.write(); }, { capture: true });
form.addEventListener("words", () => { surface.open(); });
field.addEventListener("input", () => { surface.open(); });
form.addEventListener("caret", () => { surface.caretToField(); });
form.addEventListener("placed", () => { surface.caretBehind(); surface.focus(); });
button.addEventListener("click", () => { void toggle(); });
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.altKey && event.code === "KeyM") { event.preventDefault(); void toggle(); }
});

button.hidden = false;
const writing = document.activeElement === field;
field.hidden = true;
sheet.dom.hidden = false;
sheet.open();
if (skip) skip.hash = sheet.dom.id;
if (prefersSource()) await show(true);
form.dispatchEvent(new CustomEvent("words"));
if (writing) surface.focus();
