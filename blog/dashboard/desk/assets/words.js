// Texts of the interface in the reader's language, by their English form, as package content/words has them. A page
// brings those that scripts say; in English there are none to bring.
const block = document.getElementById("texts"), texts = block ? JSON.parse(block.textContent) : {};
const tag = document.documentElement.lang, locale = tag === "en" ? "en-GB" : `${tag}-u-nu-latn`, plural = new Intl.PluralRules(tag), rtl = document.documentElement.dir === "rtl";

export const number = (n) => n.toLocaleString(locale);

// t is a text with what belongs into it, kept apart where it is read from right to left.
export const t = (english, ...values) => fill(texts[english]?.other ?? english, values);

// count is a text about a number of things, which is the first of what belongs into it.
export function count(n, one, more, ...values) {
  const forms = texts[more];
  return fill(forms ? forms[plural.select(n)] ?? forms.other : n === 1 ? one : more, [n, ...values]);
}

function fill(text, values) {
  let next = 0;
  return text.replace(/%(?:\[(\d)\])?[sd]/g, (_, at) => {
    const value = values[at ? at - 1 : next++];
    return typeof value === "number" ? number(value) : rtl && /[\p{L}--[\p{sc=Arabic}\p{sc=Hebrew}]]/v.test(value) ? `\u2068${value}\u2069` : value;
  });
}
