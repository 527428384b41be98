// The library beside a text: what was added before, to be shown again.
import { t } from "./words.js";
const $ = (id) => document.getElementById(id);

// choose opens the shelf. It answers with the Markdown of what was chosen; nothing where it was closed.
export function choose() {
  const shelf = $("shelf"), words = shelf.querySelector("input"), list = shelf.querySelector("ul"), said = shelf.querySelector("[role=status]");
  let asked = 0;
  async function fill() {
    const mine = ++asked;
    let files;
    try {
      const answer = await fetch("/desk/media?words=" + encodeURIComponent(words.value), { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error();
      files = await answer.json();
    } catch { files = null; }
    if (mine !== asked) return;
    said.textContent = files === null ? t("Your media cannot be reached at the moment.") : files.length ? "" : words.value ? t("Nothing like that.") : t("Nothing here yet.");
    list.replaceChildren(...(files || []).map((file) => {
      const item = document.createElement("li"), button = Object.assign(document.createElement("button"), { type: "submit", value: file.markdown, formMethod: "dialog" });
      if (file.small) button.append(Object.assign(document.createElement("img"), { src: file.small, alt: "", loading: "lazy" }));
      else button.append($("kind-" + file.kind).content.cloneNode(true));
      button.append(Object.assign(document.createElement("span"), { textContent: file.name }));
      item.append(button);
      return item;
    }));
  }
  let wait;
  words.oninput = () => { clearTimeout(wait); wait = setTimeout(fill, 200); };
  words.onkeydown = (e) => { if (e.key === "Enter") { e.preventDefault(); list.querySelector("button")?.focus(); } };
  words.value = "";
  list.replaceChildren();
  shelf.returnValue = "";
  shelf.showModal();
  fill();
  return new Promise((done) => shelf.addEventListener("close", () => done(shelf.returnValue), { once: true }));
}
