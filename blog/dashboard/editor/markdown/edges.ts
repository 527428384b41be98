// Spaces at the edges of lines and of marks, as they are while somebody types on. Markdown has no way to write them but
// by number, so they are left out of a line's edge and put outside of marks.
import type { Mark, Node } from "prosemirror-model";
import { schema } from "./schema.ts";

export function withoutEdges(words: readonly Node[]): Node[] {
  const parts = words.flatMap(split), said = parts.map((part) => !isSpace(part));
  return parts.flatMap((part, n) => {
    if (said[n]) return [part];
    const before = parts[said.lastIndexOf(true, n)], behind = parts[said.indexOf(true, n)];
    if (n < said.indexOf(true) || !before || !behind || isBreak(before) || isBreak(behind)) return [];
    return [part.mark(part.marks.filter((mark) => has(before, mark) && has(behind, mark)))];
  });
}

// split takes the spaces at both ends of a text apart from it.
function split(node: Node): Node[] {
  if (!node.isText || schema.marks.code.isInSet(node.marks)) return [node];
  const text = node.text!, start = /^[ \t]*/.exec(text)![0].length, end = Math.max(start, text.replace(/[ \t]+$/, "").length);
  const parts: [number, number][] = [[0, start], [start, end], [end, text.length]];
  return parts.filter(([from, to]) => from < to).map(([from, to]) => node.cut(from, to));
}

const isSpace = (node: Node): boolean => node.isText && !schema.marks.code.isInSet(node.marks) && /^[ \t]*$/.test(node.text!);
const isBreak = (node: Node): boolean => node.type === schema.nodes.soft_break || node.type === schema.nodes.hard_break;
const has = (node: Node, mark: Mark): boolean => node.marks.some((other) => other.type === mark.type && Object.keys(mark.attrs).every((name) => name === "depth" || other.attrs[name] === mark.attrs[name]));
