// Where the caret is, in the text and in its source: the same block, behind the same words.
import type { Node, ResolvedPos } from "prosemirror-model";
import { Selection, type EditorState } from "prosemirror-state";
import type { MarkdownDocument } from "./markdown/document.ts";

// inSource is the place in a document's source of a place in what the editor holds, which says the same.
export function inSource(state: EditorState, $head: ResolvedPos, document: MarkdownDocument): number {
  const n = $head.depth ? $head.index(0) : $head.index();
  const kept = state.doc.children.slice(0, n).filter((block) => block.content.size || !block.isTextblock).length;
  const span = document.spans[Math.min(kept, document.spans.length - 1)];
  if (!span) return 0;
  if (kept >= document.spans.length) return document.source.length;
  const block = state.doc.maybeChild(n);
  if (!block || !$head.depth) return span.start;
  return span.start + follow(wordsOf(block), wordsOf(block, $head.pos - $head.before(1) - 1).length, document.source.slice(span.start, span.end));
}

// inBlocks is the selection at a place of the source a document was opened from.
export function inBlocks(offset: number, document: MarkdownDocument, state: EditorState): Selection {
  const n = Math.max(0, document.spans.findLastIndex((span) => span.start <= offset)), span = document.spans[n], block = state.doc.maybeChild(n);
  if (!span || !block) return Selection.atEnd(state.doc);
  let start = 0;
  for (let i = 0; i < n; i++) start += state.doc.child(i).nodeSize;
  const words = wordsOf(block), at = follow(document.source.slice(span.start, span.end), Math.min(offset, span.end) - span.start, words);
  return Selection.near(state.doc.resolve(start + positionOf(block, at)), -1);
}

const wordsOf = (block: Node, to = block.content.size): string => (block.isLeaf ? "" : block.textBetween(0, to, "\n", " "));

// positionOf is the position, from before a block, behind so many of its letters.
function positionOf(block: Node, letters: number): number {
  let [low, high] = [0, block.content.size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wordsOf(block, middle).length < letters) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

// follow finds a place of one text in another that says the same in other signs: behind the same word.
function follow(from: string, at: number, to: string): number {
  const before = from.slice(0, at);
  if (!before.trim()) return 0;
  for (let word = /[\p{L}\p{N}\p{Z}.,;!?'’]{1,24}$/u.exec(before)?.[0] ?? ""; word; word = word.slice(1)) {
    let place = -1;
    for (let n = before.split(word).length - 1; n > 0; n--) {
      const next = to.indexOf(word, place + 1);
      if (next < 0) break;
      place = next;
    }
    if (place >= 0) return place + word.length;
  }
  return Math.round((to.length * at) / Math.max(1, from.length));
}
