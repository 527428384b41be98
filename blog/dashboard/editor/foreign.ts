// HTML from elsewhere: from Word, Google Docs and pages of the web. What it says stays, how it looked does not.

// clean makes HTML of which the schema understands everything that has a meaning.
export function clean(html: string): string {
  const page = new DOMParser().parseFromString(html.replace(/<!--[\s\S]*?-->/g, "").replace(/<(\/?)o:p[^>]*>/gi, ""), "text/html"), { body } = page;
  for (const e of body.querySelectorAll("script, style, meta, link, title, noscript, svg, button, input:not([type=checkbox]), select, textarea, iframe, object, [hidden], [aria-hidden=true]:not(.katex-html)")) e.remove();
  for (const step of [formulas, meanings, headings, wordLists, lists, code, figures, tables, links, breaks]) step(body);
  return body.innerHTML;
}

const all = (body: Element, selector: string): HTMLElement[] => [...body.querySelectorAll<HTMLElement>(selector)];

function rename(e: Element, tag: string): HTMLElement {
  const made = e.ownerDocument.createElement(tag);
  made.append(...e.childNodes);
  e.replaceWith(made);
  return made;
}

const unwrap = (e: Element): void => e.replaceWith(...e.childNodes);

// styleOf reads a style as it is written: what a page's policy forbids to show can still be read so.
function styleOf(e: Element, name: string): string {
  return new RegExp(`(?:^|;)\\s*${name}(?:-line)?\\s*:\\s*([^;]*)`, "i").exec(e.getAttribute("style") ?? "")?.[1]?.trim().toLowerCase() ?? "";
}

// formulas of KaTeX and MathML carry their TeX.
function formulas(body: Element): void {
  for (const e of all(body, "annotation[encoding='application/x-tex']")) {
    const whole = e.closest(".katex-display, .katex") ?? e.closest("math")!, tex = e.textContent.trim();
    const display = whole.matches(".katex-display, [display=block]"), made = body.ownerDocument.createElement(display ? "div" : "code");
    made.className = "math";
    made.textContent = tex;
    whole.replaceWith(made);
  }
}

// meanings are in styles where somebody only pressed a key of a word processor.
function meanings(body: Element): void {
  for (const e of all(body, "b, strong, i, em, span, font, u")) {
    const weight = styleOf(e, "font-weight"), style = styleOf(e, "font-style"), line = styleOf(e, "text-decoration"), family = styleOf(e, "font-family");
    const plainly = /^(?:normal|400)$/.test(weight) && e.matches("b, strong"), wanted: string[] = [];
    if (/^(?:bold|bolder|[6-9]00)$/.test(weight) && !e.closest("h1, h2, h3, h4, h5, h6")) wanted.push("strong");
    if (style === "italic") wanted.push("em");
    if (line.includes("line-through")) wanted.push("s");
    if (/mono|courier|consolas|menlo/i.test(family) && !e.closest("pre, code")) wanted.push("code");
    for (const tag of wanted.filter((tag) => e.localName !== tag)) {
      const inner = body.ownerDocument.createElement(tag);
      inner.append(...e.childNodes);
      e.append(inner);
    }
    if (plainly || e.matches("span, font, u")) unwrap(e);
  }
  for (const e of all(body, "b, strong, i, em, s, code")) if (!e.textContent.trim() && !e.querySelector("img")) unwrap(e);
}

// headings begin with the second: the first is the article's title.
function headings(body: Element): void {
  for (const e of all(body, "h1, p[class*=MsoTitle]")) rename(e, "h2");
  for (const e of all(body, "h5, h6")) rename(e, "h4");
  for (const e of all(body, "h2, h3, h4")) {
    for (const bold of all(e, "b, strong")) unwrap(bold);
    if (!e.textContent.trim()) e.remove();
  }
}

// wordLists are paragraphs with a level and a sign in front.
function wordLists(body: Element): void {
  let stack: HTMLElement[] = [], before: Element | null = null;
  for (const e of all(body, "p[style*='mso-list'], p[class*=MsoListParagraph]")) {
    const level = Number(/level(\d+)/.exec(e.getAttribute("style") ?? "")?.[1] ?? 1), mark = /^\s*(?:([\da-z]{1,4})[.)]|[·•o§▪-])[\s\u00a0]*/i.exec(e.textContent);
    if (!mark) continue;
    strip(e, mark[0].length);
    if (before === null || nextElement(before) !== e) stack = [];
    const line = e.ownerDocument.createElement("li");
    line.append(...e.childNodes);
    while (stack.length > level) stack.pop();
    while (stack.length < level) {
      const list = e.ownerDocument.createElement(mark[1] ? "ol" : "ul");
      if (stack.length) (stack.at(-1)!.lastElementChild ?? stack.at(-1)!).append(list);
      else e.before(list);
      stack.push(list);
    }
    stack.at(-1)!.append(line);
    before = stack[0]!;
    e.remove();
  }
}

