// A line to go on with: behind a picture, a table, a rule or a block of code there is always a place for the caret. It is not
// saved as long as it is empty.
import type { EditorState, Transaction } from "prosemirror-state";
import { Plugin } from "prosemirror-state";
import { schema } from "./markdown/schema.ts";
import { isFigure } from "./picture.ts";

export const lastLine = new Plugin({
  appendTransaction: (_trs, _before, state) => withLastLine(state),
});

export function withLastLine(state: EditorState): Transaction | null {
  const last = state.doc.lastChild;
  if (last?.type === schema.nodes.paragraph && !isFigure(last)) return null;
  return state.tr.insert(state.doc.content.size, schema.nodes.paragraph.create()).setMeta("addToHistory", false);
}
