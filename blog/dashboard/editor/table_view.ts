// A table with its bar: rows and columns are added, taken away and aligned where the caret is. The page has drawn the bar.
import type { Node } from "prosemirror-model";
import type { EditorView, NodeView } from "prosemirror-view";
import { enter, rove } from "./roving.ts";
import { commands } from "./table.ts";

export class TableView implements NodeView {
  readonly dom = document.createElement("div");
  readonly contentDOM = document.createElement("tbody");
  private readonly bar: HTMLElement;
  private readonly node: Node;

  constructor(node: Node, view: EditorView) {
    this.node = node;
    this.dom.className = "tabled";
    const template = document.getElementById("table-bar") as HTMLTemplateElement;
    this.bar = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    this.bar.contentEditable = "false";
    this.bar.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays
    this.bar.addEventListener("click", (event) => this.press(event, view));
    this.bar.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); view.focus(); }
      rove(this.bar, event);
    });
    const scroll = document.createElement("div"), table = document.createElement("table");
    table.append(this.contentDOM);
    scroll.append(table);
    this.dom.append(this.bar, scroll);
  }

  private press(event: Event, view: EditorView): void {
    const key = (event.target as Element).closest("button");
    if (!key) return;
    const byKeyboard = this.bar.contains(document.activeElement), name = key.dataset.do!;
    commands[name]?.(view.state, view.dispatch.bind(view), view);
    if (!byKeyboard || !this.dom.isConnected) view.focus();
  }

  update(node: Node): boolean { return node.type === this.node.type; }
  stopEvent(event: Event): boolean { return this.bar.contains(event.target as globalThis.Node); }
  ignoreMutation(mutation: { target: globalThis.Node }): boolean { return !this.contentDOM.contains(mutation.target); }
}

// enterBar goes to the bar of the table around the caret.
export function enterBar(view: EditorView): boolean {
  const bar = view.dom.querySelector<HTMLElement>(".tabled.within > [role=toolbar]");
  if (bar) enter(bar);
  return bar !== null;
}
