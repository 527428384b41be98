// Files on their way to the library.
import { t } from "./words.js";

const most = 200 << 20; // bytes; the site says the same, but only after all of it came

// send answers with the Markdown that shows the file, or throws a sentence for its sender. It tells what part was sent.
export function send(file, { csrf, alt = "" }, tell) {
  return new Promise((done, failed) => {
    if (file.size > most) return failed(new Error(t("%s is %d MB; 200 MB is the limit here. Nothing was sent.", file.name, Math.ceil(file.size / (1 << 20)))));
    const body = new FormData(), request = new XMLHttpRequest();
    body.set("csrf", csrf);
    body.set("alt", alt);
    body.set("picture", file);
    request.open("POST", "/desk/media");
    request.setRequestHeader("Accept", "text/markdown");
    request.upload.addEventListener("progress", (e) => { if (e.lengthComputable) tell(e.loaded / e.total); });
    request.addEventListener("load", () => {
      const words = request.responseText.trim();
      if (request.status === 201) done(words);
      else failed(new Error(words || t("%s was not taken. Try again.", file.name)));
    });
    request.addEventListener("error", () => failed(new Error(t("%s could not be sent. Try again.", file.name))));
    request.send(body);
  });
}

// sendAll sends one after the other and shows how far it is; each comes as it is there. What failed is told at the end.
export async function sendAll(files, fields, box, came) {
  const bar = box.querySelector("progress"), words = box.querySelector("span"), failures = [];
  box.hidden = false;
  for (const [n, file] of [...files].entries()) {
    words.textContent = files.length > 1 ? t("Sending %d of %d", n + 1, files.length) : t("Sending");
    bar.value = 0;
    try {
      came(await send(file, fields, (part) => {
        bar.value = part;
        if (part === 1) words.textContent = t("Making it ready");
      }));
    } catch (failure) { failures.push(failure.message); }
  }
  box.hidden = true;
  return failures;
}
