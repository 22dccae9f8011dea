/** Gives the focus to what just appeared in place of what had it; as a ref. */
export function takeFocus(node: HTMLElement | null): void {
  node?.focus();
}

/** Gives the focus to a heading, once what had it is gone. */
export function moveFocus(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
