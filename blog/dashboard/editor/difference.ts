// What is different between two documents, and nothing else: changed so, the caret and the way back stay where they are.
import { Fragment, type Node } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";

interface Change { from: number; to: number; content: Fragment }

// become makes a transaction's document equal to another.
export function become(tr: Transaction, next: Node): Transaction {
  const found: Change[] = [];
  compare(tr.doc, next, 0, found);
  for (const { from, to, content } of found.reverse()) tr.replaceWith(from, to, content); // from the end: places before stay
  return tr;
}

// compare notes what has to change within a node whose content begins at a position.
function compare(was: Node, is: Node, at: number, found: Change[]): void {
  if (is.inlineContent) return compareWords(was, is, at, found);
  const before = was.children, after = is.children;
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    const [a, b] = [before[i], after[j]];
    if (a && b && a.eq(b)) { at += a.nodeSize; i++; j++; continue; }
    const [endA, endB] = meet(before, i, after, j);
    for (; i < endA && j < endB && before[i]!.sameMarkup(after[j]!); i++, j++) {
      const inner = before[i]!;
      if (inner.isLeaf) found.push({ from: at, to: at + inner.nodeSize, content: Fragment.from(after[j]!) });
      else compare(inner, after[j]!, at + 1, found);
      at += inner.nodeSize;
    }
    const size = before.slice(i, endA).reduce((sum, node) => sum + node.nodeSize, 0);
    if (size || j < endB) found.push({ from: at, to: at + size, content: Fragment.from(after.slice(j, endB)) });
    at += size;
    [i, j] = [endA, endB];
  }
}

function compareWords(was: Node, is: Node, at: number, found: Change[]): void {
  const start = was.content.findDiffStart(is.content);
  if (start === null) return;
  const end = was.content.findDiffEnd(is.content)!;
  const overlap = Math.max(0, start - Math.min(end.a, end.b)); // "aa" in "aaa" is found from both sides
  found.push({ from: at + start, to: at + end.a + overlap, content: is.content.cut(start, end.b + overlap) });
}

// meet finds the nearest places from which two lists are equal again.
function meet(before: readonly Node[], i: number, after: readonly Node[], j: number): [number, number] {
  for (let skipped = 1; ; skipped++) {
    for (let n = 0; n <= skipped; n++) {
      const [a, b] = [i + n, j + skipped - n];
      if (a > before.length || b > after.length) continue;
      if (a === before.length && b === after.length) return [a, b];
      if (a < before.length && b < after.length && before[a]!.eq(after[b]!)) return [a, b];
    }
  }
}
