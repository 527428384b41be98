// The plus beside an empty line: it opens the list of blocks as "/" does.
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { schema } from "./markdown/schema.ts";
import { t } from "./words.ts";

export const plus = new Plugin({ view: (view) => new Plus(view) });

class Plus {
  private readonly key = document.createElement("button");
  private readonly view: EditorView;

  constructor(view: EditorView) {
    this.view = view;
    this.key.type = "button";
    this.key.className = "plus";
    this.key.hidden = true;
    this.key.setAttribute("aria-label", t("Add a block"));
    this.key.title = t("Add a block") + " ( / )";
    this.key.tabIndex = -1; // "/" is its key
    this.key.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays
    this.key.addEventListener("click", () => addBlock(this.view));
    view.dom.after(this.key);
    view.dom.addEventListener("blur", () => { this.key.hidden = true; });
    view.dom.addEventListener("focus", () => this.update());
  }

  update(): void {
    const { view, key } = this, { $from, empty } = view.state.selection;
    const line = empty && $from.depth === 1 && $from.parent.type === schema.nodes.paragraph && !$from.parent.childCount;
    key.hidden = !line || !view.hasFocus() || view.dom.hidden;
    if (key.hidden) return;
    const { top, bottom } = view.coordsAtPos($from.pos), box = key.parentElement!.getBoundingClientRect();
    key.style.top = `${(top + bottom) / 2 - box.top}px`;
  }

  destroy(): void { this.key.remove(); }
}

// addBlock opens the list of blocks where the caret is, on a line of its own.
export function addBlock(view: EditorView): void {
  const { $from, empty } = view.state.selection, tr = view.state.tr;
  if (!empty) return;
  if ($from.depth < 1 || $from.parent.type !== schema.nodes.paragraph) return;
  const words = $from.parent.textBetween(0, $from.parentOffset, null, "\ufffc");
  view.dispatch(tr.insertText(words && !words.endsWith(" ") ? " /" : "/").scrollIntoView());
  view.focus();
}
