// The block the caret is in shows what else it has: a table its bar, a formula its source.
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const showing = new Set(["table", "code_block", "math_block", "alert", "raw"]);

export const within = new Plugin({
  props: {
    decorations({ doc, selection: { $from } }) {
      const found: Decoration[] = [];
      for (let depth = $from.depth; depth > 0; depth--) {
        if (showing.has($from.node(depth).type.name)) found.push(Decoration.node($from.before(depth), $from.after(depth), { class: "within" }));
      }
      return DecorationSet.create(doc, found);
    },
  },
});
