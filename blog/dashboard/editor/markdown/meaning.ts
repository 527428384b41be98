// What a piece of Markdown says, however it is written: two pieces with the same meaning give the same text.
import type { Nodes } from "mdast";

const written = ["position", "data", "spread"]; // how, not what

export function meaning(node: Nodes): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (written.includes(key) || value === null) return undefined;
    return key === "children" ? joined(value as Nodes[]) : inOrder(value);
  });
}

const inOrder = (value: unknown): unknown =>
  value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

// joined makes one text of neighbours: a sign that is written in its own way is one of the words around it.
const joined = (nodes: Nodes[]): Nodes[] => nodes.reduce<Nodes[]>((all, node) => {
  const last = all.at(-1);
  return node.type === "text" && last?.type === "text" ? [...all.slice(0, -1), { type: "text", value: last.value + node.value }] : [...all, node];
}, []);
