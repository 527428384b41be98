// What its links lead to is looked up while the writer looks a text over.
const page = document.querySelector("[data-links]");
if (page) {
  fetch(page.dataset.links, { headers: { Accept: "application/json" } }).then((answer) => (answer.ok ? answer.json() : null)).then((found) => {
    if (!found?.sentence) return;
    let notes = document.querySelector(".notes");
    if (!notes) {
      notes = Object.assign(document.createElement("ul"), { className: "notes" });
      document.querySelector("form.form").before(notes);
    }
    const item = document.createElement("li");
    const words = Object.assign(document.createElement("span"), { textContent: found.sentence });
    words.setAttribute("role", "status");
    item.append(document.getElementById("note-icon").content.cloneNode(true), words);
    notes.append(item);
  }).catch(() => { /* it is only a hint */ });
}
