// Footnotes: a number in the text, the words at its end, and the way between them.
import type { Attrs, Node } from "prosemirror-model";
import { TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { schema } from "./markdown/schema.ts";
import { t } from "./words.ts";

const { footnote, footnote_reference: reference, paragraph } = schema.nodes;

// placesOf are where nodes of a kind with an identifier stand.
function placesOf(doc: Node, type: Node["type"], identifier: string): number[] {
  const found: number[] = [];
  doc.descendants((node, pos) => { if (node.type === type && node.attrs.identifier === identifier) found.push(pos); });
  return found;
}

export function hasFootnote(state: EditorState, identifier: string): boolean { return placesOf(state.doc, footnote, identifier).length > 0; }

// begin puts an empty footnote at the end of the text, before the line to go on with.
export function begin(tr: Transaction, attrs: Attrs): Transaction {
  const last = tr.doc.lastChild, $at = tr.selection.$from;
  const spare = last?.type === paragraph && !last.childCount && $at.node(1) !== last;
  return tr.insert(tr.doc.content.size - (spare ? 2 : 0), footnote.create(attrs, paragraph.create()));
}

// addFootnote puts the next number behind what is chosen, and leads to its words.
export const addFootnote: Command = (state, dispatch) => {
  const { $to, to } = state.selection;
  if (!$to.parent.inlineContent || $to.parent.type.spec.code || inFootnote(state)) return false;
  if (!dispatch) return true;
  let n = 1;
  while (hasFootnote(state, String(n)) || placesOf(state.doc, reference, String(n)).length) n++;
  const attrs = { identifier: String(n), label: String(n) };
  const words = $to.parent.textBetween(0, $to.parentOffset, null, "\ufffc"), behind = to - (/\s+$/.exec(words)?.[0].length ?? 0);
  const tr = begin(state.tr.insert(behind, reference.create(attrs)), attrs);
  dispatch(toWords(tr, String(n)).scrollIntoView());
  return true;
};

function inFootnote({ selection: { $from } }: EditorState): boolean {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === footnote) return true;
  return false;
}

function toWords(tr: Transaction, identifier: string): Transaction {
  const at = placesOf(tr.doc, footnote, identifier)[0];
  return at === undefined ? tr : tr.setSelection(TextSelection.near(tr.doc.resolve(at + tr.doc.nodeAt(at)!.nodeSize - 1), -1));
}

// follow leads from a number to its words, and back.
export function follow(view: EditorView, node: Node): boolean {
  const tr = view.state.tr, identifier = node.attrs.identifier as string;
  if (node.type === reference) toWords(tr, identifier);
  else {
    const at = placesOf(tr.doc, reference, identifier)[0];
    if (at === undefined) return false;
    tr.setSelection(TextSelection.create(tr.doc, at + 1));
  }
  if (!tr.selectionSet) return false;
  view.dispatch(tr.scrollIntoView());
  view.focus();
  return true;
}

// Footnote draws the words of a footnote, behind a number that leads back.
export class Footnote implements NodeView {
  readonly dom = document.createElement("section");
  readonly contentDOM = document.createElement("div");
  private readonly number = document.createElement("button");
  private node: Node;

  constructor(node: Node, view: EditorView) {
    this.node = node;
    this.dom.className = "footnote";
    this.number.type = "button";
    this.number.contentEditable = "false";
    this.number.addEventListener("mousedown", (event) => event.preventDefault());
    this.number.addEventListener("click", () => follow(view, this.node));
    this.dom.append(this.number, this.contentDOM);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    const label = (node.attrs.label ?? node.attrs.identifier) as string;
    this.number.textContent = label + ".";
    this.number.setAttribute("aria-label", t("Footnote %s: back to the text", label));
    return true;
  }

  stopEvent(event: Event): boolean { return event.target === this.number; }
  ignoreMutation(mutation: { target: globalThis.Node }): boolean { return !this.contentDOM.contains(mutation.target); }
}
