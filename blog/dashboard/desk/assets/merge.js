// Joins two texts that were both written on from a third, block by block: paragraphs, lists, code. What only one side
// changed is taken; what both added at one place is kept, theirs first; where both changed the same block, a person
// has to choose. Nothing is ever dropped.

const fence = /^ {0,3}(`{3,}|~{3,})/;

// blocks cuts a text at its empty lines, but for those in fenced code. Joined, text and gap of all blocks are the text.
export function blocks(text) {
  const found = [];
  let block = "", gap = "", open = "";
  const end = () => { if (block || gap) found.push({ text: block, gap }); block = gap = ""; };
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) || []) {
    if (!open && !line.trim()) { gap += line; continue; }
    if (gap) end();
    const mark = line.match(fence)?.[1];
    if (!open && mark) open = mark;
    else if (open && mark && mark[0] === open[0] && mark.length >= open.length && line.trim() === mark) open = "";
    block += line;
  }
  end();
  return found;
}

const words = (block) => block.text.replace(/\n$/, ""); // the last block of a text may end without a line end
const same = (a, b) => words(a) === words(b);
const whole = (block) => block.text + block.gap;
const equal = (a, b) => a.length === b.length && a.every((block, i) => same(block, b[i]));

// Above this many pairs of blocks the middle of two texts is not compared; it counts as one changed block.
const maxPairs = 4_000_000;

// matches gives for each block of a its place in b, or -1: a longest common subsequence.
function matches(a, b) {
  const at = new Array(a.length).fill(-1);
  let start = 0, endA = a.length, endB = b.length;
  while (start < endA && start < endB && same(a[start], b[start])) { at[start] = start; start++; }
  while (endA > start && endB > start && same(a[endA - 1], b[endB - 1])) { endA--; endB--; at[endA] = endB; }
  const rows = endA - start, columns = endB - start;
  if (rows * columns > maxPairs) return at;
  const length = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      length[i][j] = same(a[start + i], b[start + j]) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (same(a[start + i], b[start + j])) at[start + i++] = start + j++;
    else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return at;
}

// merge gives parts in order: blocks that stand, or a choice between mine and theirs.
export function merge(base, mine, theirs) {
  const [o, a, b] = [base, mine, theirs].map(blocks);
  const inA = matches(o, a), inB = matches(o, b), parts = [];
  const keep = (list) => { if (list.length) parts.push({ blocks: list }); };
  let i = 0, j = 0, k = 0;
  const settle = (toI, toJ, toK) => {
    decide(o.slice(i, toI), a.slice(j, toJ), b.slice(k, toK), keep, (mine, theirs) => parts.push({ mine, theirs }));
    [i, j, k] = [toI, toJ, toK];
  };
  for (let n = 0; n < o.length; n++) {
    if (inA[n] < 0 || inB[n] < 0) continue;
    settle(n, inA[n], inB[n]);
    keep([whole(a[j]) === whole(o[n]) ? b[k] : a[j]]); // who changed the empty lines behind it
    i++; j++; k++;
  }
  settle(o.length, a.length, b.length);
  return parts;
}

// decide is what becomes of a stretch in which something changed.
function decide(o, a, b, keep, choose) {
  if (equal(a, o)) keep(b);
  else if (equal(b, o) || equal(a, b)) keep(a);
  else if (!o.length) { keep(b); keep(a); }
  else if (o.length > 1 && o.length === a.length && o.length === b.length)
    o.forEach((block, n) => decide([block], [a[n]], [b[n]], keep, choose));
  else choose(a, b);
}

// choices are the parts a person has to decide.
export const choices = (parts) => parts.filter((part) => !part.blocks);

// textOf joins parts; each choice takes the side of the same number in sides: "mine", "theirs" or "both".
export function textOf(parts, sides = []) {
  let n = 0;
  const all = parts.flatMap((part) => {
    if (part.blocks) return part.blocks;
    const side = sides[n++];
    return side === "both" ? [...part.theirs, ...part.mine] : part[side];
  });
  return all.map((block, i) => block.text + (i < all.length - 1 ? apart(block) : block.gap)).join("");
}

// apart is the gap that keeps a block from running into the next one.
function apart(block) {
  if (!block.text || /\n[ \t]*\n$/.test(whole(block))) return block.gap;
  return block.gap + (whole(block).endsWith("\n") ? "\n" : "\n\n");
}

// wordsOf is how blocks are shown to a person.
export const wordsOf = (list) => list.map(whole).join("").trimEnd();
