// Addresses are links by themselves, as they are in Markdown: while one is typed, its link grows with it. Left as mere
// words they would be saved with signs that keep them from becoming links.
import type { Mark, Node } from "prosemirror-model";
import { Plugin, type Transaction } from "prosemirror-state";
import { schema } from "./markdown/schema.ts";

const address = /(?<![\p{L}\p{N}/@])(?:https?:\/\/|www\.)[^\s<\ufffc]*[^\s<\ufffc?!.,:;*_~'")\]]/giu;

export const addresses = new Plugin({
  appendTransaction: (trs, _before, state) => {
    if (!trs.some((tr) => tr.docChanged) || trs.some((tr) => tr.getMeta("history$") || tr.getMeta("opened"))) return null;
    const tr = state.tr;
    for (const [node, pos] of touched(trs, state.doc)) mark(tr, node, pos + 1);
    return tr.docChanged ? tr : null;
  },
});

// touched are the paragraphs and their like that changed.
function touched(trs: readonly Transaction[], doc: Node): Map<Node, number> {
  const found = new Map<Node, number>();
  trs.forEach((tr, n) => tr.mapping.maps.forEach((map, step) => map.forEach((_a, _b, start, end) => {
    const later = [...tr.mapping.maps.slice(step + 1), ...trs.slice(n + 1).flatMap((next) => next.mapping.maps)];
    const [from, to] = [start, end].map((at) => later.reduce((place, next) => next.map(place), at));
    doc.nodesBetween(Math.max(0, from! - 1), Math.min(doc.content.size, to! + 1), (node, pos) => {
      if (node.isTextblock && !node.type.spec.code) found.set(node, pos);
    });
  })));
  return found;
}

function mark(tr: Transaction, block: Node, start: number): void {
  const words = block.textBetween(0, block.content.size, null, "\ufffc"), link = schema.marks.link;
  const found = [...words.matchAll(address)].map((match) => ({ from: match.index, to: match.index + match[0].length, href: match[0] }));
  block.forEach((node, at) => { // a link that was its own address, and is no more
    const own = link.isInSet(node.marks);
    if (own && own.attrs.verbatim !== null && !found.some((f) => f.from <= at && at < f.to)) tr.removeMark(start + at, start + at + node.nodeSize, link);
  });
  for (const { from, to, href } of found) {
    if (taken(block, from, to)) continue;
    const whole = marksIn(block, from, to).every((marks) => link.isInSet(marks)?.attrs.verbatim === href);
    if (whole) continue;
    tr.removeMark(start + from, start + to, link);
    tr.addMark(start + from, start + to, link.create({ href: /^www\./i.test(href) ? "http://" + href : href, verbatim: href }));
  }
}

// taken says whether somebody gave these words a meaning of their own.
function taken(block: Node, from: number, to: number): boolean {
  return marksIn(block, from, to).some((marks) => marks.some((own) =>
    own.type === schema.marks.code || own.type === schema.marks.link_reference || (own.type === schema.marks.link && own.attrs.verbatim === null)));
}

function marksIn(block: Node, from: number, to: number): (readonly Mark[])[] {
  const found: (readonly Mark[])[] = [];
  block.nodesBetween(from, to, (node) => { found.push(node.marks); });
  return found;
}
