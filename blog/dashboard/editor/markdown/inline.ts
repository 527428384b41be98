// What stands in a line, from its Markdown.
import type { Node } from "prosemirror-model";
import { MarkdownDocument } from "./document.ts";
import { schema } from "./schema.ts";

// inlineOf reads source as it stands in a line: a letter before it keeps it from beginning a block. What cannot be read
// so is held as its own source.
export function inlineOf(source: string): Node[] {
  if (!source.trim()) return [];
  const { doc } = new MarkdownDocument("x" + source), block = doc.firstChild;
  if (doc.childCount !== 1 || block?.type !== schema.nodes.paragraph || !block.firstChild?.isText) return [schema.nodes.raw_inline.create({ source })];
  return [...block.content.cut(1).content];
}
