// What the bar can do with what is chosen, and whether it is so already.
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import type { MarkType } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";
import { addFootnote } from "./footnote.ts";
import { schema } from "./markdown/schema.ts";

// Format is what a key does; on says whether it is so already, if that can be.
export interface Format { run: Command; on?: (state: EditorState) => boolean }

const { nodes, marks } = schema;

const ofMark = (type: MarkType): Format => ({ run: toggleMark(type), on: (state) => marked(state, type) });

function marked(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, type);
}

function heading(level: number): Format {
  const on = (state: EditorState): boolean => { const { parent } = state.selection.$from; return parent.type === nodes.heading && parent.attrs.level === level; };
  return { on, run: (state, dispatch) => (on(state) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level }))(state, dispatch) };
}

function within(state: EditorState, name: string): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true;
  return false;
}

// formats by the name that a button of the bar carries.
export const formats: Readonly<Record<string, Format>> = {
  strong: ofMark(marks.strong), emphasis: ofMark(marks.emphasis), delete: ofMark(marks.delete), code: ofMark(marks.code),
  h2: heading(2), h3: heading(3), footnote: { run: addFootnote },
  quote: {
    on: (state) => within(state, "blockquote"),
    run: (state, dispatch) => (within(state, "blockquote") ? lift : wrapIn(nodes.blockquote))(state, dispatch),
  },
};
