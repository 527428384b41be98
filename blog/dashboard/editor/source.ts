// The text as its source, in the colours of Markdown. Asked for when somebody wants it.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { defineLanguageFacet, Language, syntaxHighlighting } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder, type Command } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { GFM, parser } from "@lezer/markdown";
import type { Surface } from "./surface.ts";
import { t } from "./words.ts";

// around puts signs around what is chosen, or takes them away.
const around = (sign: string): Command => ({ state, dispatch }) => {
  dispatch(state.update(state.changeByRange(({ from, to }) => {
    const has = state.sliceDoc(from - sign.length, from) === sign && state.sliceDoc(to, to + sign.length) === sign;
    if (has) return { changes: [{ from: from - sign.length, to: from }, { from: to, to: to + sign.length }], range: EditorSelection.range(from - sign.length, to - sign.length) };
    return { changes: [{ from, insert: sign }, { from: to, insert: sign }], range: EditorSelection.range(from + sign.length, to + sign.length) };
  }), { scrollIntoView: true, userEvent: "input" }));
  return true;
};

export class Source implements Surface {
  readonly dom: HTMLElement;
  private readonly view: EditorView;
  private readonly field: HTMLTextAreaElement;
  private taking = false;

  constructor(field: HTMLTextAreaElement, leave: () => void) {
    this.field = field;
    this.dom = document.createElement("div");
    this.dom.className = "sourced";
    field.before(this.dom);
    this.view = new EditorView({ state: this.state(leave), parent: this.dom });
  }

  private state(leave: () => void): EditorState {
    const { field } = this;
    return EditorState.create({
      doc: field.value,
      extensions: [
        EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? ""),
        history(), drawSelection(), search({ top: true }), EditorView.lineWrapping, EditorView.perLineTextDirection.of(true), placeholder(field.placeholder),
        new Language(defineLanguageFacet(), parser.configure(GFM), [], "markdown").extension, syntaxHighlighting(classHighlighter),
        EditorState.phrases.of({ "Control character": t("Sign without a form") }),
        keymap.of([
          { key: "Mod-b", run: around("**") }, { key: "Mod-i", run: around("*") }, { key: "Mod-e", run: around("`") },
          ...searchKeymap, ...historyKeymap, ...defaultKeymap,
          { key: "Escape", run: () => { leave(); return true; } },
        ]),
        EditorView.contentAttributes.of({ id: "f-source", class: "text", "aria-label": t("Text, in Markdown"), spellcheck: "true", autocorrect: "on", autocapitalize: "sentences", lang: field.lang }),
        EditorView.updateListener.of((update) => { if (update.docChanged && !this.taking) this.write(); }),
      ],
    });
  }

  write(): void {
    const text = this.view.state.doc.toString();
    if (text === this.field.value) return;
    this.field.value = text;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // open takes what is in the field; only what is different changes, so that the caret stays.
  open(): void {
    const was = this.view.state.doc.toString(), is = this.field.value;
    if (was === is) return;
    let from = 0, end = 0;
    while (from < Math.min(was.length, is.length) && was[from] === is[from]) from++;
    while (end < Math.min(was.length, is.length) - from && was[was.length - 1 - end] === is[is.length - 1 - end]) end++;
    this.taking = true;
    this.view.dispatch({ changes: { from, to: was.length - end, insert: is.slice(from, is.length - end) } });
    this.taking = false;
  }

  caretToField(): void {
    const { from, to } = this.view.state.selection.main;
    this.field.setSelectionRange(from, to);
  }

  caretFromField(): void {
    const { selectionStart, selectionEnd } = this.field;
    this.view.dispatch({ selection: { anchor: selectionStart, head: selectionEnd } });
  }

  caretBehind(): void { this.caretFromField(); this.view.dispatch({ scrollIntoView: true }); }

  focus(): void { this.view.focus(); }

  offsetAt(y: number): number { return this.view.lineBlockAtHeight(y - this.view.documentTop).from; }

  heightOf(offset: number): number { return this.view.documentTop + this.view.lineBlockAt(Math.min(offset, this.view.state.doc.length)).top; }

  // bring leaves it to the editor, which guesses how high lines are that it has not drawn yet.
  bring(offset: number, height: number): void {
    this.view.dispatch({ effects: EditorView.scrollIntoView(Math.min(offset, this.view.state.doc.length), { y: "start", yMargin: height }) });
  }

  close(): void {
    this.view.destroy();
    this.dom.remove();
  }
}
