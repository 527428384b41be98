// What stands in a line as its own source, a formula or HTML: chosen, it is a field to write in.
import type { Node } from "prosemirror-model";
import { NodeSelection, TextSelection } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { draw } from "./formula.ts";
import { inlineOf } from "./markdown/inline.ts";
import { schema } from "./markdown/schema.ts";
import { t } from "./words.ts";

export class InlineSource implements NodeView {
  readonly dom = document.createElement("span");
  private readonly field = document.createElement("input");
  private readonly words = document.createElement("code");
  private readonly view: EditorView;
  private readonly getPos: () => number | undefined;
  private node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.node = node; this.view = view; this.getPos = getPos;
    this.dom.className = "source";
    this.field.setAttribute("aria-label", node.type === schema.nodes.math ? t("Formula") : "HTML");
    this.field.hidden = true;
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("input", () => { this.field.size = Math.max(4, this.field.value.length + 1); });
    this.dom.append(this.words, this.field);
    this.draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  // draw shows the source at once, and the formula as soon as the site has drawn it.
  private draw(): void {
    const { node } = this;
    this.words.replaceChildren(sourceIn(node));
    this.dom.classList.remove("drawn");
    if (node.type !== schema.nodes.math) return;
    void draw(sourceIn(node), node.attrs.tex as string).then((math) => {
      if (!math || this.node !== node) return;
      this.words.replaceChildren(math);
      this.dom.classList.add("drawn");
    });
  }

  selectNode(): void {
    if (!this.view.editable) return;
    this.field.value = sourceIn(this.node);
    this.field.size = Math.max(4, this.field.value.length + 1);
    this.words.hidden = true;
    this.field.hidden = false;
    this.field.focus();
    this.field.select();
  }

  deselectNode(): void { queueMicrotask(() => this.close()); } // not in the midst of the change that chose something else

  private key(event: KeyboardEvent): void {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") this.field.value = sourceIn(this.node);
    this.leave();
  }

  // leave puts the caret behind, as typing goes on there.
  private leave(): void {
    const pos = this.getPos();
    this.close();
    if (pos === undefined) return;
    const { state } = this.view, chosen = state.selection instanceof NodeSelection && state.selection.from === pos;
    if (chosen) this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, pos + this.node.nodeSize)));
    this.view.focus();
  }

  private close(): void {
    if (this.field.hidden) return;
    this.field.hidden = true;
    this.words.hidden = false;
    const pos = this.getPos();
    if (pos === undefined || this.field.value === sourceIn(this.node)) return;
    const { tr } = this.view.state;
    this.view.dispatch(tr.replaceWith(pos, pos + this.node.nodeSize, inlineOf(this.field.value)).setMeta("from", "source"));
  }

  stopEvent(event: Event): boolean { return event.target === this.field; }
  ignoreMutation(): boolean { return true; }
}

function sourceIn(node: Node): string {
  return node.type === schema.nodes.math ? ((node.attrs.verbatim ?? `$${node.attrs.tex as string}$`) as string) : (node.attrs.source as string);
}
