// How an author writes, read from what is there: whoever marks lists with * and stresses with _ finds it so in what the
// editor writes, too.
import type { Nodes, Parent } from "mdast";
import { type Habits, sourceOf } from "./syntax.ts";

export function habitsOf(node: Nodes, text: string): Habits {
  const habits: Habits = { bullet: "-", listItemIndent: "one", rule: "-" };
  const seen = new Set<string>();
  const first = (what: string, note: () => void): void => { if (!seen.has(what)) { seen.add(what); note(); } };
  const visit = (node: Nodes): void => {
    const source = sourceOf(node, text), sign = source[0]!;
    switch (node.type) {
      case "list":
        first(`list ${String(node.ordered)}`, () => {
          if (node.ordered) habits.bulletOrdered = /^\d+\)/.test(source) ? ")" : ".";
          else habits.bullet = sign as "-";
        });
        first("indent", () => { if (/^(?:[-*+] {3}|\d[.)] {2})\S/.test(source)) habits.listItemIndent = "tab"; });
        break;
      case "emphasis": first("emphasis", () => { habits.emphasis = sign as "*"; }); break;
      case "strong": first("strong", () => { habits.strong = sign as "*"; }); break;
      case "code": if (sign === "~") first("fence", () => { habits.fence = "~"; }); break;
      case "thematicBreak": first("rule", () => { habits.rule = sign as "-"; }); break;
      case "heading": if (node.depth < 3) first("heading", () => { habits.setext = sign !== "#"; }); break;
    }
    if ("children" in node) (node as Parent).children.forEach(visit);
  };
  visit(node);
  return habits;
}
