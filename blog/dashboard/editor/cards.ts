// Addresses that are alone on their line: below them stands the card that readers get in their place.
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { schema } from "./markdown/schema.ts";
import { shown } from "./shown.ts";

const key = new PluginKey<DecorationSet>("cards");
const drawn = new Map<string, Element | null>(); // by address; null for one that has no card

export const cards = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply: (tr, held) => (tr.docChanged || tr.getMeta(key) ? place(tr.doc) : held),
  },
  props: { decorations(state) { return this.getState(state); } },
  view: (view) => { ask(view); return { update: (now, before) => { if (now.state.doc !== before.doc) ask(now); } }; },
});

// ask has the site draw what is not drawn yet. An address that is still being typed is left alone.
function ask(view: EditorView): void {
  const { doc, selection } = view.state;
  doc.forEach((node, pos) => {
    const address = bare(node);
    const typed = view.hasFocus() && selection.from > pos && selection.to < pos + node.nodeSize;
    if (!address || drawn.has(address) || typed) return;
    drawn.set(address, null);
    void shown(`<${address}>`).then((element) => {
      if (!element) drawn.delete(address); // ask again when something changes
      if (!element?.matches("figure.embed") || view.isDestroyed) return;
      drawn.set(address, element);
      view.dispatch(view.state.tr.setMeta(key, true).setMeta("addToHistory", false));
    });
  });
}

function place(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.forEach((node, pos) => {
    const address = bare(node), card = address && drawn.get(address);
    if (card) found.push(Decoration.widget(pos + node.nodeSize, () => copyOf(card), { side: -1, key: "card " + address, ignoreSelection: true }));
  });
  return DecorationSet.create(doc, found);
}

function copyOf(card: Element): HTMLElement {
  const box = document.createElement("div");
  box.className = "card";
  box.contentEditable = "false";
  box.append(...[...card.querySelectorAll("img, b, small")].map((part) => part.cloneNode(true)));
  return box;
}

// bare is the address that is all a paragraph has.
function bare(node: Node): string | null {
  if (node.type !== schema.nodes.paragraph || node.childCount !== 1 || !node.firstChild!.isText) return null;
  const text = node.firstChild!.text!, link = node.firstChild!.marks.find((mark) => mark.type === schema.marks.link);
  return /^https?:\/\/\S+$/.test(text) && (!link || link.attrs.href === text) ? text : null;
}
