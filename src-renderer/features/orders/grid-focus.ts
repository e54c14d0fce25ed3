/** Lets the search field hand the keyboard to the list without knowing the grid. */
let focusHandler: (() => void) | null = null;

export function setGridFocus(handler: (() => void) | null): void {
  focusHandler = handler;
}

/** Moves the keyboard into the order list, when it is shown. */
export function focusGrid(): void {
  focusHandler?.();
}
