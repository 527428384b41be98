// The Markdown that articles are written in, for both directions: CommonMark, GFM, footnotes, math, front matter, and
// alerts (a quotation whose first line is [!NOTE] or its like). The server reads the same with goldmark (package
// content); one suite of fixtures holds both together.
import type { Blockquote, Heading, Link, Nodes, Parent, Root, RootContent, Text } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown, frontmatterToMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown, gfmToMarkdown } from "mdast-util-gfm";
import { mathFromMarkdown, mathToMarkdown, type InlineMath } from "mdast-util-math";
import { defaultHandlers, toMarkdown, type Handle, type Options } from "mdast-util-to-markdown";
import { cjkFriendlyToMarkdown } from "mdast-util-to-markdown-cjk-friendly";
import { cjkFriendlyGfmStrikethroughToMarkdown } from "mdast-util-to-markdown-cjk-friendly-gfm-strikethrough";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { gfmStrikethroughCjkFriendly } from "micromark-extension-cjk-friendly-gfm-strikethrough";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";

// Alert is a quotation with a kind: note, tip, important, warning or caution.
export interface Alert extends Omit<Blockquote, "type"> { type: "alert"; kind: string }

declare module "mdast" {
  interface RootContentMap { alert: Alert }
  interface BlockContentMap { alert: Alert }
  interface LinkData { verbatim?: string }
  interface BreakData { verbatim?: string }
  interface TextData { verbatim?: string }
}

declare module "mdast-util-math" {
  interface InlineMathData { verbatim?: string }
}

const frontMatter = ["yaml", "toml"] as const;

// parse reads a text. Every node has its position in it.
export function parse(text: string): Root {
  const root = fromMarkdown(text, {
    extensions: [gfm(), cjkFriendlyExtension(), gfmStrikethroughCjkFriendly(), math(), frontmatter([...frontMatter])],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown(), frontmatterFromMarkdown([...frontMatter])],
  });
  settle(root, text);
  return root;
}

const alertMark = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i;

// settle finds alerts, and notes what has to be written as it stands: addresses without brackets, and line breaks.
function settle(parent: Parent, text: string): void {
  parent.children.forEach((child, n) => {
    const before = parent.children[n - 1];
    if (child.type === "heading" && before !== undefined) beginBehind(child, before, text);
    if (child.type === "blockquote") parent.children[n] = alertOf(child) ?? child;
    if (child.type === "link" && isBare(child, text)) child.data = { verbatim: child.children.map((words) => ("value" in words ? words.value : "")).join("") };
    if (child.type === "break" || child.type === "inlineMath") child.data = { verbatim: sourceOf(child, text) };
    if ("children" in child) settle(child as Parent, text);
  });
}

// beginBehind mends where a heading begins: micromark counts definitions right before an underlined one to it.
function beginBehind(heading: Heading, before: RootContent, text: string): void {
  const own = heading.position!.start, end = before.position!.end;
  if (own.offset! >= end.offset!) return;
  const between = text.slice(end.offset).match(/^[^\n]*\n[ \t]*/)?.[0] ?? "";
  heading.position!.start = { line: end.line + 1, column: between.length - between.indexOf("\n"), offset: end.offset! + between.length };
}

// isBare says whether an address stands in the text by itself. Those found last have no position.
function isBare(link: Link, text: string): boolean {
  return link.position === undefined || !["[", "<"].includes(text[link.position.start.offset!]!);
}

function alertOf(quote: Blockquote): Alert | null {
  const first = quote.children[0], words = first?.type === "paragraph" ? first.children[0] : undefined;
  const mark = words?.type === "text" ? alertMark.exec(words.value) : null;
  if (!mark || first?.type !== "paragraph") return null;
  const rest = (words as Text).value.slice(mark[0].length), children = first.children.slice(1);
  if (rest) children.unshift({ type: "text", value: rest });
  else if (children[0]?.type === "break") return null; // another line end than ours
  const body = children.length ? [{ ...first, children }, ...quote.children.slice(1)] : quote.children.slice(1);
  return { ...quote, type: "alert", kind: mark[1]!.toLowerCase(), children: body };
}

// What is escaped, or written by its number or name, the server takes as it is; the same sign alone it may take for a
// quotation mark, a dash, a formula.
export const signs = /\\[!-/:-@[-`{-~]|&(?:#\d+|#x[\da-f]+|[a-z]\w*);/gi;

// sourceOf is what stands at a node; nothing for words that were found last, as parts of others.
export function sourceOf(node: Nodes, text: string): string {
  return node.position === undefined ? "" : text.slice(node.position.start.offset, node.position.end.offset);
}

// Habits are how an author writes what can be written in several ways.
export type Habits = Pick<Options, "bullet" | "emphasis" | "strong" | "fence" | "rule" | "setext" | "listItemIndent" | "bulletOrdered">;

// print writes blocks in an author's habits.
export function print(children: RootContent[], habits: Habits): string {
  return toMarkdown({ type: "root", children }, {
    ...habits,
    bulletOther: habits.bullet === "-" ? "*" : "-",
    incrementListMarker: true,
    ruleSpaces: false,
    extensions: [cjkFriendlyToMarkdown(), gfmToMarkdown({ tablePipeAlign: false }), mathToMarkdown(), frontmatterToMarkdown([...frontMatter]), ours],
  });
}

const alert: Handle = (node: Alert, _, state, info) => {
  const exit = state.enter("blockquote"), tracker = state.createTracker(info);
  tracker.move("> ");
  tracker.shift(2);
  const body = state.containerFlow(node as unknown as Blockquote, tracker.current());
  exit();
  const marked = `[!${node.kind.toUpperCase()}]` + (body ? "\n" + body : "");
  return state.indentLines(marked, (line, _n, blank) => ">" + (blank ? "" : " ") + line);
};

// verbatim writes what an author wrote, where other words for it would mean something else to people or to the server.
const verbatim = (otherwise: Handle): Handle =>
  (node, parent, state, info) => node.data?.verbatim ?? otherwise(node, parent, state, info);

const link: Handle & { peek?: Handle } = verbatim(defaultHandlers.link);
link.peek = (node, parent, state, info) => node.data?.verbatim?.[0] ?? defaultHandlers.link.peek(node, parent, state);

// text is escaped less than usual: "#tag" begins no heading, and "@name@host" is a mention on the server.
const text: Handle = (node: Text, parent, state, info) => {
  if (node.data?.verbatim) return node.data.verbatim;
  const all = state.unsafe;
  state.unsafe = all.filter(({ character, atBreak }) => character !== "@" && !(character === "#" && atBreak));
  state.unsafe.push({ atBreak: true, character: "#", after: "#{0,5}(?:[ \\t\\r\\n]|$)" });
  try { return defaultHandlers.text(node, parent, state, info); } finally { state.unsafe = all; }
};

// inlineMath as its author wrote it: the server takes "$ a $" for words.
const inlineMath: Handle & { peek?: Handle } = (node: InlineMath) => node.data?.verbatim ?? `$${node.value}$`;
inlineMath.peek = () => "$";

const deleted = cjkFriendlyGfmStrikethroughToMarkdown().handlers!.delete!; // of its handlers only this: its paragraphs know no tasks

const ours: Options = { handlers: { alert, delete: deleted, inlineMath, link, text, break: verbatim(defaultHandlers.break) } as Options["handlers"] };