const nextElement = (e: Element): Element | null => e.nextElementSibling;

// strip takes letters from the beginning of an element.
function strip(e: Element, letters: number): void {
  const walker = e.ownerDocument.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode() as Text | null; text && letters > 0; text = walker.nextNode() as Text | null) {
    const n = Math.min(letters, text.length);
    text.deleteData(0, n);
    letters -= n;
  }
}

// lists stand in entries, not beside them; what is ticked has a box.
function lists(body: Element): void {
  for (const e of all(body, "ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = e.previousElementSibling;
    if (before?.localName === "li") before.append(e);
    else { const line = body.ownerDocument.createElement("li"); e.replaceWith(line); line.append(e); }
  }
  for (const e of all(body, "li")) {
    const box = e.querySelector<HTMLInputElement>(":scope > input[type=checkbox], :scope > p > input[type=checkbox], :scope > label > input[type=checkbox]");
    if (box) e.dataset.checked = String(box.hasAttribute("checked"));
    else if (e.getAttribute("role") === "checkbox") e.dataset.checked = String(e.getAttribute("aria-checked") === "true");
  }
  for (const e of all(body, "input")) e.remove();
}

function code(body: Element): void {
  for (const e of all(body, "pre")) {
    const named = [e, e.querySelector("code"), e.parentElement].map((x) => /(?:language-|lang-|highlight-source-)([\w+#.-]+)/.exec(x?.className ?? "")?.[1]).find(Boolean);
    for (const br of all(e, "br")) br.replaceWith("\n");
    const text = e.textContent.replace(/\n$/, "");
    e.replaceChildren(text);
    if (named) e.dataset.lang = named;
  }
}

// figures keep their caption. Pictures that nobody else can fetch are left out.
function figures(body: Element): void {
  for (const e of all(body, "img")) {
    const lazy = e.dataset.src;
    if (lazy && !/^https?:/.test(e.getAttribute("src") ?? "")) e.setAttribute("src", lazy);
    const { width, height } = e as HTMLImageElement;
    if (!/^(?:https?:)?\/\//.test(e.getAttribute("src") ?? "") || (width === 1 && height === 1)) e.remove();
  }
  for (const e of all(body, "figure")) {
    const caption = e.querySelector("figcaption"), img = e.querySelector("img");
    if (img && caption) { img.title = caption.textContent.trim().replace(/\s+/g, " "); caption.remove(); }
    rename(e, "div");
  }
}

// tables that only arrange things are what they arrange; in a cell there is one line.
function tables(body: Element): void {
  for (const e of all(body, "table")) {
    const rows = all(e, "tr");
    if (rows.length < 2 && e.querySelectorAll("td, th").length < 2) { for (const cell of all(e, "td, th")) e.before(...cell.childNodes); e.remove(); continue; }
    for (const more of all(e, "colgroup, caption")) more.remove();
    for (const cell of all(e, "td, th")) {
      for (const block of all(cell, "p, div, li, br, h2, h3, h4")) { if (block.localName === "br" || block.nextElementSibling) block.after(" "); unwrap(block); }
    }
  }
}

function links(body: Element): void {
  for (const e of all(body, "a")) {
    const href = e.getAttribute("href") ?? "", google = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(href);
    if (google) e.setAttribute("href", decodeURIComponent(google[1]!));
    if (!/^(?:https?:|mailto:|\/|#(?!_))/i.test(e.getAttribute("href") ?? "") || !(e.textContent.trim() || e.querySelector("img"))) unwrap(e);
  }
}

// breaks twice are a paragraph's end; empty paragraphs were only space.
function breaks(body: Element): void {
  for (const e of all(body, "br")) if (e.matches(".Apple-interchange-newline") || e.parentElement!.querySelector(":scope > :is(p, div, ul, ol, table, pre, blockquote, h2, h3, h4)")) e.remove();
  for (const e of all(body, "p, div")) {
    const parts: globalThis.Node[][] = [[]];
    let last: Element | null = null;
    for (const child of [...e.childNodes]) {
      const isBreak = child instanceof Element && child.localName === "br";
      if (isBreak && last) { parts.at(-1)!.pop(); parts.push([]); last = null; continue; }
      if (isBreak) last = child; else if (child.textContent?.trim()) last = null;
      parts.at(-1)!.push(child);
    }
    if (parts.length > 1) e.replaceWith(...parts.map((part) => { const p = body.ownerDocument.createElement("p"); p.append(...part); return p; }));
  }
  for (const e of all(body, "p")) if (!e.textContent.replace(/\u00a0/g, " ").trim() && !e.querySelector("img")) e.remove();
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode() as Text | null; text; text = walker.nextNode() as Text | null) text.data = text.data.replace(/\u00a0/g, " ");
}
