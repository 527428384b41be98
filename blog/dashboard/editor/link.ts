// The link around the caret or the words that are chosen: where it leads, and how to change that.
import type { Mark } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { schema } from "./markdown/schema.ts";

const { link } = schema.marks;

interface Range { from: number; to: number }

// addressOf is where the link at the selection leads; empty without one.
export function addressOf(state: EditorState): string { return (linkAt(state)?.attrs.href ?? "") as string; }

export function isLinked(state: EditorState): boolean { return linkAt(state) !== undefined; }

function linkAt(state: EditorState): Mark | undefined {
  const { $from, from, to, empty } = state.selection;
  if (empty) return link.isInSet($from.marks()) ?? link.isInSet($from.nodeAfter?.marks ?? []);
  let found: Mark | undefined;
  state.doc.nodesBetween(from, to, (node) => { found ??= link.isInSet(node.marks); });
  return found;
}

// range is what is chosen, or else the whole link the caret is in.
function range(state: EditorState): Range {
  const { $from, from, to, empty } = state.selection, here = linkAt(state);
  if (!empty || !here) return { from, to };
  const around: Range = { from, to };
  $from.parent.forEach((node, at) => {
    const start = $from.start() + at, end = start + node.nodeSize;
    if (start <= around.to && end >= around.from && here.isInSet(node.marks)) { around.from = Math.min(around.from, start); around.to = Math.max(around.to, end); }
  });
  return around;
}

// lead makes the words lead to an address, or nowhere; without words the address itself is written.
export function lead(state: EditorState, typed: string): Transaction {
  const { from, to } = range(state), address = whole(typed.trim()), tr = state.tr;
  if (!address) return tr.removeMark(from, to, link);
  const mark = link.create({ href: address });
  if (from === to) return tr.replaceWith(from, to, schema.text(address, [mark]));
  return tr.removeMark(from, to, link).addMark(from, to, mark);
}

// whole completes what people leave out: the scheme of a site, or of an address for mail.
function whole(address: string): string {
  if (!address || /^(?:[a-z][a-z\d+.-]*:|[/#?.])/i.test(address)) return address;
  if (/^[^\s/@]+@[^\s/@]+$/.test(address)) return "mailto:" + address;
  return /^[^\s/]+\.[^\s/.]{2,}/.test(address) ? "https://" + address : address;
}
