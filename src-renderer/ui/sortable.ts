import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';

/** `list` with `id` moved to place `to` (from 0). */
export function moved<Id>(list: readonly Id[], id: Id, to: number): Id[] {
  const rest = list.filter((other) => other !== id);
  const place = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, place), id, ...rest.slice(place)];
}

/**
 * A list that is put in order by dragging its rows' handles, or with ↑ and ↓ on a handle. `onOrder` gets the new
 * order once, when a row is dropped or moved by a key.
 */
export function useSortable<Id>(ids: readonly Id[], onOrder: (ids: Id[], movedId: Id) => void) {
  const [dragOrder, setDragOrder] = useState<readonly Id[] | null>(null);
  const dragged = useRef<Id | null>(null);
  const finish = (isDropped: boolean) => {
    const id = dragged.current;
    dragged.current = null;
    setDragOrder(null);
    if (isDropped && id !== null && dragOrder && dragOrder.join() !== ids.join()) onOrder([...dragOrder], id);
  };
  return {
    shown: dragOrder ?? ids,
    rowProps: (id: Id) => ({
      onDragOver: (event: DragEvent) => {
        if (dragged.current === null) return;
        event.preventDefault();
        const order = dragOrder ?? ids;
        if (dragged.current !== id) setDragOrder(moved(order, dragged.current, order.indexOf(id)));
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        finish(true);
      },
    }),
    handleProps: (id: Id) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        dragged.current = id;
        event.dataTransfer.effectAllowed = 'move';
        const row = event.currentTarget.closest('[data-sortable-row]');
        if (row) event.dataTransfer.setDragImage(row, 16, 16);
      },
      onDragEnd: () => finish(false),
      onKeyDown: (event: KeyboardEvent) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0) return;
        event.preventDefault();
        const to = ids.indexOf(id) + by;
        if (to >= 0 && to < ids.length) onOrder(moved(ids, id, to), id);
      },
    }),
  };
}
