// Blocks change places with the one before or behind them.
import { NodeSelection, TextSelection, type Command } from "prosemirror-state";

// move takes the block around the caret up or down among its like; an entry moves within its list.
export const move = (way: -1 | 1): Command => (state, dispatch) => {
  const { $from, $to, from, to } = state.selection;
  let depth = $from.sharedDepth(to);
  if ($from.node(depth).isTextblock) depth--;
  while (depth > 0 && !["list_item"].includes($from.node(depth).type.name)) depth--;
  const at = depth > 0 && $from.depth >= depth ? depth - 1 : 0; // the block whose children change places
  const parent = $from.node(at), first = $from.index(at), last = $to.indexAfter(at) - 1, beside = way < 0 ? first - 1 : last + 1;
  if (beside < 0 || beside >= parent.childCount) return false;
  if (!dispatch) return true;
  const start = $from.start(at), place = (n: number): number => start + parent.children.slice(0, n).reduce((sum, node) => sum + node.nodeSize, 0);
  const other = parent.child(beside), begin = place(first), end = place(last + 1), tr = state.tr;
  const shift = way < 0 ? -other.nodeSize : other.nodeSize;
  if (way < 0) tr.delete(begin - other.nodeSize, begin).insert(end - other.nodeSize, other);
  else tr.delete(end, end + other.nodeSize).insert(begin, other);
  if (state.selection instanceof NodeSelection) tr.setSelection(NodeSelection.create(tr.doc, from + shift));
  else tr.setSelection(TextSelection.create(tr.doc, state.selection.anchor + shift, state.selection.head + shift));
  dispatch(tr.scrollIntoView());
  return true;
};
