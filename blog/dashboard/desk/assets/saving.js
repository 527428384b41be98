// Saves the editor's form to the site as it is typed, and to this browser first: nothing typed is lost when the network
// is, the site restarts, the session ends or the computer is closed. Two windows, or two people, are joined block by
// block. The form works without all this; its buttons send it whole.
import { t } from "./words.js";
import { keep, drop, find, begun } from "./drawer.js";
import { merge, choices, textOf } from "./merge.js";
import { choose } from "./choice.js";

const rest = 1200; // milliseconds without a key before saving
const longest = 8000; // or this long while somebody types on
const again = [2000, 4000, 8000, 15000, 30000]; // between tries when the site does not answer
const patience = 30000; // for one answer

// What a form carries beside words.
const notWords = ["csrf", "do", "article", "version", "page", "blog", "picture", "picture_alt", "cover_file", "note"];

export class Saving {
  // tell is told of each state: "saved", "saving", "waiting", "stuck", with a sentence; refused of fields that stay
  // as they were; joined when the form got words from elsewhere.
  constructor(form, { tell, refused, joined }) {
    Object.assign(this, { form, tell, refused, joined, sending: null, unsure: null, tries: 0, timer: 0, since: 0, choosing: false });
    this.account = form.dataset.account;
    this.base = { version: this.hidden("version"), fields: this.fields() };
    addEventListener("online", () => this.soon(0));
    addEventListener("focus", () => { if (this.stuck) this.soon(0); });
    addEventListener("pagehide", () => this.keepHere());
    addEventListener("beforeunload", (e) => { if (this.dirty() && !this.keepHere()) e.preventDefault(); });
  }

  get id() { return this.hidden("article") ? "article:" + this.hidden("article") : "page:" + this.hidden("page"); }
  hidden(name) { return this.form.elements[name]?.value || ""; }

  fields() {
    const fields = {};
    for (const [name, value] of new FormData(this.form)) if (!notWords.includes(name)) fields[name] = plain(name, value);
    return fields;
  }

  dirty() { return !sameFields(this.fields(), this.base.fields); }

  keepHere() {
    if (!this.dirty()) { drop(this.account, this.id); return true; }
    return keep(this.account, this.id, { fields: this.fields(), base: this.base });
  }

  // restore brings back what this browser kept; true when it did.
  restore() {
    const kept = find(this.account, this.id);
    if (!kept || covers(this.fields(), kept.fields)) { drop(this.account, this.id); return false; }
    const now = this.fields();
    if (kept.base.version === this.base.version) this.write(kept.fields);
    else this.join(kept.base.fields, kept.fields, { version: this.base.version, fields: now });
    this.soon(0);
    return true;
  }

  // waiting is a new article that this browser kept and the site never got.
  waiting() { return this.hidden("article") ? null : begun(this.account, this.id); }

  // bringBack goes on with such an article under the name of the page it was begun at: should it have reached the site
  // after all, and only the answer was lost, it is not made twice.
  bringBack(entry) {
    this.set("page", entry.id.slice("page:".length));
    this.write(entry.fields);
    this.soon(0);
  }

  forget(entry) { drop(this.account, entry.id); }

