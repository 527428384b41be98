// Tables: rows and columns come and go, columns are aligned. Every row has as many cells as the first.
import type { Node } from "prosemirror-model";
import { Plugin, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { schema } from "./markdown/schema.ts";

const { table, table_row: row, table_cell: cell, paragraph } = schema.nodes;

type Align = "left" | "center" | "right" | null;

// Here is the table around the caret, and the caret's place in it.
interface Here { node: Node; pos: number; row: number; column: number }

export function tableAt({ selection: { $from } }: EditorState): Here | null {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type === table) return { node: $from.node(depth), pos: $from.before(depth), row: $from.index(depth), column: $from.depth > depth ? $from.index(depth + 1) : 0 };
  }
  return null;
}

export function newTable(columns: number, rows: number): Node {
  return table.create({ align: Array<Align>(columns).fill(null) }, Array.from({ length: rows }, () => emptyRow(columns)));
}

const emptyRow = (columns: number): Node => row.create(null, Array.from({ length: columns }, () => cell.create()));

const widthOf = (node: Node): number => Math.max(...node.children.map((line) => line.childCount));

// change puts another table in place of the one around the caret, which goes to a cell of it.
const change = (make: (here: Here) => { rows: Node[][]; align: Align[]; to: [row: number, column: number] } | null): Command => (state, dispatch) => {
  const here = tableAt(state), made = here && make(here);
  if (!here || !made) return false;
  if (!dispatch) return true;
  const next = table.create({ align: made.align }, made.rows.map((cells) => row.create(null, cells))), tr = state.tr.replaceWith(here.pos, here.pos + here.node.nodeSize, next);
  dispatch(toCell(tr, next, here.pos, made.to).scrollIntoView());
  return true;
};

function toCell(tr: Transaction, node: Node, pos: number, [line, column]: [number, number]): Transaction {
  let at = pos + 1;
  for (let n = 0; n < line; n++) at += node.child(n).nodeSize;
  at += 1;
  for (let n = 0; n < column; n++) at += node.child(line).child(n).nodeSize;
  return tr.setSelection(TextSelection.create(tr.doc, at + 1 + node.child(line).child(column).content.size));
}

const rowsOf = (node: Node): Node[][] => node.children.map((line) => [...line.children, ...Array.from({ length: widthOf(node) - line.childCount }, () => cell.create())]);
const alignOf = (node: Node): Align[] => Array.from({ length: widthOf(node) }, (_, n) => (node.attrs.align as Align[])[n] ?? null);

const addRow = (way: 0 | 1): Command => change(({ node, row: at, column }) => {
  const rows = rowsOf(node);
  rows.splice(at + way, 0, [...emptyRow(widthOf(node)).children]);
  return { rows, align: alignOf(node), to: [at + way, column] };
});

const addColumn = (way: 0 | 1): Command => change(({ node, row: at, column }) => {
  const rows = rowsOf(node), align = alignOf(node);
  for (const cells of rows) cells.splice(column + way, 0, cell.create());
  align.splice(column + way, 0, null);
  return { rows, align, to: [at, column + way] };
});

const deleteTable: Command = (state, dispatch) => {
  const here = tableAt(state);
  if (!here) return false;
  const tr = state.tr.replaceWith(here.pos, here.pos + here.node.nodeSize, paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, here.pos + 1)).scrollIntoView());
  return true;
};

const deleteRow: Command = (state, dispatch, view) => {
  if (tableAt(state)?.node.childCount === 1) return deleteTable(state, dispatch, view);
  return change(({ node, row: at, column }) => {
    const rows = rowsOf(node);
    rows.splice(at, 1);
    return { rows, align: alignOf(node), to: [Math.min(at, rows.length - 1), column] };
  })(state, dispatch, view);
};

const deleteColumn: Command = (state, dispatch, view) => {
  const here = tableAt(state);
  if (here && widthOf(here.node) === 1) return deleteTable(state, dispatch, view);
  return change(({ node, row: at, column }) => {
    const rows = rowsOf(node), align = alignOf(node);
    for (const cells of rows) cells.splice(column, 1);
    align.splice(column, 1);
    return { rows, align, to: [at, Math.min(column, align.length - 1)] };
  })(state, dispatch, view);
};

const next: Record<string, Align> = { none: "center", left: "center", center: "right", right: null };

// turn aligns the column: as it comes, in the middle, at the end.
const turn: Command = change(({ node, row: at, column }) => {
  const align = alignOf(node);
  align[column] = next[align[column] ?? "none"] ?? null;
  return { rows: rowsOf(node), align, to: [at, column] };
});

// commands by the name that a key of the table's bar carries.
export const commands: Readonly<Record<string, Command>> = {
  "row-before": addRow(0), "row-after": addRow(1), "column-before": addColumn(0), "column-after": addColumn(1),
  "align": turn, "delete-row": deleteRow, "delete-column": deleteColumn, "delete-table": deleteTable,
};

// nextCell goes to the next cell or the one before; behind the last one there is a new row.
export const nextCell = (way: 1 | -1): Command => (state, dispatch, view) => {
  const here = tableAt(state);
  if (!here) return false;
  const width = here.node.child(here.row).childCount, at = here.row * width + here.column + way;
  const line = here.row + (here.column + way < 0 ? -1 : here.column + way >= width ? 1 : 0);
  if (at < 0) return true;
  if (line >= here.node.childCount) {
    return change(({ node }) => ({ rows: [...rowsOf(node), [...emptyRow(widthOf(node)).children]], align: alignOf(node), to: [node.childCount, 0] }))(state, dispatch, view);
  }
  const column = line === here.row ? here.column + way : way > 0 ? 0 : here.node.child(line).childCount - 1;
  dispatch?.(toCell(state.tr, here.node, here.pos, [line, column]).scrollIntoView());
  return true;
};

// cellBelow goes a row down; under the last one it leaves the table.
export const cellBelow: Command = (state, dispatch) => {
  const here = tableAt(state);
  if (!here) return false;
  if (here.row < here.node.childCount - 1) {
    dispatch?.(toCell(state.tr, here.node, here.pos, [here.row + 1, Math.min(here.column, here.node.child(here.row + 1).childCount - 1)]).scrollIntoView());
    return true;
  }
  const end = here.pos + here.node.nodeSize, tr = state.tr;
  if (tr.doc.nodeAt(end)?.type !== paragraph) tr.insert(end, paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
};

// aligned shows how columns are aligned.
export const aligned = new Plugin<DecorationSet>({
  state: {
    init: (_, state) => alignments(state.doc),
    apply: (tr, shown) => (tr.docChanged ? alignments(tr.doc) : shown),
  },
  props: { decorations(state) { return this.getState(state); } },
});

function alignments(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (node.type !== table) return !node.isTextblock;
    node.forEach((line, lineAt) => line.forEach((one, cellAt, n) => {
      const align = (node.attrs.align as Align[])[n], from = pos + 1 + lineAt + 1 + cellAt;
      if (align) found.push(Decoration.node(from, from + one.nodeSize, { class: align }));
    }));
    return false;
  });
  return DecorationSet.create(doc, found);
}
