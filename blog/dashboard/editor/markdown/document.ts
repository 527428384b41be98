// An article between its Markdown and the editor. Begin reading here.
//
// The text is the truth: each block of the editor remembers where it stands in it. Blocks nobody touched are copied from
// there byte for byte, with whatever is between them; the others are written anew, in their author's habits. A block that
// could not be written with the same meaning is held as its own source.
import type { Definition, FootnoteDefinition, Nodes, Root, RootContent } from "mdast";
import type { Node } from "prosemirror-model";
import { habitsOf } from "./habits.ts";
import { meaning } from "./meaning.ts";
import { read } from "./read.ts";
import { schema } from "./schema.ts";
import { type Habits, parse, print, signs, sourceOf } from "./syntax.ts";
import { write } from "./write.ts";

// Place is where a block stands in the text.
interface Place { node: Node; start: number; end: number; meaning: string; habits: Habits }

// serverOnly is what means something to the server that we do not read: formulas in \( \) and \[ \].
const serverOnly = /\\\([\s\S]*\\\)|^[\s>*+\d.)-]*\\\[[\s\S]*\\\]/m;

export class MarkdownDocument {
  readonly source: string;
  readonly doc: Node; // as it was opened
  private readonly places: Place[] = [];
  private readonly habits: Habits;
  private readonly lineEnd: string;

  constructor(source: string) {
    this.source = source;
    this.lineEnd = source.includes("\r\n") ? "\r\n" : "\n";
    const root = parse(source), known = definitionsOf(root, source);
    this.habits = habitsOf(root, source);
    for (const child of root.children) {
      const start = lineOf(child, source), end = child.position!.end.offset!, own = source.slice(start, end), habits = { ...this.habits, ...onlySeen(habitsOf(child, source), child, source) };
      const held = serverOnly.test(own) ? [] : [false, true].map((signs) => read(child, source, signs));
      const node = held.find((one) => one && isSame(one, child, own, { habits, known })) ?? schema.nodes.raw.create(null, own ? schema.text(own) : null);
      this.places.push({ node, start, end, meaning: meaning(child), habits });
    }
    this.doc = schema.nodes.doc.create(null, this.places.map((place) => place.node));
  }

  // spans are where the blocks of doc stand in the source.
  get spans(): readonly { start: number; end: number }[] { return this.places; }

  // save gives the text of what the editor holds now.
  save(doc: Node): string {
    const blocks = this.recognise(doc);
    if (blocks.length === this.places.length && blocks.every((block, n) => block.from === n)) return this.source;
    return this.join(blocks);
  }

  // rewrite gives the text with every block written anew.
  rewrite(): string { return this.join(this.places.map(({ node }, slot) => ({ node, from: -1, slot }))); }

  // join puts blocks behind one another as close as they stood, and further apart where that would change what they say.
  private join(blocks: Block[]): string {
    const said = blocks.flatMap((block) => this.expected(block));
    let text = "";
    for (const care of [0, 1, 2, 3]) { // at most a few times: nearly always the first is right
      text = this.assemble(blocks, care);
      const got = parse(text).children.filter((child) => care < 3 || child.type !== "html").map(meaning);
      const want = care < 3 ? said : said.filter((words) => !words.startsWith('{"type":"html"'));
      if (got.length === want.length && got.every((words, n) => words === want[n])) break;
    }
    return text;
  }

  // recognise finds the blocks nobody touched: the very same node, or, after an undo, an equal one; and for the others
  // the place they stand in.
  private recognise(doc: Node): Block[] {
    const byNode = new Map(this.places.map((place, n) => [place.node, n]));
    const blocks = doc.children.filter((node) => !isEmpty(node)).map((node): Block => ({ node, from: byNode.get(node) ?? -1, slot: -1 }));
    let last = -1;
    blocks.forEach((block, n) => {
      if (block.from < 0) {
        const next = blocks.slice(n + 1).find((later) => later.from > last)?.from ?? this.places.length;
        for (let at = last + 1; at < next && block.from < 0; at++) if (this.places[at]!.node.eq(block.node)) block.from = at;
      }
      if (block.from >= 0) last = block.from;
    });
    for (let n = 0; n < blocks.length; n++) {
      if (blocks[n]!.from >= 0) { blocks[n]!.slot = blocks[n]!.from; continue; }
      let end = n;
      while (end < blocks.length && blocks[end]!.from < 0) end++;
      const before = n ? blocks[n - 1]!.from : -1, behind = end < blocks.length ? blocks[end]!.from : this.places.length;
      if (behind - before - 1 === end - n) for (let at = n; at < end; at++) blocks[at]!.slot = before + 1 + at - n;
      n = end - 1;
    }
    return blocks;
  }

  private expected({ node, from }: Block): string[] {
    if (from >= 0) return [this.places[from]!.meaning];
    if (node.type === schema.nodes.raw) return parse(node.textContent).children.map(meaning);
    return [meaning(write(node))];
  }

