// The article as blocks, over the field that holds its Markdown. The field stays what is saved: every change is written
// into it, and what somebody else writes into it is taken from there.
import { history } from "prosemirror-history";
import { EditorState, TextSelection, type Command } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { addresses } from "./addresses.ts";
import { clipboard } from "./clipboard.ts";
import { become } from "./difference.ts";
import { Entry } from "./entry.ts";
import { gaps } from "./gaps.ts";
import { InlineSource } from "./inline_source.ts";
import { keys } from "./keys.ts";
import { lastLine, withLastLine } from "./last_line.ts";
import { MarkdownDocument } from "./markdown/document.ts";
import { inBlocks, inSource } from "./place.ts";
import { shortcuts } from "./shortcuts.ts";
import type { Toolbar } from "./toolbar.ts";

const rest = 150; // milliseconds without a change before it is written into the field

export class Sheet {
  readonly view: EditorView;
  private readonly field: HTMLTextAreaElement;
  private document: MarkdownDocument;
  private put: string; // what this wrote into the field or took from it
  private saved: EditorState["doc"]; // which is this
  private timer = 0;

  constructor(field: HTMLTextAreaElement, toolbar: Toolbar, leave: Command) {
    this.field = field;
    this.put = field.value;
    this.document = new MarkdownDocument(field.value);
    const plugins = [shortcuts, toolbar.plugin, ...keys(toolbar.askLink, leave), history(), addresses, gaps, lastLine, clipboard];
    const state = EditorState.create({ doc: this.document.doc, plugins }), tr = withLastLine(state);
    this.view = new EditorView(null, {
      state: tr ? state.apply(tr) : state,
      attributes: (now) => this.attributes(now),
      nodeViews: {
        list_item: (node, view, getPos) => new Entry(node, view, getPos),
        math: (node, view, getPos) => new InlineSource(node, view, getPos),
        raw_inline: (node, view, getPos) => new InlineSource(node, view, getPos),
      },
      dispatchTransaction: (tr) => {
        this.view.updateState(this.view.state.apply(tr));
        if (tr.docChanged && !tr.getMeta("opened")) this.soon();
      },
    });
    this.saved = this.view.state.doc;
    this.view.dom.hidden = true;
    field.before(this.view.dom);
  }

  private attributes({ doc }: EditorState): Record<string, string> {
    const empty = doc.childCount === 1 && doc.firstChild!.isTextblock && !doc.firstChild!.childCount;
    return {
      id: "f-visual", class: "text visual" + (empty ? " empty" : ""), role: "textbox", "aria-multiline": "true", "aria-label": "Text",
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
    const at = inSource(this.view.state, new MarkdownDocument(this.put));
    this.field.setSelectionRange(at, at);
  }

  caretFromField(): void {
    const { state } = this.view, place = inBlocks(this.field.selectionStart, new MarkdownDocument(this.put), state);
    this.view.dispatch(state.tr.setSelection(place instanceof TextSelection ? place : TextSelection.near(place.$from)).scrollIntoView());
  }
}