  changed() {
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepHere(), 250);
    this.since ||= Date.now();
    this.soon(Math.max(0, Math.min(rest, this.since + longest - Date.now())));
  }

  soon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  // save sends what is new; it answers when nothing is on its way any more.
  async save() {
    clearTimeout(this.timer);
    if (this.choosing) return;
    if (this.sending) { await this.sending; return this.dirty() && !this.stuck ? this.save() : undefined; }
    this.since = 0;
    const fields = this.fields();
    if (sameFields(fields, this.base.fields) && !this.unsure) return this.settled();
    this.keepHere();
    this.tell("saving", t("Saving"));
    this.sending = this.send(fields);
    await this.sending;
    this.sending = null;
  }

  async send(fields) {
    const body = new FormData();
    for (const name of ["csrf", "article", "version", "page", "blog"]) if (this.hidden(name)) body.set(name, this.hidden(name));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    let answer, said;
    try {
      answer = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(patience) });
      said = await answer.json();
    } catch {
      this.unsure = fields; // it may have arrived
      return this.later(navigator.onLine ? t("The site does not answer.") : t("You are offline."));
    }
    switch (true) {
      case answer.ok: return this.stored(fields, said);
      case answer.status === 409 && Boolean(said.fields): return this.overtaken(said);
      case answer.status === 403: return this.signedOut(said);
      case answer.status >= 500 || answer.status === 429: return this.later(said.problem);
    }
    this.stuck = true;
    this.tell("stuck", said.problem + this.keptWords());
  }

  stored(fields, said) {
    const here = this.id;
    this.set("article", said.article);
    this.set("version", said.version);
    if (here !== this.id) {
      drop(this.account, here);
      this.form.action = `/desk/articles/${said.article}`;
      history.replaceState(null, "", this.form.action);
    }
    Object.assign(this, { unsure: null, tries: 0, stuck: false, base: { version: String(said.version), fields } });
    this.refused(said.left || {});
    this.savedAt = new Date(said.savedAt);
    return this.dirty() ? this.changed() : this.settled();
  }

  settled() {
    this.keepHere();
    if (this.savedAt) this.tell("saved", t("Saved"));
  }

  later(problem) {
    this.tell("waiting", problem + this.keptWords());
    this.soon(again[Math.min(this.tries++, again.length - 1)]);
  }

  keptWords() { return this.keepHere() ? " " + t("Your words are kept in this browser.") : " " + t("Do not close this page."); }

  signedOut(said) {
    if (said.token && String(said.account) === this.account) {
      this.form.elements.csrf.value = said.token;
      return this.soon(0);
    }
    this.stuck = true;
    const sentence = said.token ? t("Somebody else is signed in here now.") : t("You were signed out.");
    this.tell("stuck", sentence + this.keptWords(), { href: "/sign-in", words: t("Sign in") });
  }

  // overtaken joins what was typed here with what was saved since. An answer that was lost looks the same.
  overtaken(said) {
    const theirs = { version: String(said.version), fields: Object.fromEntries(Object.entries(said.fields).map(([name, value]) => [name, plain(name, value)])) };
    if (said.article) this.set("article", said.article);
    this.form.action = `/desk/articles/${said.article}`;
    if (this.unsure && covers(theirs.fields, this.unsure)) {
      this.unsure = null;
      return this.accept(theirs);
    }
    return this.join(this.base.fields, this.fields(), theirs, said.by);
  }

  accept({ version, fields }) {
    this.set("version", version);
    const names = Object.keys(this.fields());
    this.base = { version, fields: Object.fromEntries(names.map((name) => [name, fields[name] ?? ""])) };
    this.soon(0);
  }

  async join(base, mine, theirs, by) {
    const whole = { ...theirs.fields }, open = [];
    for (const name of Object.keys(mine)) {
      const [o, a, b] = [base[name] ?? "", mine[name], theirs.fields[name] ?? ""];
      if (alike(name, a, b) || alike(name, b, o)) whole[name] = a;
      else if (alike(name, a, o)) whole[name] = b;
      else if (name === "markdown") {
        const parts = merge(o, a, b);
        open.push(...choices(parts).map((choice) => ({ name, ...choice })));
        whole[name] = (sides) => textOf(parts, sides);
      } else {
        open.push({ name, mine: a, theirs: b });
        whole[name] = (sides) => (sides[0] === "theirs" ? b : a);
      }
    }
    let sides = [];
    if (open.length) {
      this.choosing = true;
      this.tell("stuck", t("Two versions: choose below.") + this.keptWords());
      sides = await choose(open, by);
      this.choosing = false;
    }
    for (const [name, value] of Object.entries(whole)) {
      if (typeof value === "function") whole[name] = value(sides.filter((_, i) => open[i].name === name));
    }
    this.write(whole);
    this.joined(by);
    this.accept(theirs);
  }

  // write puts words into the form, and leaves the caret among the words it stood in.
  write(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.form.elements[name];
      if (!field || plain(name, field.value) === value) continue;
      if (field instanceof RadioNodeList || field.tagName !== "TEXTAREA") { field.value = value; continue; }
      const { selectionStart: caret, value: before } = field, behind = before.length - caret;
      field.value = value;
      const at = value.startsWith(before.slice(0, caret)) ? caret : Math.max(0, value.length - behind);
      field.setSelectionRange(at, at);
    }
    this.form.dispatchEvent(new CustomEvent("words"));
  }

  set(name, value) {
    let field = this.form.elements[name];
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name });
      this.form.prepend(field);
    }
    field.value = value;
  }
}

// plain is a field's value as the site keeps it.
function plain(name, value) {
  return name === "markdown" ? String(value).replace(/\r\n?/g, "\n") : String(value);
}

// alike compares what the site may have tidied up.
function alike(name, a, b) {
  if (name === "markdown") return a === b;
  if (name === "tags") return tidy(a.split(/[,，、،\n]/)) === tidy(b.split(/[,，、،\n]/));
  return a.split(/\s+/).join(" ").trim() === b.split(/\s+/).join(" ").trim();
}

// covers says whether a has everything that b has.
const covers = (a, b) => Object.keys(b).every((name) => alike(name, a[name] ?? "", b[name]));

const tidy = (tags) => tags.map((tag) => tag.trim().replace(/^#/, "")).filter(Boolean).join(",");

const sameFields = (a, b) => Object.keys({ ...a, ...b }).every((name) => (a[name] ?? "") === (b[name] ?? ""));
