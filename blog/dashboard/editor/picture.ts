// A picture with its words: what somebody reads, or hears, who does not see it, and the line below it.
import type { Node } from "prosemirror-model";
import { Plugin, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView, type NodeView } from "prosemirror-view";
import { schema } from "./markdown/schema.ts";
import { t } from "./words.ts";

const { image, paragraph } = schema.nodes;

type Shown = HTMLImageElement | HTMLAudioElement | HTMLVideoElement;

const players: Readonly<Record<string, "audio" | "video">> = { mp3: "audio", m4a: "audio", ogg: "audio", flac: "audio", wav: "audio", mp4: "video", webm: "video" };

export class Picture implements NodeView {
  readonly dom = document.createElement("span");
  private img: Shown = document.createElement("img");
  private readonly words = document.createElement("span");
  private readonly alt = field(t("In words"), t("What does it show? Read aloud to people who do not see it."));
  private readonly caption = field(t("Caption"), t("A line below it, if it needs one"));
  private readonly ask = document.createElement("button");
  private readonly view: EditorView;
  private readonly getPos: () => number | undefined;
  private node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.node = node; this.view = view; this.getPos = getPos;
    this.dom.className = "picture";
    this.words.className = "words";
    this.words.contentEditable = "false";
    this.ask.type = "button";
    this.ask.className = "ask";
    this.ask.textContent = t("Say in words what it shows");
    this.ask.addEventListener("click", () => { this.choose(); this.alt.input.focus(); });
    for (const { input } of [this.alt, this.caption]) {
      input.addEventListener("change", () => this.keep());
      input.addEventListener("keydown", (event) => this.key(event));
    }
    this.words.append(this.ask, this.alt.label, this.caption.label);
    this.dom.append(this.img, this.words);
    this.update(node);
  }

  update(node: Node): boolean {
    if (node.type !== image) return false;
    this.node = node;
    const { src, alt, title } = node.attrs as { src: string; alt: string | null; title: string | null };
    if (this.img.getAttribute("src") !== src) this.show(src);
    if (this.img instanceof HTMLImageElement) this.img.alt = alt ?? "";
    else this.img.ariaLabel = alt;
    this.dom.dataset.caption = title ?? "";
    this.dom.classList.toggle("wordless", !alt);
    if (document.activeElement !== this.alt.input) this.alt.input.value = alt ?? "";
    if (document.activeElement !== this.caption.input) this.caption.input.value = title ?? "";
    return true;
  }

  // show draws what stands at the address: sound and film of ours have players.
  private show(src: string): void {
    const [, file] = /^\/media\/[a-z2-7]{26}\.([a-z0-9]+)$/.exec(src) ?? [], own = (file && players[file]) || "img";
    if (this.img.localName !== own) {
      const shown = document.createElement(own);
      if (shown instanceof HTMLMediaElement) { shown.controls = true; shown.preload = "metadata"; }
      this.img.replaceWith(shown);
      this.img = shown;
      this.ask.textContent = own === "img" ? t("Say in words what it shows") : t("Say in words what it is");
    }
    this.img.src = src;
  }

  selectNode(): void { this.dom.classList.add("ProseMirror-selectednode"); }
  deselectNode(): void { this.dom.classList.remove("ProseMirror-selectednode"); }

  private choose(): void { this.dom.classList.add("ProseMirror-selectednode"); }

  private keep(): void {
    const pos = this.getPos(), alt = this.alt.input.value.trim() || null, title = this.caption.input.value.trim() || null;
    if (pos === undefined || (alt === (this.node.attrs.alt || null) && title === (this.node.attrs.title || null))) return;
    this.view.dispatch(this.view.state.tr.setNodeMarkup(pos, null, { ...this.node.attrs, alt, title }));
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    this.keep();
    const pos = this.getPos(), { view } = this;
    this.deselectNode();
    if (pos !== undefined) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(pos + 1))));
    view.focus();
  }

  stopEvent(event: Event): boolean { return this.words.contains(event.target as globalThis.Node) || event.target instanceof HTMLMediaElement; }
  ignoreMutation(): boolean { return true; }
}

function field(name: string, help: string): { label: HTMLElement; input: HTMLInputElement } {
  const label = document.createElement("label"), input = document.createElement("input");
  input.placeholder = help;
  input.autocomplete = "off";
  label.append(Object.assign(document.createElement("span"), { textContent: name }), input);
  return { label, input };
}

// figures are pictures that are alone on their line: those have a caption.
export const figures = new Plugin<DecorationSet>({
  state: {
    init: (_, state) => find(state.doc),
    apply: (tr, known) => (tr.docChanged ? find(tr.doc) : known),
  },
  props: { decorations(state) { return this.getState(state); } },
});

// isFigure tells a picture that is alone on its line.
export function isFigure(node: Node): boolean { return node.type === paragraph && node.childCount === 1 && node.firstChild!.type === image; }

function find(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (isFigure(node)) found.push(Decoration.node(pos, pos + node.nodeSize, { class: "figure" }));
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, found);
}
