// Find and replace. The page has drawn the bar; here it learns what to do.
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, TextSelection, type Command } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { count, t } from "./words.ts";

interface Place { from: number; to: number }
interface Held { wanted: string; exact: boolean; places: Place[]; now: number }

const none: Held = { wanted: "", exact: false, places: [], now: -1 };
const key = new PluginKey<Held>("find");

export class Find {
  readonly plugin: Plugin<Held>;
  readonly open: Command;
  private readonly bar: HTMLFormElement;
  private readonly wanted: HTMLInputElement;
  private readonly instead: HTMLInputElement;
  private readonly exact: HTMLButtonElement;
  private readonly count: HTMLElement;
  private replaced = false;
  private view!: EditorView;

  constructor(bar: HTMLFormElement) {
    this.bar = bar;
    this.wanted = bar.querySelector<HTMLInputElement>("[name=wanted]")!;
    this.instead = bar.querySelector<HTMLInputElement>("[name=instead]")!;
    this.exact = bar.querySelector<HTMLButtonElement>("[data-do=exact]")!;
    this.count = bar.querySelector("[role=status]")!;
    this.open = () => { this.show(); return true; };
    bar.addEventListener("submit", (event) => event.preventDefault());
    this.wanted.addEventListener("input", () => this.look());
    bar.addEventListener("keydown", (event) => this.key(event));
    bar.addEventListener("click", (event) => { const button = (event.target as Element).closest("button"); if (button) this.press(button.dataset.do!); });
    this.plugin = new Plugin<Held>({
      key,
      state: {
        init: () => none,
        apply: (tr, held) => {
          const asked = tr.getMeta(key) as Held | undefined;
          if (asked) return asked;
          if (!tr.docChanged || !held.wanted) return held;
          const places = placesIn(tr.doc, held.wanted, held.exact);
          return { ...held, places, now: Math.min(held.now, places.length - 1) };
        },
      },
      props: { decorations: (state) => marked(state.doc, key.getState(state)!) },
      view: (view) => { this.view = view; return { update: () => this.tell() }; },
    });
  }

  private get held(): Held { return key.getState(this.view.state)!; }

  private show(): void {
    const { state } = this.view, { from, to, empty } = state.selection, chosen = empty ? "" : state.doc.textBetween(from, to, "\n");
    this.bar.hidden = false;
    if (chosen && !chosen.includes("\n")) this.wanted.value = chosen;
    this.look();
    this.wanted.focus();
    this.wanted.select();
  }

  close(): void {
    if (this.bar.hidden) return;
    this.bar.hidden = true;
    const { places, now } = this.held, place = places[now], tr = this.view.state.tr.setMeta(key, none);
    if (place) tr.setSelection(TextSelection.create(tr.doc, place.from, place.to));
    this.view.dispatch(tr.scrollIntoView());
    this.view.focus();
  }

  // look finds all places; the first behind the caret is the one that is shown.
  private look(): void {
    const { state } = this.view, wanted = this.wanted.value, exact = this.exact.getAttribute("aria-pressed") === "true";
    const places = wanted ? placesIn(state.doc, wanted, exact) : [], behind = places.findIndex(({ from }) => from >= state.selection.from);
    this.go({ wanted, exact, places, now: places.length ? Math.max(0, behind) : -1 });
  }

  private go(held: Held): void {
    this.view.dispatch(this.view.state.tr.setMeta(key, held));
    const place = held.places[held.now];
    if (!place) return;
    const { node } = this.view.domAtPos(place.from);
    (node instanceof Element ? node : node.parentElement!).scrollIntoView({ block: "center" });
  }

  private step(way: number): void {
    const { held } = this, { length } = held.places;
    if (length) this.go({ ...held, now: (held.now + way + length) % length });
  }

  private replace(): void {
    const { held } = this, place = held.places[held.now];
    if (!place) return;
    this.view.dispatch(this.view.state.tr.insertText(this.instead.value, place.from, place.to));
    const { places } = this.held, behind = places.findIndex(({ from }) => from >= place.from + this.instead.value.length);
    this.go({ ...this.held, now: places.length ? Math.max(0, behind) : -1 });
  }

  private replaceAll(): void {
    const { places } = this.held, tr = this.view.state.tr, words = this.instead.value;
    for (const { from, to } of places.toReversed()) tr.insertText(words, from, to);
    if (!places.length) return;
    this.view.dispatch(tr);
    this.replaced = true; // stays said while nothing else is found
    this.count.textContent = count(places.length, "%d replaced", "%d replaced");
  }

  private press(name: string): void {
    switch (name) {
      case "next": return this.step(1);
      case "previous": return this.step(-1);
      case "replace": return this.replace();
      case "replace-all": return this.replaceAll();
      case "close": return this.close();
      case "exact":
        this.exact.setAttribute("aria-pressed", String(this.exact.getAttribute("aria-pressed") !== "true"));
        return this.look();
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); return this.close(); }
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (event.target === this.instead) this.replace();
    else this.step(event.shiftKey ? -1 : 1);
  }

  private tell(): void {
    if (this.bar.hidden) return;
    const { wanted, places, now } = this.held;
    const said = !wanted ? "" : places.length ? t("%d of %d", now + 1, places.length) : t("Not in the text");
    if (!this.replaced || wanted === "" || places.length) { this.count.textContent = said; this.replaced = false; }
  }
}

// one is a leaf as one letter: a sign or a space as such, anything else as what is never meant.
const one = (leaf: Node): string => {
  const words = leaf.type.spec.leafText?.(leaf) ?? "";
  return words.length === 1 ? words : "\ufffc";
};

// placesIn are where words stand.
function placesIn(doc: Node, wanted: string, exact: boolean): Place[] {
  const found: Place[] = [], fold = (words: string): string => (exact ? words : words.toLowerCase()), needle = fold(wanted);
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const words = fold(node.textBetween(0, node.content.size, null, one));
    if (words.length !== node.content.size) return false; // a letter whose small one is two: rather not found than the wrong place
    for (let at = words.indexOf(needle); at >= 0; at = words.indexOf(needle, at + needle.length)) found.push({ from: pos + 1 + at, to: pos + 1 + at + needle.length });
    return false;
  });
  return found;
}

function marked(doc: Node, { places, now }: Held): DecorationSet {
  return DecorationSet.create(doc, places.map(({ from, to }, n) => Decoration.inline(from, to, { class: n === now ? "match now" : "match" })));
}
