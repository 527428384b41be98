// The page of media: several files at once, with how far they are; dropping them anywhere.
import { sendAll } from "./upload.js";

const form = document.getElementById("upload"), field = form.elements.picture, box = document.getElementById("sending");
field.multiple = true;

async function add(files) {
  const failures = await sendAll(files, { csrf: form.elements.csrf.value, alt: files.length === 1 ? form.elements.alt.value : "" }, box, () => {});
  if (!failures.length) return location.assign("/desk/media");
  form.querySelector(".wrong")?.remove();
  field.after(Object.assign(document.createElement("p"), { className: "wrong", id: "f-picture-wrong", textContent: failures.join(" ") }));
  field.focus();
}

form.addEventListener("submit", (e) => {
  if (!field.files.length) return;
  e.preventDefault();
  add(field.files);
});
addEventListener("dragover", (e) => { if (e.dataTransfer.types.includes("Files")) { e.preventDefault(); form.classList.add("over"); } });
addEventListener("dragleave", (e) => { if (!e.relatedTarget) form.classList.remove("over"); });
addEventListener("drop", (e) => {
  form.classList.remove("over");
  if (!e.dataTransfer.files.length) return;
  e.preventDefault();
  add(e.dataTransfer.files);
});
