// What a piece of Markdown says, however it is written: two pieces with the same meaning give the same text.
import type { Nodes } from "mdast";

const written = ["position", "data", "spread"]; // how, not what

export function meaning(node: Nodes): string {
  return JSON.stringify(node, (key, value: unknown) => (written.includes(key) || value === null ? undefined : inOrder(value)));
}

const inOrder = (value: unknown): unknown =>
  value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
