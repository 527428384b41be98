// An entry of a list; one with a box can be ticked.
import type { Node } from "prosemirror-model";
import type { EditorView, NodeView } from "prosemirror-view";
import { t } from "./words.ts";

export class Entry implements NodeView {
  readonly dom = document.createElement("li");
  readonly contentDOM = document.createElement("div");
  private readonly box = document.createElement("input");
  private node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.node = node;
    this.box.type = "checkbox";
    this.box.contentEditable = "false";
    this.box.setAttribute("aria-label", t("Done"));
    this.box.addEventListener("change", () => {
      const pos = getPos();
      if (pos !== undefined) view.dispatch(view.state.tr.setNodeAttribute(pos, "checked", this.box.checked));
    });
    this.dom.append(this.box, this.contentDOM);
    this.draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  private draw(): void {
    const checked = this.node.attrs.checked as boolean | null;
    this.box.hidden = checked === null;
    this.box.checked = checked === true;
    this.dom.classList.toggle("task", checked !== null);
  }

  stopEvent(event: Event): boolean { return event.target === this.box; }
  ignoreMutation(mutation: { target: globalThis.Node }): boolean { return !this.contentDOM.contains(mutation.target); }
}
