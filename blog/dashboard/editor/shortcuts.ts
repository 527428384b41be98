// Markdown as it is typed: its signs become what they mean.
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { Fragment, type Attrs, type MarkType, type Node } from "prosemirror-model";
import { TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { begin, hasFootnote } from "./footnote.ts";
import { schema } from "./markdown/schema.ts";

const { nodes, marks } = schema;

// around gives words between two signs a mark: the first group of the pattern is everything, the second the words.
function around(pattern: RegExp, type: MarkType, attrs: (match: RegExpMatchArray) => Attrs | null = () => null): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    if (type !== marks.code && inBegunCode(state, start + match[0].indexOf(match[1]!))) return null;
    const from = start + match[0].indexOf(match[1]!), inner = from + match[1]!.indexOf(match[2]!), to = inner + match[2]!.length;
    const tr = state.tr;
    if (to < end) tr.delete(to, end);
    tr.delete(from, inner);
    const last = from + match[2]!.length;
    return tr.addMark(from, last, type.create(attrs(match))).removeStoredMark(type);
  }, { inCodeMark: false });
}

// inBegunCode says whether code was begun in the line and not ended: in it all signs are only signs.
function inBegunCode(state: EditorState, at: number): boolean {
  const $at = state.doc.resolve(at);
  return $at.parent.textBetween(0, $at.parentOffset, null, "\ufffc").split("`").length % 2 === 0;
}

const picture = new InputRule(/!\[([^\][]*)\]\((\S+)\)$/, (state, match, start, end) =>
  state.tr.replaceWith(start, end, nodes.image.create({ src: match[2], alt: match[1] })));

// rule makes a line, and a paragraph behind it to go on in.
const rule = new InputRule(/^---$/, (state, _match, start) => {
  const $start = state.doc.resolve(start), from = $start.before();
  if ($start.parent.type !== nodes.paragraph || !$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), nodes.divider)) return null;
  const tr = state.tr.replaceWith(from, $start.after(), Fragment.from([nodes.divider.create(), nodes.paragraph.create()]));
  return tr.setSelection(TextSelection.create(tr.doc, from + 2));
});

// task gives an entry of a list its box, and makes a list where there is none.
const task = new InputRule(/^\[([ xX])\]\s$/, (state, match, start, end) => {
  const checked = match[1] !== " ", tr = state.tr.delete(start, end), $at = tr.doc.resolve(start);
  if ($at.depth < 1 || $at.parent.type !== nodes.paragraph) return null;
  if ($at.node(-1).type === nodes.list_item) return $at.index(-1) === 0 ? tr.setNodeAttribute($at.before(-1), "checked", checked) : null;
  const range = $at.blockRange();
  return range && tr.wrap(range, [{ type: nodes.bullet_list }, { type: nodes.list_item, attrs: { checked } }]);
});

// alert makes a note, a warning and their like of a quotation that begins with their name.
const alert = new InputRule(/^\[!(note|tip|important|warning|caution)\]\s$/i, (state, match, start, end) => {
  const $start = state.doc.resolve(start);
  if ($start.depth < 2 || $start.node(-1).type !== nodes.blockquote || $start.index(-1) !== 0) return null;
  return state.tr.delete(start, end).setNodeMarkup($start.before(-1), nodes.alert, { kind: match[1]!.toLowerCase() });
});

// note is a reference to a footnote, which is begun at the end of the text if there is none.
const note = new InputRule(/\[\^([^\s\][^]+)\]$/, (state, match, start, end) => {
  const label = match[1]!, attrs = { identifier: label.toLowerCase(), label };
  const tr = state.tr.replaceWith(start, end, nodes.footnote_reference.create(attrs));
  return hasFootnote(state, attrs.identifier) ? tr : begin(tr, attrs);
});

// footnote is written where its writer wants it: "[^1]: ", of which the first part is a reference already.
const footnote = new InputRule(/^\ufffc:\s$/, (state, _match, start) => {
  const $start = state.doc.resolve(start), first = $start.parent.firstChild;
  if ($start.depth !== 1 || first?.type !== nodes.footnote_reference) return null;
  const tr = state.tr.replaceWith($start.before(), $start.after(), nodes.footnote.create(first.attrs, nodes.paragraph.create()));
  const from = $start.before() + 2;
  return withoutEmpty(tr.setSelection(TextSelection.create(tr.doc, from)), first, $start.before());
});

// withoutEmpty takes away the empty footnote that its reference had begun.
function withoutEmpty(tr: Transaction, reference: Node, own: number): Transaction {
  tr.doc.forEach((node, at) => {
    if (at !== own && node.type === nodes.footnote && node.attrs.identifier === reference.attrs.identifier && !node.textContent) tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize));
  });
  return tr;
}

export const shortcuts = inputRules({ rules: [
  textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({ level: match[1]!.length })),
  textblockTypeInputRule(/^(?:```|~~~)([\w+#.-]*)\s$/, nodes.code_block, (match) => ({ lang: match[1] || null })),
  textblockTypeInputRule(/^\$\$\s$/, nodes.math_block),
  wrappingInputRule(/^>\s$/, nodes.blockquote),
  wrappingInputRule(/^[-+*]\s$/, nodes.bullet_list),
  wrappingInputRule(/^(\d{1,9})[.)]\s$/, nodes.ordered_list, (match) => ({ start: Number(match[1]) }),
    (match, before) => before.childCount + (before.attrs.start as number) === Number(match[1])),
  rule, task, alert, picture, note, footnote,
  around(/(?:^|[^!])(\[([^\][]+)\]\((\S+)\))$/, marks.link, (match) => ({ href: match[3] })),
  around(/(?:^|[^*])(\*\*([^*\s]|[^*\s][^*]*[^*\s])\*\*)$/, marks.strong),
  around(/(?:^|[^\p{L}\p{N}_])(__([^_\s]|[^_\s][^_]*[^_\s])__)$/u, marks.strong),
  around(/(?:^|[^*])(\*([^*\s]|[^*\s][^*]*[^*\s])\*)$/, marks.emphasis),
  around(/(?:^|[^\p{L}\p{N}_])(_([^_\s]|[^_\s][^_]*[^_\s])_)$/u, marks.emphasis),
  around(/(?:^|[^~])(~~([^~\s]|[^~\s][^~]*[^~\s])~~)$/, marks.delete),
  around(/(?:^|[^`])(`([^`]+)`)$/, marks.code),
] });
