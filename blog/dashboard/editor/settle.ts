// Browsers tell late where the caret went. Before a key means something there, it is asked where it is.
import { Plugin, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

export const settle = new Plugin({ props: { handleKeyDown: (view) => { toScreen(view); return false; } } });

function toScreen(view: EditorView): void {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}, { state } = view;
  if (view.composing || !(state.selection instanceof TextSelection) || !(anchorNode instanceof Text) || !(focusNode instanceof Text)) return;
  if (![anchorNode, focusNode].every((node) => view.dom.contains(node) && !node.parentElement!.closest("[contenteditable=false]"))) return;
  const anchor = view.posAtDOM(anchorNode, anchorOffset!), head = view.posAtDOM(focusNode, focusOffset!);
  if (anchor === state.selection.anchor && head === state.selection.head) return;
  if (![anchor, head].every((pos) => state.doc.resolve(pos).parent.inlineContent)) return;
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, anchor, head)));
}
