// A list to choose from while one types on: the caret stays in the text (WAI-ARIA Authoring Practices, listbox pattern).

// Choice is one line of the list. What it draws is put into an element of the role option.
export interface Choice { draw: () => (globalThis.Node | string)[]; run: () => void }

// Place is where on the screen the words are that the list is about.
export interface Place { left: number; top: number; bottom: number }

const gap = 8;

export class Menu {
  private readonly text: HTMLElement;
  private readonly box = document.createElement("div");
  private readonly title = document.createElement("p");
  private readonly list = document.createElement("ul");
  private choices: readonly Choice[] = [];
  private chosen = -1;

  constructor(text: HTMLElement) {
    this.text = text;
    this.box.className = "choices";
    this.box.hidden = true;
    this.title.id = "choices-title";
    this.list.id = "choices";
    this.list.tabIndex = 0; // it scrolls
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-labelledby", this.title.id);
    this.box.append(this.title, this.list);
    this.box.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays
    this.box.addEventListener("click", (event) => this.take(this.at(event)));
    this.box.addEventListener("mousemove", (event) => { const at = this.at(event); if (at >= 0 && at !== this.chosen) this.choose(at); });
    text.closest("main")!.append(this.box);
  }

  get isOpen(): boolean { return !this.box.hidden; }

  // show opens the list; first says whether its first line is chosen at once, none is said where there is no line.
  show(choices: readonly Choice[], { title, first, none, place }: { title: string; first: boolean; none: string; place: Place }): void {
    if (!choices.length && !none) return this.close();
    this.choices = choices;
    this.title.textContent = choices.length ? title : none;
    this.list.hidden = !choices.length;
    this.list.replaceChildren(...choices.map((choice, n) => this.line(choice, n)));
    this.box.hidden = false;
    this.choose(first && choices.length ? 0 : -1);
    this.put(place);
    this.text.setAttribute("aria-controls", this.list.id);
  }

  close(): void {
    if (!this.isOpen) return;
    this.box.hidden = true;
    this.choices = [];
    this.text.removeAttribute("aria-controls");
    this.text.removeAttribute("aria-activedescendant");
  }

  // key does what a key means for the list, and says whether it means anything.
  key(event: KeyboardEvent): boolean {
    if (!this.isOpen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    const last = this.choices.length - 1;
    if (event.key === "Escape") { this.close(); return true; }
    if (last < 0) return false;
    switch (event.key) {
      case "ArrowDown": this.choose(this.chosen === last ? 0 : this.chosen + 1); return true;
      case "ArrowUp": this.choose(this.chosen <= 0 ? last : this.chosen - 1); return true;
      case "Tab": if (event.shiftKey) return false; this.take(Math.max(0, this.chosen)); return true;
      case "Enter": if (event.shiftKey || this.chosen < 0) return false; this.take(this.chosen); return true;
    }
    return false;
  }

  private line(choice: Choice, n: number): HTMLElement {
    const line = document.createElement("li");
    line.id = `choice-${n}`;
    line.setAttribute("role", "option");
    line.append(...choice.draw());
    return line;
  }

  private at(event: Event): number {
    const line = (event.target as Element).closest("[role=option]");
    return line ? [...this.list.children].indexOf(line) : -1;
  }

  private take(n: number): void {
    const choice = this.choices[n];
    if (!choice) return;
    this.close();
    choice.run();
  }

  private choose(n: number): void {
    this.chosen = n;
    [...this.list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === n)));
    if (n < 0) return this.text.removeAttribute("aria-activedescendant");
    this.text.setAttribute("aria-activedescendant", `choice-${n}`);
    this.list.children[n]!.scrollIntoView({ block: "nearest" });
  }

  // put places the list under the words, or over them where there is no room; on a phone over the keyboard.
  private put({ left, top, bottom }: Place): void {
    const { style } = this.box, screen = visualViewport, high = screen ? screen.height + screen.offsetTop : innerHeight;
    style.top = style.left = style.bottom = "";
    if (matchMedia("(max-width: 760px)").matches) {
      style.bottom = `${Math.max(0, innerHeight - high)}px`;
      return;
    }
    const { width, height } = this.box.getBoundingClientRect(), under = bottom + gap;
    style.left = `${Math.max(gap, Math.min(left, document.documentElement.clientWidth - width - gap))}px`;
    style.top = `${under + height > high && top - height - gap > 0 ? top - height - gap : under}px`;
  }
}
