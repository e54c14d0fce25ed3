import { useEffect, useRef } from 'react';

/** True while the keyboard belongs to a field or a dialog, so that single-letter shortcuts must wait. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select') ||
    target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}

/** Listens to the whole window's keys for as long as the component lives. */
export function useWindowKeys(handle: (event: KeyboardEvent) => void): void {
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => {
    // Composition keys belong to the Japanese input method.
    const listen = (event: KeyboardEvent) => {
      if (!event.isComposing && !event.defaultPrevented) latest.current(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Esc closes an open list, menu or calendar first. */
export function belongsToPopup(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('[aria-expanded="true"], [role="menu"], [role="listbox"]') !== null
  );
}
