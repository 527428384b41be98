// Keys of a toolbar: arrows move among them, and one of them alone is reached by Tab (WAI-ARIA Authoring Practices).

const seen = (bar: HTMLElement): HTMLButtonElement[] => [...bar.querySelectorAll("button")].filter((key) => key.offsetParent !== null);

// focusOn makes one key the bar's way in.
export function focusOn(bar: HTMLElement, key: HTMLButtonElement): void {
  for (const other of bar.querySelectorAll("button")) other.tabIndex = other === key ? 0 : -1;
  key.focus();
}

// enter goes to the key where somebody was last.
export function enter(bar: HTMLElement): void {
  const keys = seen(bar), key = keys.find((one) => one.tabIndex === 0) ?? keys[0];
  if (key) focusOn(bar, key);
}

// rove moves within the bar, if the key pressed does that.
export function rove(bar: HTMLElement, event: KeyboardEvent): void {
  const keys = seen(bar), at = keys.indexOf(event.target as HTMLButtonElement), forward = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
  const next = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: keys.length - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  focusOn(bar, keys[(next + keys.length) % keys.length]!);
}
