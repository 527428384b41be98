// What is copied and pasted. Plain text is Markdown both ways; HTML from elsewhere is read by the schema; and HTML that
// was copied here carries what no element of HTML has a place for, so that moving a paragraph loses nothing.
import { DOMParser, DOMSerializer, Fragment, Slice, type Attrs, type DOMOutputSpec, type ParseRule } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { clean } from "./foreign.ts";
import { MarkdownDocument } from "./markdown/document.ts";
import { schema } from "./markdown/schema.ts";

const holder = "data-kept", kindOf = "data-kind-of";

// kept adds what a node or mark holds to its element.
function kept(spec: DOMOutputSpec, name: string, attrs: Attrs): DOMOutputSpec {
  if (!Array.isArray(spec)) return spec;
  const [tag, first, ...rest] = spec as [string, ...unknown[]], has = first !== null && typeof first === "object" && !Array.isArray(first);
  const more = { ...(has ? first : {}), [kindOf]: name, [holder]: JSON.stringify(attrs) };
  return [tag, more, ...(has ? rest : first === undefined ? [] : [first, ...rest])] as unknown as DOMOutputSpec;
}

function serializer(): DOMSerializer {
  const nodes = DOMSerializer.nodesFromSchema(schema), marks = DOMSerializer.marksFromSchema(schema);
  for (const [name, draw] of Object.entries(nodes)) if (name !== "text") nodes[name] = (node) => kept(draw(node), name, node.attrs);
  for (const [name, draw] of Object.entries(marks)) marks[name] = (mark, inline) => kept(draw(mark, inline), name, mark.attrs);
  return new DOMSerializer(nodes, marks);
}

function parser(): DOMParser {
  const read = (e: HTMLElement): Attrs | false => {
    try { return JSON.parse(e.getAttribute(holder) ?? "") as Attrs; } catch { return false; }
  };
  const rule = (name: string): ParseRule => ({ tag: `[${kindOf}="${name}"]`, priority: 100, getAttrs: read });
  const code = (name: string): boolean => Boolean(schema.nodes[name as "raw"].spec.code);
  return new DOMParser(schema, [
    ...Object.keys(schema.nodes).filter((name) => name !== "text").map((name) => ({ ...rule(name), node: name, ...(code(name) ? { preserveWhitespace: "full" as const } : {}) })),
    ...Object.keys(schema.marks).map((name) => ({ ...rule(name), mark: name })),
    ...DOMParser.fromSchema(schema).rules,
  ]);
}

function fromMarkdown(text: string): Slice {
  const { doc } = new MarkdownDocument(text.replace(/\r\n?/g, "\n"));
  const open = (name: string | undefined): number => (name === "paragraph" ? 1 : 0);
  return new Slice(doc.content, open(doc.firstChild?.type.name), open(doc.lastChild?.type.name));
}

function toMarkdown({ content }: Slice): string {
  const blocks = content.firstChild?.isInline ? Fragment.from(schema.nodes.paragraph.create(null, content)) : content;
  if (!schema.nodes.doc.validContent(blocks)) return content.textBetween(0, content.size, "\n"); // cells of a table
  return new MarkdownDocument("").save(schema.nodes.doc.create(null, blocks));
}

export const clipboard = new Plugin({
  props: {
    clipboardSerializer: serializer(),
    clipboardParser: parser(),
    transformPastedHTML: (html) => (html.includes(kindOf) ? html : clean(html)),
    clipboardTextParser(text, $context, plain) {
      if (!plain && !$context.parent.type.spec.code) return fromMarkdown(text);
      return null as unknown as Slice; // ProseMirror's own way: line by line
    },
    clipboardTextSerializer: toMarkdown,
    handlePaste: (_view, event) => isPicture(event.clipboardData), // the page sends it, and puts it in
    handleDrop: (_view, event) => isPicture(event.dataTransfer),
  },
});

function isPicture(data: DataTransfer | null): boolean {
  return data !== null && !data.getData("text/plain") && [...data.files].some((file) => file.type.startsWith("image/"));
}
