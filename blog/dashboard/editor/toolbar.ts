// The bar over what is chosen; on a phone, the row of keys over the keyboard. The page has drawn it; here it learns
// what to do. Arrows move within it and Escape leads back (WAI-ARIA Authoring Practices, toolbar pattern).
import { Plugin, TextSelection, type Command } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { formats } from "./format.ts";
import { addressOf, isLinked, lead } from "./link.ts";
import { addBlock } from "./plus.ts";
import { enter, rove } from "./roving.ts";
import { enterBar } from "./table_view.ts";

export class Toolbar {
  readonly plugin: Plugin;
  readonly askLink: Command;
  private readonly bar: HTMLElement;
  private readonly keys: HTMLButtonElement[];
  private readonly field: HTMLInputElement;
  private view!: EditorView;
  private dragging = false;
  private called = false; // by a key, with nothing chosen

  constructor(bar: HTMLElement) {
    this.bar = bar;
    this.keys = [...bar.querySelectorAll<HTMLButtonElement>("button[data-do]")];
    this.field = bar.querySelector("input")!;
    this.askLink = () => { this.openLink(); return true; };
    bar.addEventListener("mousedown", (event) => { if (event.target !== this.field) event.preventDefault(); }); // what is chosen stays so
    bar.addEventListener("click", (event) => { const key = (event.target as Element).closest("button"); if (key) this.press(key.dataset.do ?? key.dataset.act!); });
    bar.addEventListener("keydown", (event) => this.key(event));
    bar.addEventListener("focusout", () => queueMicrotask(() => { if (!bar.contains(document.activeElement)) { this.called = false; this.closeLink(); this.show(); } }));
    this.plugin = new Plugin({ view: (view) => this.watch(view), props: { handleKeyDown: (_view, event) => this.call(event) } });
  }

  private watch(view: EditorView): { update: () => void; destroy: () => void } {
    this.view = view;
    const show = (): void => this.show(), grab = (): void => { this.dragging = true; };
    const drop = (): void => { if (this.dragging) { this.dragging = false; setTimeout(show); } };
    view.dom.addEventListener("pointerdown", grab);
    view.dom.addEventListener("focus", show);
    view.dom.addEventListener("blur", () => setTimeout(show));
    for (const [on, event, act] of this.elsewhere(show, drop)) on.addEventListener(event, act, { passive: true });
    return { update: show, destroy: () => { for (const [on, event, act] of this.elsewhere(show, drop)) on.removeEventListener(event, act); } };
  }

  private elsewhere(show: () => void, drop: () => void): [EventTarget, string, () => void][] {
    const screen = visualViewport ?? window;
    return [[window, "scroll", show], [window, "pointerup", drop], [window, "pointercancel", drop], [screen, "resize", show], [screen, "scroll", show]];
  }

  // call brings the bar to whoever has no pointer.
  private call(event: KeyboardEvent): boolean {
    if (!(event.altKey && event.key === "F10")) return false;
    if (this.view.state.selection.empty && enterBar(this.view)) return true;
    this.called = true;
    this.show();
    enter(this.bar);
    return true;
  }

  // show draws the bar as it has to be now.
  private show(): void {
    const { state } = this.view, inside = this.bar.contains(document.activeElement), narrow = matchMedia("(max-width: 760px)").matches;
    const chosen = state.selection instanceof TextSelection && !state.selection.empty && !state.selection.$from.parent.type.spec.code;
    const wanted = !this.dragging && !this.view.dom.hidden && (inside || this.called || (this.view.hasFocus() && (chosen || narrow)));
    this.bar.hidden = !wanted;
    document.body.classList.toggle("formatting", wanted);
    if (!wanted) return;
    for (const key of this.keys) {
      const format = formats[key.dataset.do!];
      if (format?.on) key.setAttribute("aria-pressed", String(format.on(state)));
      else if (key.dataset.do === "link") key.setAttribute("aria-pressed", String(isLinked(state)));
    }
    this.place(narrow);
  }

  private place(narrow: boolean): void {
    const { style } = this.bar, screen = visualViewport;
    if (narrow) {
      style.top = style.left = "";
      style.bottom = screen ? `${Math.max(0, innerHeight - screen.height - screen.offsetTop)}px` : "";
      return;
    }
    const { from, to } = this.view.state.selection, start = this.view.coordsAtPos(from), end = this.view.coordsAtPos(to, -1);
    const { width, height } = this.bar.getBoundingClientRect(), above = start.top - height - 10;
    const middle = Math.abs(start.top - end.top) < 4 ? (start.left + end.left) / 2 : start.left + width / 2;
    style.bottom = "";
    style.left = `${Math.max(8, Math.min(middle - width / 2, document.documentElement.clientWidth - width - 8))}px`;
    style.top = `${above < 68 ? end.bottom + 10 : above}px`; // under the page's own bar it would not be seen
  }

  private press(name: string): void {
    if (name === "link") return this.openLink();
    if (name === "block") return addBlock(this.view);
    if (name === "done") return this.view.dom.blur();
    if (name === "lead" || name === "unlink") return this.setLink(name === "lead" ? this.field.value : "");
    formats[name]?.run(this.view.state, this.view.dispatch.bind(this.view), this.view);
    if (!this.bar.contains(document.activeElement)) this.view.focus();
  }

  private openLink(): void {
    this.called = true;
    this.bar.classList.add("linking");
    this.field.value = addressOf(this.view.state);
    this.show();
    this.field.focus();
    this.field.select();
  }

  private setLink(address: string): void {
    this.view.dispatch(lead(this.view.state, address));
    this.back();
  }

  private closeLink(): void { this.bar.classList.remove("linking"); }

  private back(): void {
    this.called = false;
    this.closeLink();
    this.view.focus();
    this.show();
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); return this.back(); }
    if (event.target === this.field) {
      if (event.key === "Enter") { event.preventDefault(); this.setLink(this.field.value); }
      return;
    }
    rove(this.bar, event);
  }
}
