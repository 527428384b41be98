// How readers get a part of the text: formulas drawn, code in colours. The site draws it, so that both are always the same.
import { send } from "./server.ts";

const rest = 300; // milliseconds without another part before the site is asked
const most = 200_000; // letters in one question

interface Wanted { source: string; tell: (element: Element | null) => void }

const known = new Map<string, Promise<Element | null>>();
let waiting: Wanted[] = [], timer = 0;

// shown gives the element that readers get for one block of Markdown; null while the site cannot be asked.
export function shown(source: string): Promise<Element | null> {
  const before = known.get(source);
  if (before) return before;
  const promise = new Promise<Element | null>((tell) => waiting.push({ source, tell }));
  known.set(source, promise);
  void promise.then((element) => { if (!element) known.delete(source); });
  clearTimeout(timer);
  timer = window.setTimeout(() => { const all = waiting; waiting = []; for (const part of inParts(all)) void draw(part); }, rest);
  return promise;
}

function inParts(all: Wanted[]): Wanted[][] {
  const parts: Wanted[][] = [];
  let size = most;
  for (const wanted of all) {
    if (size + wanted.source.length > most) { parts.push([]); size = 0; }
    parts.at(-1)!.push(wanted);
    size += wanted.source.length;
  }
  return parts;
}

// draw asks for all at once; if they cannot be told apart in the answer, for one after the other.
async function draw(all: Wanted[]): Promise<void> {
  const got = await send<{ html: string }>("/desk/shown", { markdown: all.map(({ source }) => source).join("\n\n") });
  const elements = got ? [...new DOMParser().parseFromString(got.html, "text/html").body.children] : [];
  if (got && elements.length !== all.length && all.length > 1) {
    for (const one of all) await draw([one]);
    return;
  }
  all.forEach(({ tell }, n) => tell(elements[n] ?? null));
}
