// From the editor's tree back to Markdown's.
import type { AlignType, Heading, List, ListItem, Nodes, PhrasingContent, RootContent, TableCell, TableRow } from "mdast";
import type { Mark, Node } from "prosemirror-model";
import { withoutEdges } from "./edges.ts";

// write gives Markdown's block for one of the editor's. Raw blocks have none: they are their own source.
export function write(node: Node): RootContent {
  const { attrs } = node;
  switch (node.type.name) {
    case "paragraph": return { type: "paragraph", children: inline(node) };
    case "heading": return { type: "heading", depth: attrs.level as Heading["depth"], children: inline(node) };
    case "blockquote": return { type: "blockquote", children: blocks(node) };
    case "alert": return { type: "alert", kind: attrs.kind as string, children: blocks(node) };
    case "divider": return { type: "thematicBreak" };
    case "code_block": return { type: "code", lang: attrs.lang as string | null, meta: attrs.meta as string | null, value: node.textContent };
    case "math_block": return { type: "math", meta: attrs.meta as string | null, value: node.textContent };
    case "footnote": return { type: "footnoteDefinition", identifier: attrs.identifier as string, label: attrs.label as string, children: blocks(node) };
    case "bullet_list": return { type: "list", ordered: false, start: null, spread: attrs.spread as boolean, children: blocks<ListItem>(node) };
    case "ordered_list": return { type: "list", ordered: true, start: attrs.start as number, spread: attrs.spread as boolean, children: blocks<ListItem>(node) } satisfies List;
    case "list_item": return { type: "listItem", checked: attrs.checked as boolean | null, spread: attrs.spread as boolean, children: blocks(node) };
    case "table": return { type: "table", align: attrs.align as AlignType[], children: blocks<TableRow>(node) };
    case "table_row": return { type: "tableRow", children: blocks<TableCell>(node) };
    case "table_cell": return { type: "tableCell", children: inline(node) };
    case "raw": return { type: "html", value: node.textContent };
  }
  throw new Error(`there is no Markdown for ${node.type.name}`);
}

// blocks leaves out paragraphs without a word: Markdown has none, they are only places to write in.
function blocks<T extends Nodes>(parent: Node): T[] {
  return parent.children.filter((child) => child.type.name !== "paragraph" || child.childCount).map((child) => write(child) as T);
}

function inline(parent: Node): PhrasingContent[] { return joined(nest(withoutEdges([...parent.children]), [])); }

// nest puts marks around the words they hold: the one that reaches furthest outside, of two that reach as far the one
// that was outside before.
function nest(words: Node[], done: readonly Mark[]): PhrasingContent[] {
  const nested: PhrasingContent[] = [];
  for (let start = 0; start < words.length;) {
    const left = words[start]!.marks.filter((mark) => !done.some((d) => alike(d, mark)));
    const open = left.length > 1 ? left.filter((mark) => mark.type.name !== "code") : left; // nothing stands inside of code
    let outer: Mark | null = null, end = start + 1;
    for (const mark of open) {
      let reach = start + 1;
      while (reach < words.length && words[reach]!.marks.some((m) => alike(m, mark))) reach++;
      const further = reach > end || outer === null || (reach === end && mark.attrs.depth < outer.attrs.depth);
      if (further) [outer, end] = [mark, reach];
    }
    if (outer === null) nested.push(leaf(words[start]!));
    else nested.push(around(outer, words.slice(start, end), [...done, outer]));
    start = end;
  }
  return nested;
}

// alike says whether two marks are one: how deep they are does not matter.
function alike(a: Mark, b: Mark): boolean {
  return a.type === b.type && Object.keys(a.attrs).every((name) => name === "depth" || a.attrs[name] === b.attrs[name]);
}

function around(mark: Mark, words: Node[], done: readonly Mark[]): PhrasingContent {
  const { attrs } = mark;
  const said = words.map((word) => word.text ?? " ").join("");
  if (mark.type.name === "code") return { type: "inlineCode", value: said };
  const children = nest(words, done);
  switch (mark.type.name) {
    case "link": return {
      type: "link", url: attrs.href as string, title: attrs.title as string | null, children,
      ...(attrs.verbatim === said ? { data: { verbatim: attrs.verbatim as string } } : {}),
    } as PhrasingContent;
    case "link_reference": return { type: "linkReference", identifier: attrs.identifier as string, label: attrs.label as string, referenceType: attrs.referenceType as "full", children };
    case "strong": return { type: "strong", children };
    case "emphasis": return { type: "emphasis", children };
    case "delete": return { type: "delete", children };
  }
  throw new Error(`there is no Markdown for ${mark.type.name}`);
}

function leaf(node: Node): PhrasingContent {
  const { attrs } = node;
  switch (node.type.name) {
    case "text": return { type: "text", value: node.text! };
    case "sign": return { type: "text", value: attrs.shown as string, data: { verbatim: attrs.source as string } };
    case "soft_break": return { type: "text", value: "\n" };
    case "hard_break": return { type: "break", ...(attrs.verbatim ? { data: { verbatim: attrs.verbatim as string } } : {}) };
    case "image": return { type: "image", url: attrs.src as string, alt: attrs.alt as string | null, title: attrs.title as string | null };
    case "image_reference": return { type: "imageReference", identifier: attrs.identifier as string, label: attrs.label as string, referenceType: attrs.referenceType as "full", alt: attrs.alt as string | null };
    case "footnote_reference": return { type: "footnoteReference", identifier: attrs.identifier as string, label: attrs.label as string };
    case "math": return { type: "inlineMath", value: attrs.tex as string, ...(attrs.verbatim ? { data: { verbatim: attrs.verbatim as string } } : {}) };
    case "raw_inline": return { type: "html", value: attrs.source as string };
  }
  throw new Error(`there is no Markdown for ${node.type.name}`);
}

// joined makes one text of neighbours, but for signs that have their own way to be written.
function joined(children: PhrasingContent[]): PhrasingContent[] {
  const all: PhrasingContent[] = [];
  for (const child of children) {
    const last = all.at(-1);
    if (child.type === "text" && last?.type === "text" && !child.data && !last.data) last.value += child.value;
    else all.push(child);
    if ("children" in child) child.children = joined(child.children as PhrasingContent[]) as typeof child.children;
  }
  return all;
}
