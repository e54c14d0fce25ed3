import { belongsToPopup, isTyping, useWindowKeys } from '../../lib/shortcuts.ts';
import { isBusyElsewhere } from './actions/bulk-store.ts';
import { chosenNow } from './actions/chosen.ts';
import { type ChosenAction, runChosenAction } from './actions/chosen-actions.ts';
import type { OrderGrid } from './grid-controller.ts';
import { pick, pickAll } from './selection/selection-store.ts';

/** Single keys that act on the selection, or on the row with the focus when nothing is chosen. */
const actionOfKey: Readonly<Record<string, ChosenAction>> = {
  m: 'phase',
  s: 'mall',
  E: 'field',
  i: 'reimport',
  t: 'accept',
  x: 'export',
  p: 'print',
};

/** The keys of the order list; none of them while someone types or a dialog is open. */
export function useListKeys(grid: { current: OrderGrid | null }, stepBack: () => void): void {
  useWindowKeys((event) => {
    if (isTyping(event) || event.altKey || isBusyElsewhere()) return;
    if (event.ctrlKey || event.metaKey) {
      const action = controlAction(event);
      if (action === null) return;
      event.preventDefault();
      if (action === 'all') pickAll();
      else if (chooseFocused(grid.current) !== null) void runChosenAction(action, grid.current);
      return;
    }
    const action = actionOfKey[event.key];
    if (action !== undefined) {
      event.preventDefault();
      if (chooseFocused(grid.current) !== null) void runChosenAction(action, grid.current);
    } else if (event.key === 'r') grid.current?.refresh();
    else if (event.key === 'Escape' && !belongsToPopup(event)) stepBack();
  });
}

function controlAction(event: KeyboardEvent): ChosenAction | 'all' | null {
  if (event.shiftKey) return null;
  if (event.key === 'a') return 'all';
  return event.key === 'p' ? 'print' : null;
}

/** What is chosen; when nothing is, the row with the focus becomes it, so that everyone sees what is meant. */
function chooseFocused(grid: OrderGrid | null) {
  if (chosenNow()) return chosenNow();
  const focused = grid?.focusedRow();
  if (focused) pick([focused], true);
  return chosenNow();
}
