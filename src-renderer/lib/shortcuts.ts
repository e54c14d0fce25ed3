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

/** Keys that were pressed while an open list, menu or calendar had the keyboard. */
const ofPopups = new WeakSet<KeyboardEvent>();

/** Before anything reacts to the key: what it closes no longer tells that it was open. */
function noticePopup(event: KeyboardEvent): void {
  const { target } = event;
  const popup = '[aria-expanded="true"], [role="menu"], [role="listbox"]';
  if (target instanceof Element && target.closest(popup) !== null) ofPopups.add(event);
}

/** Esc closes an open list, menu or calendar first. */
export const belongsToPopup = (event: KeyboardEvent): boolean => ofPopups.has(event);

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
    window.addEventListener('keydown', noticePopup, true);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
