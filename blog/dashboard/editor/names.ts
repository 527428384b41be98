// People, tags and own articles, found as they are typed. The site knows them.
import { inlineOf } from "./markdown/inline.ts";
import type { Choice } from "./menu.ts";
import { ask } from "./server.ts";
import type { Found, Source } from "./suggest.ts";
import { t } from "./words.ts";

interface Known { label: string; detail?: string; insert: string }

async function find(kind: string, { view, from, to, typed }: Found): Promise<readonly Choice[]> {
  const known = await ask<Known[]>("/desk/suggest", { kind, typed }) ?? [];
  const before = view.state.doc.textBetween(from, to, null, "\ufffc");
  return known.filter(({ insert }) => insert !== before).map(({ label, detail, insert }): Choice => ({
    draw: () => {
      const name = Object.assign(document.createElement("b"), { textContent: label });
      return detail ? [name, Object.assign(document.createElement("small"), { textContent: detail })] : [name];
    },
    run: () => {
      const words = inlineOf(insert);
      view.dispatch(view.state.tr.replaceWith(from, to, words).insertText(" ").scrollIntoView());
      view.focus();
    },
  }));
}

const anywhere = (): boolean => true;

export const names: readonly Source[] = [
  { title: t("People"), begins: /(?:^|[\s(])(@([\p{L}\p{N}_][\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}.:-]*)?))$/u, eager: true, where: anywhere, find: (found) => find("person", found), none: () => "" },
  { title: t("Tags"), begins: /(?:^|[\s(])(#([\p{L}\p{N}_]+))$/u, eager: false, where: anywhere, find: (found) => find("tag", found), none: () => "" },
  { title: t("Your articles"), begins: /(\[\[([^\][\n]{0,60}))$/u, eager: true, where: anywhere, find: (found) => find("article", found), none: ({ typed }) => (typed ? t("No article called “%s”", typed) : "") },
];
