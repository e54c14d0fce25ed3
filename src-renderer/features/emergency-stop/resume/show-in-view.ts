/** As a `ref`: what appears below the edge – with many shops the way on does – is scrolled into sight. */
export const showInView = (element: HTMLElement | null): void =>
  element?.scrollIntoView({ block: 'nearest' });
