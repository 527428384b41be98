// What the keyboard does.
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { Selection, type Command, type EditorState, type Plugin } from "prosemirror-state";
import { schema } from "./markdown/schema.ts";

const { nodes, marks } = schema;

// enclosing is the position before the innermost block of a kind around the caret; null outside of all.
function enclosing(state: EditorState, name: string): number | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return $from.before(depth);
  return null;
}

// nextEntry begins the next entry of a list, with an empty box if this one has a box; an empty entry ends the list.
const nextEntry: Command = (state, dispatch) => {
  const at = enclosing(state, "list_item");
  if (at === null) return false;
  const { $from, empty } = state.selection, entry = state.doc.nodeAt(at)!;
  if (empty && !$from.parent.childCount && entry.childCount === 1) return liftListItem(nodes.list_item)(state, dispatch);
  return splitListItem(nodes.list_item, entry.attrs.checked === null ? undefined : { checked: false })(state, dispatch);
};

const atStart = (state: EditorState): boolean => state.selection.empty && state.selection.$from.parentOffset === 0;

// outOfEntry takes away a box first, then the entry.
const outOfEntry: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!atStart(state) || $from.depth < 2 || $from.node(-1).type !== nodes.list_item || $from.index(-1) !== 0) return false;
  if ($from.node(-1).attrs.checked === null) return liftListItem(nodes.list_item)(state, dispatch);
  dispatch?.(state.tr.setNodeAttribute($from.before(-1), "checked", null));
  return true;
};

// toParagraph makes plain words of a heading, and of code without a letter.
const toParagraph: Command = (state, dispatch) => {
  const { $from } = state.selection, block = $from.parent;
  if (!atStart(state) || !(block.type === nodes.heading || (block.type.spec.code && !block.childCount))) return false;
  return setBlockType(nodes.paragraph)(state, dispatch);
};

const lineBreak: Command = (state, dispatch) => {
  if (enclosing(state, "table_cell") !== null || !state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

// cell goes to another cell of the table; behind the last it leaves the table.
const cell = (way: 1 | -1): Command => (state, dispatch) => {
  const at = enclosing(state, "table_cell");
  if (at === null) return false;
  const edge = way > 0 ? at + state.doc.nodeAt(at)!.nodeSize : at;
  const found = Selection.findFrom(state.doc.resolve(edge), way, true);
  if (found) dispatch?.(state.tr.setSelection(found).scrollIntoView());
  return true;
};

// stay keeps Tab from leaving the text in the midst of a list. Escape leads out.
const stay: Command = (state) => enclosing(state, "list_item") !== null;

// keys are all of them; link asks for an address, leave leads out of the text.
export function keys(link: Command, leave: Command): Plugin[] {
  return [
    keymap({
      "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo,
      "Mod-b": toggleMark(marks.strong), "Mod-i": toggleMark(marks.emphasis), "Mod-e": toggleMark(marks.code),
      "Mod-Shift-x": toggleMark(marks.delete), "Mod-k": link,
      "Mod-Alt-2": setBlockType(nodes.heading, { level: 2 }), "Mod-Alt-3": setBlockType(nodes.heading, { level: 3 }), "Mod-Alt-0": setBlockType(nodes.paragraph),
      Enter: chainCommands(cell(1), nextEntry),
      "Shift-Enter": chainCommands(cell(1), exitCode, lineBreak), "Mod-Enter": exitCode,
      Backspace: chainCommands(undoInputRule, outOfEntry, toParagraph),
      Tab: chainCommands(cell(1), sinkListItem(nodes.list_item), stay),
      "Shift-Tab": chainCommands(cell(-1), liftListItem(nodes.list_item)),
      Escape: leave,
    }),
    keymap(baseKeymap),
  ];
}
