// What the editor holds: a ProseMirror schema with a place for everything syntax.ts reads, and "raw" for what it does
// not know, which stands in the text as its own source.
import { Schema, type Attrs, type DOMOutputSpec, type MarkSpec, type Node, type NodeSpec } from "prosemirror-model";

const dom = (tag: string, attrs: Attrs = {}): (() => DOMOutputSpec) => () => [tag, attrs, 0];

const nodes = {
  doc: { content: "block*" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: dom("p") },
  heading: {
    content: "inline*", group: "block", defining: true, attrs: { level: { default: 2 } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: (node: Node) => [`h${node.attrs.level as number}`, 0],
  },
  blockquote: { content: "block*", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: dom("blockquote") },
  alert: {
    content: "block*", group: "block", defining: true, attrs: { kind: { default: "note" } },
    parseDOM: [{ tag: "aside[data-kind]", getAttrs: (e) => ({ kind: e.dataset.kind }) }],
    toDOM: (node: Node) => ["aside", { class: "alert", "data-kind": node.attrs.kind as string }, 0],
  },
  bullet_list: { content: "list_item+", group: "block", attrs: { spread: { default: false } }, parseDOM: [{ tag: "ul" }], toDOM: dom("ul") },
  ordered_list: {
    content: "list_item+", group: "block", attrs: { start: { default: 1 }, spread: { default: false } },
    parseDOM: [{ tag: "ol", getAttrs: (e) => ({ start: (e as HTMLOListElement).start }) }],
    toDOM: (node: Node) => ["ol", { start: node.attrs.start as number }, 0],
  },
  list_item: {
    content: "block*", defining: true, attrs: { checked: { default: null }, spread: { default: false } },
    parseDOM: [{ tag: "li", getAttrs: (e) => ({ checked: e.dataset.checked === undefined ? null : e.dataset.checked === "true" }) }],
    toDOM: (node: Node) => ["li", node.attrs.checked === null ? {} : { "data-checked": String(node.attrs.checked) }, 0],
  },
  code_block: {
    content: "text*", group: "block", marks: "", code: true, defining: true, attrs: { lang: { default: null }, meta: { default: null } },
    parseDOM: [{ tag: "pre", preserveWhitespace: "full", getAttrs: (e) => ({ lang: e.dataset.lang ?? null }) }], toDOM: () => ["pre", ["code", 0]],
  },
  math_block: {
    content: "text*", group: "block", marks: "", code: true, defining: true, attrs: { meta: { default: null } },
    parseDOM: [{ tag: "div.math", preserveWhitespace: "full" }], toDOM: dom("div", { class: "math" }),
  },
  divider: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  table: {
    content: "table_row+", group: "block", isolating: true, tableRole: "table", attrs: { align: { default: [] } },
    parseDOM: [{ tag: "table" }], toDOM: () => ["table", ["tbody", 0]],
  },
  table_row: { content: "table_cell*", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: dom("tr") },
  table_cell: { content: "inline*", isolating: true, tableRole: "cell", parseDOM: [{ tag: "td" }, { tag: "th" }], toDOM: dom("td") },
  footnote: {
    content: "block*", group: "block", defining: true, attrs: { identifier: {}, label: { default: null } },
    toDOM: (node: Node) => ["section", { class: "footnote", "data-label": (node.attrs.label ?? node.attrs.identifier) as string }, 0],
  },
  raw: {
    content: "text*", group: "block", marks: "", code: true, defining: true,
    parseDOM: [{ tag: "pre.raw", preserveWhitespace: "full" }], toDOM: dom("pre", { class: "raw" }),
  },
  text: { group: "inline" },
  soft_break: { group: "inline", inline: true, selectable: false, toDOM: () => ["span", { class: "soft" }, " "], leafText: () => " " },
  sign: { // escaped, or written by its number or name: \\' and &nbsp; stay what they are
    group: "inline", inline: true, selectable: false, attrs: { shown: {}, source: {} },
    toDOM: (node: Node) => ["span", node.attrs.shown as string], leafText: (node: Node) => node.attrs.shown as string,
  },
  hard_break: {
    group: "inline", inline: true, selectable: false, attrs: { verbatim: { default: null } },
    parseDOM: [{ tag: "br" }], toDOM: () => ["br"], leafText: () => "\n",
  },
  image: {
    group: "inline", inline: true, draggable: true, attrs: { src: {}, alt: { default: null }, title: { default: null } },
    parseDOM: [{ tag: "img[src]", getAttrs: (e) => ({ src: e.getAttribute("src"), alt: e.getAttribute("alt"), title: e.getAttribute("title") }) }],
    toDOM: (node: Node) => ["img", node.attrs],
  },
  image_reference: {
    group: "inline", inline: true, attrs: { identifier: {}, label: {}, referenceType: {}, alt: { default: null } },
    toDOM: (node: Node) => ["span", { class: "image-reference" }, (node.attrs.alt ?? "") as string],
  },
  footnote_reference: {
    group: "inline", inline: true, attrs: { identifier: {}, label: { default: null } },
    toDOM: (node: Node) => ["sup", { class: "footnote-reference" }, (node.attrs.label ?? node.attrs.identifier) as string],
  },
  math: {
    group: "inline", inline: true, attrs: { tex: {}, verbatim: { default: null } },
    parseDOM: [{ tag: "code.math", priority: 60, getAttrs: (e) => ({ tex: e.textContent }) }],
    toDOM: (node: Node) => ["code", { class: "math" }, node.attrs.tex as string],
  },
  raw_inline: {
    group: "inline", inline: true, attrs: { source: {} },
    toDOM: (node: Node) => ["code", { class: "raw" }, node.attrs.source as string],
  },
} satisfies Record<string, NodeSpec>;

// depth says which of two marks over the same words is the outer one; 0 is outermost.
const depth = { depth: { default: 0 } };

const marks = {
  link: {
    attrs: { href: {}, title: { default: null }, verbatim: { default: null }, ...depth }, inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (e) => ({ href: e.getAttribute("href"), title: e.getAttribute("title") }) }],
    toDOM: (mark) => ["a", { href: mark.attrs.href as string, title: mark.attrs.title as string | null }, 0],
  },
  link_reference: {
    attrs: { identifier: {}, label: {}, referenceType: {}, ...depth }, inclusive: false,
    toDOM: () => ["a", { class: "reference" }, 0],
  },
  strong: { attrs: depth, parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  emphasis: { attrs: depth, parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  delete: { attrs: depth, parseDOM: [{ tag: "s" }, { tag: "del" }], toDOM: () => ["s", 0] },
  code: { attrs: depth, code: true, parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
} satisfies Record<string, MarkSpec>;

export const schema = new Schema({ nodes, marks });
