// The article as blocks, over the field that holds its Markdown. The field stays what is saved: every change is written
// into it, and what somebody else writes into it is taken from there.
import { history } from "prosemirror-history";
import { EditorState, TextSelection, type Command, type Plugin } from "prosemirror-state";
import { EditorView, type NodeViewConstructor } from "prosemirror-view";
import { addresses } from "./addresses.ts";
import { Alert } from "./alert.ts";
import { blockList } from "./blocks.ts";
import { cards } from "./cards.ts";
import { clipboard } from "./clipboard.ts";
import { Code, colours } from "./code.ts";
import { become } from "./difference.ts";
import { Entry } from "./entry.ts";
import type { Find } from "./find.ts";
import { follow, Footnote } from "./footnote.ts";
import { Formula } from "./formula.ts";
import { gaps } from "./gaps.ts";
import { InlineSource } from "./inline_source.ts";
import { keys } from "./keys.ts";
import { lastLine, withLastLine } from "./last_line.ts";
import { MarkdownDocument } from "./markdown/document.ts";
import { names } from "./names.ts";
import { figures, isFigure, Picture } from "./picture.ts";
import { inBlocks, inSource } from "./place.ts";
import { plus } from "./plus.ts";
import { settle } from "./settle.ts";
import { shortcuts } from "./shortcuts.ts";
import { suggest } from "./suggest.ts";
import type { Surface } from "./surface.ts";
import { aligned } from "./table.ts";
import { TableView } from "./table_view.ts";
import type { Toolbar } from "./toolbar.ts";
import { within } from "./within.ts";
import { t } from "./words.ts";

const rest = 150; // milliseconds without a change before it is written into the field

// Aids are what stands around the text: its bars, and the way out of it.
export interface Aids { toolbar: Toolbar; find: Find; leave: Command }

const views: Record<string, NodeViewConstructor> = {
  alert: (node, view, getPos) => new Alert(node, view, getPos),
  code_block: (node, view, getPos) => new Code(node, view, getPos),
  footnote: (node, view) => new Footnote(node, view),
  image: (node, view, getPos) => new Picture(node, view, getPos),
  list_item: (node, view, getPos) => new Entry(node, view, getPos),
  math: (node, view, getPos) => new InlineSource(node, view, getPos),
  math_block: (node, view, getPos) => new Formula(node, view, getPos),
  raw_inline: (node, view, getPos) => new InlineSource(node, view, getPos),
  table: (node, view) => new TableView(node, view),
};

export class Sheet implements Surface {
  readonly view: EditorView;
  private readonly field: HTMLTextAreaElement;
  private document: MarkdownDocument;
  private put: string; // what this wrote into the field or took from it
  private saved: EditorState["doc"]; // which is this
  private timer = 0;

  constructor(field: HTMLTextAreaElement, aids: Aids) {
    this.field = field;
    this.put = field.value;
    this.document = new MarkdownDocument(field.value);
    const mount = document.createElement("div");
    mount.className = "writes";
    field.before(mount);
    const state = EditorState.create({ doc: this.document.doc }), tr = withLastLine(state);
    this.view = new EditorView(mount, {
      state: tr ? state.apply(tr) : state,
      attributes: (now) => this.attributes(now),
      nodeViews: views,
      handleClickOn: (view, _pos, node, _at, event) => node.type.name === "footnote_reference" && !event.shiftKey && follow(view, node),
      dispatchTransaction: (tr) => {
        this.view.updateState(this.view.state.apply(tr));
        if (tr.docChanged && !tr.getMeta("opened")) this.soon();
      },
    });
    this.view.updateState(this.view.state.reconfigure({ plugins: plugins(aids) })); // some look at where the text is
    this.saved = this.view.state.doc;
    this.view.dom.hidden = true;
  }

  get dom(): HTMLElement { return this.view.dom; }

  private attributes({ doc }: EditorState): Record<string, string> {
    const empty = doc.childCount === 1 && doc.firstChild!.isTextblock && !doc.firstChild!.childCount;
    return {
      id: "f-visual", class: "text visual" + (empty ? " empty" : ""), role: "textbox", "aria-multiline": "true", "aria-label": t("Text"),
      lang: this.field.lang, spellcheck: "true", "data-placeholder": this.field.placeholder,
    };
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.write(), rest);
  }

  // write puts what is here into the field, if it is not there yet, and tells the page.
  write(): void {
    clearTimeout(this.timer);
    const { doc } = this.view.state;
    if (doc === this.saved) return;
    const text = this.document.save(doc);
    this.saved = doc;
    if (text === this.put) return;
    this.field.value = text;
    this.put = this.field.value;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // open takes what is in the field. Only what is different changes; the caret stays among its words.
  open(): void {
    if (this.field.value === this.put) return;
    clearTimeout(this.timer);
    this.put = this.field.value;
    this.document = new MarkdownDocument(this.put);
    this.view.dispatch(become(this.view.state.tr, this.document.doc).setMeta("addToHistory", false).setMeta("opened", true));
    this.saved = this.view.state.doc;
  }

  // caretToField puts the field's caret where the one here is.
  caretToField(): void {
    this.write();
    const { state } = this.view, document = new MarkdownDocument(this.put);
    this.field.setSelectionRange(inSource(state, state.selection.$from, document), inSource(state, state.selection.$to, document));
  }

  caretFromField(): void {
    const { state } = this.view, place = inBlocks(this.field.selectionStart, new MarkdownDocument(this.put), state);
    this.view.dispatch(state.tr.setSelection(place instanceof TextSelection ? place : TextSelection.near(place.$from)));
  }

  // caretBehind puts the caret on the line behind a picture that was placed at the field's.
  caretBehind(): void {
    this.caretFromField();
    const { state } = this.view, { $from } = state.selection;
    const behind = isFigure($from.parent) ? TextSelection.near(state.doc.resolve($from.after()), 1) : state.selection;
    this.view.dispatch(state.tr.setSelection(behind).scrollIntoView());
  }

  focus(): void { this.view.focus(); }

  offsetAt(y: number): number {
    const { left, width } = this.view.dom.getBoundingClientRect(), found = this.view.posAtCoords({ left: left + width / 2, top: y + 8 });
    return found ? inSource(this.view.state, this.view.state.doc.resolve(found.pos), new MarkdownDocument(this.put)) : 0;
  }

  heightOf(offset: number): number {
    const { state } = this.view, { from } = inBlocks(offset, new MarkdownDocument(this.put), state);
    return this.view.coordsAtPos(Math.min(from, state.doc.content.size)).top;
  }

  bring(offset: number, height: number): void { scrollBy({ top: this.heightOf(offset) - height, behavior: "instant" }); }
}

function plugins({ toolbar, find, leave }: Aids): Plugin[] {
  const list = blockList(document.getElementById("blocks") as HTMLTemplateElement);
  return [
    settle, suggest([list, ...names]), shortcuts, toolbar.plugin, find.plugin, ...keys({ link: toolbar.askLink, find: find.open, leave }), history(),
    addresses, cards, gaps, figures, aligned, within, colours, plus, lastLine, clipboard,
  ];
}
