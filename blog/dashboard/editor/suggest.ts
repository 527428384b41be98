// Lists that open at what is typed: blocks at "/", people at "@", tags at "#", own articles at "[[".
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { type Choice, Menu } from "./menu.ts";

// Found is what was typed: from its first sign to the caret, and the words behind the sign.
export interface Found { view: EditorView; from: number; to: number; typed: string }

export interface Source {
  title: string;
  begins: RegExp; // in the words before the caret; the first group is everything typed, the second the words behind its sign
  eager: boolean; // the first line is chosen at once
  where: (state: EditorState) => boolean;
  find: (found: Found) => readonly Choice[] | Promise<readonly Choice[]>;
  none: (found: Found) => string; // said where nothing is found; empty: the list goes away
}

interface Active { source: Source; from: number; typed: string }
interface Held { active: Active | null; left: number } // left is where a list was closed; -1 for nowhere

const key = new PluginKey<Held>("suggest");

export function suggest(sources: readonly Source[]): Plugin<Held> {
  return new Plugin<Held>({
    key,
    state: {
      init: () => ({ active: null, left: -1 }),
      apply(tr, held, _before, state) {
        const left = tr.getMeta(key) === "close" ? held.active?.from ?? held.left : held.left < 0 ? -1 : tr.mapping.map(held.left);
        const found = begun(sources, state);
        const goesOn = held.active && found?.source === held.active.source && tr.mapping.map(held.active.from) === found.from;
        const active = found && found.from !== left && ((tr.docChanged && !tr.getMeta("opened")) || goesOn) ? found : null;
        return { active, left: found && found.from === left ? left : -1 };
      },
    },
    view: (view) => new Watch(view),
    props: { handleKeyDown: (view, event) => watches.get(view)?.key(event) ?? false },
  });
}

function begun(sources: readonly Source[], state: EditorState): Active | null {
  const { $from, empty } = state.selection, { parent } = $from;
  if (!empty || !parent.inlineContent || parent.type.spec.code || $from.marks().some((mark) => mark.type.spec.code)) return null;
  const words = parent.textBetween(0, $from.parentOffset, null, "\ufffc");
  for (const source of sources) {
    const match = source.where(state) ? source.begins.exec(words) : null;
    if (match) return { source, from: $from.pos - match[1]!.length, typed: match[2]! };
  }
  return null;
}

const watches = new WeakMap<EditorView, Watch>();

class Watch {
  private readonly view: EditorView;
  private readonly menu: Menu;
  private active: Active | null = null;

  constructor(view: EditorView) {
    this.view = view;
    this.menu = new Menu(view.dom);
    watches.set(view, this);
    view.dom.addEventListener("blur", () => this.menu.close());
  }

  update(view: EditorView): void {
    const active = key.getState(view.state)?.active ?? null, was = this.active;
    this.active = active;
    if (active?.source === was?.source && active?.from === was?.from && active?.typed === was?.typed) return;
    if (!active || view.composing) return this.menu.close();
    void this.find(active);
  }

  private async find(active: Active): Promise<void> {
    const found: Found = { view: this.view, from: active.from, to: this.view.state.selection.from, typed: active.typed };
    const sure = active.source.find(found), choices = Array.isArray(sure) ? (sure as readonly Choice[]) : await sure;
    if (this.active !== active || !this.view.hasFocus()) return; // typed on since
    const { title, eager, none } = active.source, at = this.view.coordsAtPos(active.from);
    this.menu.show(choices, { title, first: eager, none: none(found), place: at });
  }

  key(event: KeyboardEvent): boolean {
    const took = this.menu.key(event);
    if (took && event.key === "Escape") this.view.dispatch(this.view.state.tr.setMeta(key, "close"));
    return took;
  }
}
