import type { FocusEvent, KeyboardEvent } from 'react';

/**
 * Properties of a dialog that may be opened while others are open: it lies above them, and Escape closes it alone.
 * Every dialog listens to the window's Escape, the lowest first; the mark on what has the focus keeps them all quiet.
 */
export function aboveOthers(onClose: () => void) {
  return {
    zIndex: 500,
    onFocusCapture: (event: FocusEvent<HTMLElement>) =>
      event.target.setAttribute('data-mantine-stop-propagation', 'true'),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
      event.stopPropagation();
      onClose();
    },
  };
}
