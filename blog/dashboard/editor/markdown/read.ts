// From Markdown's tree to the editor's: one block at a time. What cannot be held without loss gives null, and stands in
// the editor as its source.
import type { AlignType, PhrasingContent, Nodes, Parents, Text } from "mdast";
import { decodeString } from "micromark-util-decode-string";
import { Fragment, Mark, type Attrs, type Node } from "prosemirror-model";
import { schema } from "./schema.ts";
import { signs, sourceOf } from "./syntax.ts";

// Unheld is thrown where there is no place for something.
class Unheld extends Error {}

// read gives the editor's block for one of Markdown's; null when it cannot be held. With signs, what is escaped or
// written by its number or name keeps its way of being written.
export function read(node: Nodes, text: string, signs: boolean): Node | null {
  try {
    const block = new Reader(text, signs).block(node);
    block.check();
    return block;
  } catch (error) {
    if (error instanceof Unheld || error instanceof RangeError) return null;
    throw error;
  }
}

class Reader {
  readonly text: string;
  readonly signs: boolean;
  constructor(text: string, signs: boolean) { [this.text, this.signs] = [text, signs]; }

  block(node: Nodes): Node {
    switch (node.type) {
      case "paragraph": return this.make("paragraph", {}, this.inline(node.children));
      case "heading": return this.make("heading", { level: node.depth }, this.inline(node.children));
      case "blockquote": return this.make("blockquote", {}, this.blocks(node));
      case "alert": return this.make("alert", { kind: node.kind }, this.blocks(node));
      case "thematicBreak": return this.make("divider", {}, []);
      case "code": return this.make("code_block", { lang: node.lang ?? null, meta: node.meta ?? null }, this.words(node.value));
      case "math": if (!/\$\s*$/.test(sourceOf(node, this.text))) throw new Unheld("a formula without end");
        return this.make("math_block", { meta: node.meta ?? null }, this.words(node.value));
      case "footnoteDefinition": return this.make("footnote", { identifier: node.identifier, label: node.label ?? null }, this.blocks(node));
      case "list": return node.ordered
        ? this.make("ordered_list", { start: node.start ?? 1, spread: node.spread ?? false }, this.blocks(node))
        : this.make("bullet_list", { spread: node.spread ?? false }, this.blocks(node));
      case "listItem": return this.make("list_item", { checked: node.checked ?? null, spread: node.spread ?? false }, this.blocks(node));
      case "table": return this.make("table", { align: (node.align ?? []) as AlignType[] }, this.blocks(node));
      case "tableRow": return this.make("table_row", {}, this.blocks(node));
      case "tableCell": return this.make("table_cell", {}, this.inline(node.children));
    }
    throw new Unheld(node.type);
  }

  blocks(parent: Parents): Node[] { return parent.children.map((child) => this.block(child)); }

  inline(children: PhrasingContent[], marks: readonly Mark[] = []): Node[] {
    return children.flatMap((child) => this.phrase(child, marks));
  }

  phrase(node: PhrasingContent, marks: readonly Mark[]): Node[] {
    const within = (name: string, attrs: Attrs, children: PhrasingContent[]): Node[] => {
      const mark = schema.marks[name]!.create({ ...attrs, depth: marks.length });
      if (marks.some((outer) => outer.type === mark.type) || !children.length) throw new Unheld(node.type);
      return this.inline(children, mark.addToSet(marks));
    };
    const leaf = (name: string, attrs: Attrs): Node[] => [schema.nodes[name]!.create(attrs, null, marks)];
    switch (node.type) {
      case "text": return this.signs ? this.withSigns(node, marks) : this.lines(node.value, marks);
      case "emphasis": return within("emphasis", {}, node.children);
      case "strong": return within("strong", {}, node.children);
      case "delete": return within("delete", {}, node.children);
      case "link": return within("link", { href: node.url, title: node.title ?? null, verbatim: node.data?.verbatim ?? null }, node.children);
      case "linkReference": return within("link_reference", { identifier: node.identifier, label: node.label, referenceType: node.referenceType }, node.children);
      case "inlineCode": return [schema.text(node.value, schema.marks.code.create({ depth: marks.length }).addToSet(marks))];
      case "break": return leaf("hard_break", { verbatim: node.data?.verbatim ?? null });
      case "image": return leaf("image", { src: node.url, alt: node.alt ?? null, title: node.title ?? null });
      case "imageReference": return leaf("image_reference", { identifier: node.identifier, label: node.label, referenceType: node.referenceType, alt: node.alt ?? null });
      case "footnoteReference": return leaf("footnote_reference", { identifier: node.identifier, label: node.label ?? null });
      case "inlineMath": return leaf("math", { tex: node.value, verbatim: node.data?.verbatim ?? null });
      case "html": return leaf("raw_inline", { source: sourceOf(node, this.text) });
    }
    throw new Unheld((node as Nodes).type);
  }

  // lines are words with the line ends within them, which readers see as spaces.
  lines(value: string, marks: readonly Mark[]): Node[] {
    return value.split("\n").flatMap((line, n) => [
      ...(n ? [schema.nodes.soft_break.create(null, null, marks)] : []),
      ...(line ? [schema.text(line, marks)] : []),
    ]);
  }

  // withSigns finds in words the signs of their source: the one that comes after as many of its kind as in the source.
  withSigns(node: Text, marks: readonly Mark[]): Node[] {
    const own = sourceOf(node, this.text), found: Node[] = [];
    let from = 0, rest = 0; // what was read of the words, and of their source
    for (const { 0: source, index } of own.matchAll(signs)) {
      const shown = decodeString(source);
      if (shown === source) continue; // no name of a sign
      let at = node.value.indexOf(shown, from);
      for (let before = own.slice(rest, index).split(shown).length - 1; before && at >= 0; before--) at = node.value.indexOf(shown, at + shown.length);
      if (at < 0) throw new Unheld(source);
      found.push(...this.lines(node.value.slice(from, at), marks), schema.nodes.sign.create({ shown, source }, null, marks));
      [from, rest] = [at + shown.length, index + source.length];
    }
    return [...found, ...this.lines(node.value.slice(from), marks)];
  }

  words(value: string): Node[] { return value ? [schema.text(value)] : []; }

  make(name: string, attrs: Attrs, content: Node[]): Node { return schema.nodes[name]!.create(attrs, Fragment.from(content)); }
}