  // assemble joins blocks. With more care they stand further apart: 0 as they stood, 1 with an empty line around what
  // was written anew, 2 with other marks for lists, 3 with a comment between.
  private assemble(blocks: Block[], care: number): string {
    const first = this.places[0], last = this.places.at(-1);
    let text = this.source.slice(0, first ? first.start : this.source.length);
    blocks.forEach((block, n) => {
      if (n) text += this.between(blocks[n - 1]!, block, care);
      text += block.from >= 0 ? this.source.slice(this.places[block.from]!.start, this.places[block.from]!.end) : this.written(block, care);
    });
    return text + (last ? this.source.slice(last.end) : "");
  }

  private between(before: Block, block: Block, care: number): string {
    const stood = before.slot >= 0 && block.slot === before.slot + 1;
    const untouched = before.from >= 0 && block.from >= 0;
    if (stood && (care === 0 || untouched)) return this.source.slice(this.places[before.slot]!.end, this.places[block.slot]!.start);
    const apart = this.lineEnd + this.lineEnd;
    const lists = ["bullet_list", "ordered_list"];
    const alike = lists.includes(before.node.type.name) && lists.includes(block.node.type.name);
    return care === 3 && alike ? `${apart}<!-- -->${apart}` : apart;
  }

  private written({ node, slot }: Block, care: number): string {
    if (node.type === schema.nodes.raw) return node.textContent;
    const habits = { ...(slot >= 0 ? this.places[slot]!.habits : this.habits) };
    if (care === 2) [habits.bullet, habits.bulletOrdered] = [habits.bullet === "-" ? "*" : "-", habits.bulletOrdered === ")" ? "." : ")"];
    return inLines(print([write(node)], habits).replace(/\n$/, ""), this.lineEnd);
  }
}

// Block is a block of the editor: from is the place it comes from untouched, slot the one it stands in; -1 for none.
interface Block { node: Node; from: number; slot: number }

// isSame says whether a block, written anew, has the meaning of what it came from, for us and for the server. Addresses
// defined elsewhere in the text are needed to know.
function isSame(node: Node, child: RootContent, own: string, { habits, known }: { habits: Habits; known: Known[] }): boolean {
  const back = write(node), want = meaning(child);
  if (meaning(back) !== want) return false;
  const written = print([back], habits), words = own.toLowerCase();
  const named = known.filter(({ label }) => words.includes(label)).map(({ source }) => "\n\n" + source);
  const again = parse(written + named.join("")).children[0];
  return again !== undefined && meaning(again) === want && keepsSigns(own, written);
}

// keepsSigns says whether every sign that was written in its own way still is, and no other.
function keepsSigns(before: string, after: string): boolean {
  const count = (text: string): Map<string, number> => {
    const found = new Map<string, number>();
    for (const sign of text.match(signs) ?? []) found.set(sign, (found.get(sign) ?? 0) + 1);
    return found;
  };
  const [was, is] = [count(before), count(after)];
  const added = (sign: string): boolean => (is.get(sign) ?? 0) > (was.get(sign) ?? 0);
  if ([...was].some(([sign, n]) => (is.get(sign) ?? 0) < n)) return false;
  if (["\\-", "\\$", ...[...is.keys()].filter((sign) => sign.startsWith("&"))].some(added)) return false;
  return !unspaced.test(before) || !["\\*", "\\_", "\\~"].some(added);
}

// Between letters that are written without spaces the server finds emphasis where CommonMark has none.
const unspaced = /[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/;

// Known is an address or footnote that a text defines.
interface Known { label: string; source: string }

// definitionsOf are a text's definitions, to be put behind a part of it that names them.
function definitionsOf(root: Root, source: string): Known[] {
  const found: Known[] = [];
  const visit = (node: Nodes): void => {
    if (isDefinition(node)) {
      const label = node.label ?? node.identifier;
      found.push({ label: label.toLowerCase(), source: node.type === "definition" ? sourceOf(node, source) : `[^${label}]: x` });
    }
    if ("children" in node) node.children.forEach(visit);
  };
  visit(root);
  return found;
}

const isDefinition = (node: Nodes): node is Definition | FootnoteDefinition => node.type === "definition" || node.type === "footnoteDefinition";

// onlySeen keeps the habits that a block shows itself; the others are the whole text's.
function onlySeen(habits: Habits, child: RootContent, source: string): Partial<Habits> {
  const none = habitsOf({ type: "root", children: [], position: child.position } as Root, source);
  return Object.fromEntries(Object.entries(habits).filter(([name, value]) => value !== none[name as keyof Habits])) as Partial<Habits>;
}

// lineOf is where the line of a block begins: its indent belongs to it.
function lineOf(block: RootContent, source: string): number {
  const start = block.position!.start.offset!;
  return start - /[ \t]*$/.exec(source.slice(source.lastIndexOf("\n", start - 1) + 1, start))![0].length;
}

const isEmpty = (node: Node): boolean => node.type === schema.nodes.paragraph && node.childCount === 0;

const inLines = (text: string, lineEnd: string): string => (lineEnd === "\n" ? text : text.replace(/\n/g, lineEnd));
