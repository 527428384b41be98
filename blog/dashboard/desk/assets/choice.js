// Asks a person to choose where two people, or two windows, changed the same words.
import { wordsOf } from "./merge.js";
import { t } from "./words.js";

const labels = { title: t("Title"), subtitle: t("Subtitle"), markdown: t("Text"), summary: t("Summary"), tags: t("Tags"), slug: t("Address"),
  language: t("Language"), licence: t("Licence"), cover: t("Cover"), cover_alt: t("Cover, in words"), visibility: t("Who finds it") };

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// choose shows both sides of each place, and answers with "mine", "theirs" or "both" for each, once all are chosen.
export function choose(places, by) {
  return new Promise((resolve) => {
    const dialog = make("dialog", { className: "choose" });
    dialog.setAttribute("aria-labelledby", "choose-title");
    const form = make("form", { method: "dialog" },
      make("h2", { id: "choose-title", textContent: t("Two versions of the same words") }),
      make("p", { className: "help", textContent: (by ? t("%s changed what you changed here.", by) : t("You changed the same words in another window.")) + " " + t("Everything else is joined already. What do you want to keep?") }),
      ...places.map(place),
      make("p", { className: "do" }, make("button", { className: "b go", textContent: t("Keep what is chosen") })));
    dialog.append(form);
    dialog.addEventListener("cancel", (e) => e.preventDefault()); // nothing is chosen by Escape
    form.addEventListener("submit", () => {
      resolve(places.map((_, n) => form.elements[`side-${n}`].value));
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function place({ name, mine, theirs }, n) {
  const words = (side) => (typeof side === "string" ? side : wordsOf(side));
  const option = (value, label, text) => {
    const radio = make("input", { type: "radio", name: `side-${n}`, value, required: true, defaultChecked: value === "mine" });
    const box = make("label", { className: "side" }, make("span", {}, radio, make("b", { textContent: label })));
    if (text !== undefined) box.append(make("span", { className: "words", dir: "auto", textContent: text || t("nothing") }));
    return box;
  };
  const sides = [option("mine", t("Yours"), words(mine)), option("theirs", t("The other"), words(theirs))];
  if (name === "markdown") sides.push(option("both", t("Both, one after the other")));
  return make("fieldset", { className: "place" }, make("legend", { textContent: labels[name] || name }), make("div", { className: "sides" }, ...sides));
}
