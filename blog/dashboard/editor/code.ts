// A block of code with its language, in the colours readers see.
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView, type NodeView } from "prosemirror-view";
import { schema } from "./markdown/schema.ts";
import { shown } from "./shown.ts";
import { t } from "./words.ts";

export class Code implements NodeView {
  readonly dom = document.createElement("div");
  readonly contentDOM = document.createElement("code");
  private readonly language = document.createElement("input");
  private node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.node = node;
    this.dom.className = "coded";
    const { language } = this, pre = document.createElement("pre");
    pre.spellcheck = false;
    pre.append(this.contentDOM);
    language.contentEditable = "false";
    language.placeholder = t("Language");
    language.spellcheck = false;
    language.autocomplete = "off";
    language.setAttribute("aria-label", t("Language of the code"));
    language.setAttribute("list", "languages");
    language.addEventListener("change", () => {
      const pos = getPos(), name = language.value.trim().replace(/\s.*|`/gs, "");
      if (pos !== undefined) view.dispatch(view.state.tr.setNodeAttribute(pos, "lang", name || null));
    });
    language.addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      if (event.key === "Escape") language.value = (this.node.attrs.lang ?? "") as string;
      view.focus();
    });
    this.dom.append(language, pre);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    if (document.activeElement !== this.language) this.language.value = (node.attrs.lang ?? "") as string;
    return true;
  }

  stopEvent(event: Event): boolean { return event.target === this.language; }
  ignoreMutation(mutation: { target: globalThis.Node }): boolean { return !this.contentDOM.contains(mutation.target); }
}

interface Colour { from: number; to: number; class: string }

const key = new PluginKey<DecorationSet>("colours");

// colours highlights the code. What has not been coloured yet is plain.
export const colours = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply: (tr, held) => (tr.getMeta(key) as DecorationSet | undefined) ?? held.map(tr.mapping, tr.doc),
  },
  props: { decorations(state) { return this.getState(state); } },
  view: (view) => { void colour(view); return { update: (now, before) => { if (now.state.doc !== before.doc) void colour(now); } }; },
});

const known = new Map<string, Colour[]>();

async function colour(view: EditorView): Promise<void> {
  const { doc } = view.state, wanted: Promise<unknown>[] = [];
  let fresh = false;
  doc.descendants((node) => {
    if (node.type !== schema.nodes.code_block) return !node.isTextblock;
    const source = fenced(node);
    if (node.attrs.lang && node.textContent && !known.has(source)) wanted.push(shown(source).then((element) => { if (element) { known.set(source, coloursOf(element, node.textContent)); fresh = true; } }));
    return false;
  });
  if (wanted.length) await Promise.all(wanted);
  if (view.isDestroyed || view.state.doc !== doc || (wanted.length > 0 && !fresh)) return;
  const set = DecorationSet.create(doc, decorations(doc)), held = key.getState(view.state)!;
  if (held.find().length || set.find().length) if (!same(held, set)) view.dispatch(view.state.tr.setMeta(key, set).setMeta("addToHistory", false));
}

const said = (set: DecorationSet): string => set.find().map(({ from, to, spec }) => `${from} ${to} ${(spec as { class: string }).class}`).join();
const same = (a: DecorationSet, b: DecorationSet): boolean => said(a) === said(b);

function decorations(doc: Node): Decoration[] {
  const found: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (node.type !== schema.nodes.code_block) return !node.isTextblock;
    for (const { from, to, class: name } of known.get(fenced(node)) ?? []) found.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { class: name }, { class: name }));
    return false;
  });
  return found;
}

function fenced(node: Node): string {
  const code = node.textContent, fence = "`".repeat(Math.max(3, ...(code.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return `${fence}${node.attrs.lang as string}\n${code}\n${fence}`;
}

// coloursOf reads where the site's markup has which class. Nothing, if its words are not ours.
function coloursOf(element: Element, code: string): Colour[] {
  const drawn = element.querySelector("code"), found: Colour[] = [];
  if (!drawn || drawn.textContent.replace(/\n$/, "") !== code.replace(/\n$/, "")) return [];
  const walker = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
  for (let at = 0, text = walker.nextNode(); text; text = walker.nextNode()) {
    const end = at + text.textContent!.length, name = text.parentElement!.closest("span")?.className;
    if (name) found.push({ from: at, to: Math.min(end, code.length), class: name });
    at = end;
  }
  return found;
}
