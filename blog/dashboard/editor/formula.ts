// A formula on lines of its own: drawn as readers see it; its TeX is there while the caret is in it.
import type { Node } from "prosemirror-model";
import { Selection, TextSelection, type Command } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { schema } from "./markdown/schema.ts";
import { shown } from "./shown.ts";

export class Formula implements NodeView {
  readonly dom = document.createElement("div");
  readonly contentDOM = document.createElement("pre");
  private readonly drawn = document.createElement("div");
  private tex = "";

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.dom.className = "formula";
    this.contentDOM.spellcheck = false;
    this.drawn.className = "drawn";
    this.drawn.contentEditable = "false";
    this.drawn.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const pos = getPos();
      if (pos === undefined) return;
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos + 1 + this.tex.length)));
      view.focus();
    });
    this.dom.append(this.contentDOM, this.drawn);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type !== schema.nodes.math_block) return false;
    const tex = node.textContent;
    if (tex === this.tex && this.drawn.childNodes.length) return true;
    this.tex = tex;
    void draw(`$$\n${tex}\n$$`, tex).then((math) => {
      if (this.tex !== tex) return; // typed on since
      this.drawn.replaceChildren(...(math ? [math] : []));
      this.dom.classList.toggle("bare", !math);
    });
    return true;
  }

  ignoreMutation(mutation: { target: globalThis.Node }): boolean { return !this.contentDOM.contains(mutation.target); }
}

// draw gives a formula as MathML; null if it cannot be drawn.
export async function draw(source: string, tex: string): Promise<Element | null> {
  if (!tex.trim()) return null;
  const element = await shown(source), math = element?.querySelector("math") ?? null;
  return math && document.importNode(math, true);
}

// into goes into a formula whose TeX is hidden, where a caret would pass over it.
const into = (way: -1 | 1, direction: "up" | "down" | "left" | "right"): Command => (state, dispatch, view) => {
  const { $head, empty } = state.selection;
  if (!empty || !view?.endOfTextblock(direction) || $head.parent.type === schema.nodes.math_block || $head.depth < 1) return false;
  const at = way > 0 ? $head.after() : $head.before(), $at = state.doc.resolve(at), beside = way > 0 ? $at.nodeAfter : $at.nodeBefore;
  if (beside?.type !== schema.nodes.math_block) return false;
  dispatch?.(state.tr.setSelection(Selection.near($at, way)).scrollIntoView());
  return true;
};

export const arrows: Readonly<Record<string, Command>> = { ArrowUp: into(-1, "up"), ArrowDown: into(1, "down"), ArrowLeft: into(-1, "left"), ArrowRight: into(1, "right") };
