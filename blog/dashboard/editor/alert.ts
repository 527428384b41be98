// A note, a warning or their like, with its kind to choose.
import type { Node } from "prosemirror-model";
import type { EditorView, NodeView } from "prosemirror-view";
import { t } from "./words.ts";

const kinds = { note: t("Note"), tip: t("Tip"), important: t("Important"), warning: t("Warning"), caution: t("Caution") };

export class Alert implements NodeView {
  readonly dom = document.createElement("aside");
  readonly contentDOM = document.createElement("div");
  private readonly kind = document.createElement("select");
  private node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.node = node;
    this.kind.contentEditable = "false";
    this.kind.setAttribute("aria-label", t("Kind of note"));
    this.kind.append(...Object.entries(kinds).map(([value, name]) => new Option(name, value)));
    this.kind.addEventListener("change", () => {
      const pos = getPos();
      if (pos === undefined) return;
      view.dispatch(view.state.tr.setNodeAttribute(pos, "kind", this.kind.value));
      view.focus();
    });
    this.dom.className = "alert";
    this.dom.append(this.kind, this.contentDOM);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.kind.value = this.dom.dataset.kind = node.attrs.kind as string;
    return true;
  }

  stopEvent(event: Event): boolean { return event.target === this.kind; }
  ignoreMutation(mutation: { target: globalThis.Node }): boolean { return !this.contentDOM.contains(mutation.target); }
}
