// The blocks a text is made of, and how each begins. The page has drawn the list of them (template "blocks").
import { chainCommands, setBlockType, wrapIn } from "prosemirror-commands";
import { Fragment, type Node } from "prosemirror-model";
import { wrapInList } from "prosemirror-schema-list";
import { TextSelection, type Command } from "prosemirror-state";
import { addFootnote } from "./footnote.ts";
import type { Choice } from "./menu.ts";
import { schema } from "./markdown/schema.ts";
import type { Source } from "./suggest.ts";
import { newTable } from "./table.ts";
import { t } from "./words.ts";

const { nodes } = schema;

const tasks: Command = (state, dispatch) => {
  const range = state.selection.$from.blockRange(state.selection.$to);
  if (!range || range.parent.type === nodes.list_item) return false;
  dispatch?.(state.tr.wrap(range, [{ type: nodes.bullet_list }, { type: nodes.list_item, attrs: { checked: false } }]).scrollIntoView());
  return true;
};

// place puts a block where the caret's paragraph is, or behind it if that has words.
const place = (block: () => Node, inside: number): Command => (state, dispatch) => {
  const { $from } = state.selection, index = $from.index(-1), spare = !$from.parent.childCount;
  if ($from.depth < 1 || !$from.node(-1).canReplaceWith(spare ? index : index + 1, index + 1, block().type)) return false;
  if (!dispatch) return true;
  const at = spare ? $from.before() : $from.after(), made = block(), tr = state.tr;
  const last = index === $from.node(-1).childCount - 1;
  tr.replaceWith(at, $from.after(), last ? Fragment.from([made, nodes.paragraph.create()]) : made);
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + inside))).scrollIntoView());
  return true;
};

// ask has the page put something where the caret is: a new picture or file, or one from the library.
const ask = (what: "picture" | "shelf"): Command => (_state, dispatch) => {
  if (dispatch) document.getElementById("editor")!.dispatchEvent(new CustomEvent(what));
  return true;
};

const divider = place(() => nodes.divider.create(), 1);

// blocks by the name that a line of the list carries.
export const blocks: Readonly<Record<string, Command>> = {
  text: setBlockType(nodes.paragraph),
  h2: setBlockType(nodes.heading, { level: 2 }), h3: setBlockType(nodes.heading, { level: 3 }), h4: setBlockType(nodes.heading, { level: 4 }),
  bullets: wrapInList(nodes.bullet_list), numbers: wrapInList(nodes.ordered_list), tasks,
  quote: wrapIn(nodes.blockquote),
  note: wrapIn(nodes.alert, { kind: "note" }), tip: wrapIn(nodes.alert, { kind: "tip" }), important: wrapIn(nodes.alert, { kind: "important" }),
  warning: wrapIn(nodes.alert, { kind: "warning" }), caution: wrapIn(nodes.alert, { kind: "caution" }),
  code: chainCommands(setBlockType(nodes.code_block), place(() => nodes.code_block.create(), 1)),
  formula: chainCommands(setBlockType(nodes.math_block), place(() => nodes.math_block.create(), 1)),
  table: place(() => newTable(3, 3), 3),
  raw: place(() => nodes.raw.create(), 1),
  footnote: addFootnote, picture: ask("picture"), shelf: ask("shelf"), divider,
};

const plain = (words: string): string => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// blockList finds blocks by their names. Those whose name begins with what was typed come first.
export function blockList(template: HTMLTemplateElement): Source {
  const drawn = [...template.content.querySelectorAll<HTMLElement>("[data-do]")];
  return {
    title: t("Add a block"),
    begins: /(?:^|\s)(\/((?:[\p{L}\p{N}][\p{L}\p{N} ]{0,20})?))$/u,
    eager: true,
    where: ({ selection }) => selection.$from.parent.type === nodes.paragraph,
    find: ({ view, from, to, typed }) => {
      const wanted = plain(typed), rank = (line: HTMLElement): number => [...namesOf(line)].findIndex((name) => name.startsWith(wanted));
      return drawn.filter((line) => rank(line) >= 0 && blocks[line.dataset.do!]!(view.state))
        .sort((a, b) => (wanted ? Number(rank(a) > 0) - Number(rank(b) > 0) : 0))
        .map((line): Choice => ({
          draw: () => [...(line.cloneNode(true) as HTMLElement).childNodes],
          run: () => {
            view.dispatch(view.state.tr.delete(from, to));
            blocks[line.dataset.do!]!(view.state, view.dispatch.bind(view), view);
            view.focus();
          },
        }));
    },
    none: ({ view, from, typed }) => (typed && view.state.doc.resolve(from).parentOffset === 0 ? t("No block called “%s”", typed) : ""),
  };
}

// namesOf are the words that find a block: its name first.
function namesOf(line: HTMLElement): string[] {
  return [line.querySelector("b")!.textContent, ...(line.dataset.words ?? "").split(" ")].map(plain);
}
