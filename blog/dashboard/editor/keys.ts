// What the keyboard does.
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import type { Command, EditorState, Plugin } from "prosemirror-state";
import { blocks } from "./blocks.ts";
import { addFootnote } from "./footnote.ts";
import { arrows } from "./formula.ts";
import { schema } from "./markdown/schema.ts";
import { move } from "./move.ts";
import { cellBelow, nextCell } from "./table.ts";

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

const inCode = (state: EditorState): boolean => Boolean(state.selection.$from.parent.type.spec.code);

// indent writes what the code's lines begin with: a tab, or two spaces.
const indent: Command = (state, dispatch) => {
  if (!inCode(state)) return false;
  dispatch?.(state.tr.insertText(/^\t/m.test(state.selection.$from.parent.textContent) ? "\t" : "  ").scrollIntoView());
  return true;
};

// nextLine of code begins as far in as this one.
const nextLine: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!inCode(state)) return false;
  const before = $from.parent.textContent.slice(0, $from.parentOffset), within = /^[ \t]*/.exec(before.slice(before.lastIndexOf("\n") + 1))![0];
  dispatch?.(state.tr.insertText("\n" + within).scrollIntoView());
  return true;
};

// stay keeps Tab from leaving the text in the midst of a list. Escape leads out.
const stay: Command = (state) => enclosing(state, "list_item") !== null;

// Ways are what leads out of the text, and to its bars.
export interface Ways { link: Command; find: Command; leave: Command }

// keys are all of them.
export function keys({ link, find, leave }: Ways): Plugin[] {
  return [
    keymap({
      "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo,
      "Mod-b": toggleMark(marks.strong), "Mod-i": toggleMark(marks.emphasis), "Mod-e": toggleMark(marks.code),
      "Mod-Shift-x": toggleMark(marks.delete), "Mod-k": link, "Mod-f": find, "Mod-h": find,
      "Mod-Alt-2": blocks.h2!, "Mod-Alt-3": blocks.h3!, "Mod-Alt-4": blocks.h4!, "Mod-Alt-0": blocks.text!,
      "Mod-Shift-7": blocks.numbers!, "Mod-Shift-8": blocks.bullets!, "Mod-Shift-9": blocks.tasks!, "Mod-Alt-f": addFootnote,
      "Alt-ArrowUp": move(-1), "Alt-ArrowDown": move(1),
      Enter: chainCommands(nextLine, cellBelow, nextEntry),
      "Shift-Enter": chainCommands(cellBelow, exitCode, lineBreak), "Mod-Enter": exitCode,
      Backspace: chainCommands(undoInputRule, outOfEntry, toParagraph),
      Tab: chainCommands(indent, nextCell(1), sinkListItem(nodes.list_item), stay),
      "Shift-Tab": chainCommands(nextCell(-1), liftListItem(nodes.list_item)),
      Escape: leave,
    }),
    keymap(arrows),
    keymap(baseKeymap),
  ];
}
