// Surface is a way to show the text of the field it is sent from: as blocks, as coloured source, or the field itself.
export interface Surface {
  readonly dom: HTMLElement;
  write(): void; // puts what was typed into the field
  open(): void; // takes what is in the field
  caretToField(): void;
  caretFromField(): void; // without scrolling
  caretBehind(): void; // with scrolling, where the field's caret stands behind something that was placed
  focus(): void;
  offsetAt(y: number): number; // which place of the text is at a height of the window
  heightOf(offset: number): number; // and the other way round
  bring(offset: number, height: number): void; // scrolls a place of the text to a height of the window
}
