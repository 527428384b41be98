// TK marks what is still to come; the editor shows it, and the page counts it.
import type { Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const mark = /(?<![\p{L}\p{N}])TK(?![\p{L}\p{N}])/gu;

export const gaps = new Plugin<DecorationSet>({
  state: {
    init: (_, state) => find(state.doc),
    apply: (tr, known) => (tr.docChanged ? find(tr.doc) : known),
  },
  props: { decorations(state) { return this.getState(state); } },
});

function find(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return;
    for (const match of node.textBetween(0, node.content.size, null, " ").matchAll(mark)) {
      found.push(Decoration.inline(pos + 1 + match.index, pos + 3 + match.index, { class: "gap" }));
    }
  });
  return DecorationSet.create(doc, found);
}
