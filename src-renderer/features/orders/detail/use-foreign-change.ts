import { useEffect, useRef, useState } from 'react';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { host } from '../../../lib/connection/index.ts';
import { changedSince, followOrder } from './edit-draft.ts';
import { editStore } from './edit-store.ts';
import { isOwnVersion } from './own-versions.ts';

/** What someone else changed in the open order while it was on screen. */
export interface ForeignChange {
  readonly orderId: number;
  readonly fields: readonly string[];
  /** Who, where and how, from the history; null while it is being read. */
  readonly by: { readonly actor: string; readonly terminal: string; readonly action: string } | null;
  /** Fields the operator is changing as well. */
  readonly overlaps: readonly string[];
}

/**
 * Watches the order on screen: a new version that this window did not make is announced, and what it changed is
 * taken into the edit under way wherever the operator has not touched the same field.
 */
export function useForeignChange(detail: OrderDetail | undefined): [ForeignChange | null, () => void] {
  const [change, setChange] = useState<ForeignChange | null>(null);
  const last = useRef<OrderDetail | undefined>(undefined);
  useEffect(() => {
    const before = last.current;
    last.current = detail;
    if (!detail || !before || before.id !== detail.id) {
      setChange(null);
      return;
    }
    if (before.version === detail.version) return;
    const draft = editStore.get();
    let overlaps: string[] = [];
    if (draft?.orderId === detail.id && draft.version < detail.version) {
      const followed = followOrder(draft, detail);
      editStore.set(followed.draft);
      overlaps = followed.overlaps;
    }
    if (isOwnVersion(detail.id, detail.version)) return;
    const fields = changedSince(before, detail);
    if (fields.length === 0) return;
    const isNew = (old: ForeignChange | null) => old === null || old.orderId !== detail.id;
    setChange((old) => ({
      orderId: detail.id,
      fields: isNew(old) ? fields : [...new Set([...(old?.fields ?? []), ...fields])],
      by: null,
      overlaps,
    }));
    void host.orders
      .history({ orderId: detail.id })
      .then(({ entries: [newest] }) => {
        if (newest) setChange((old) => (old?.orderId === detail.id ? { ...old, by: newest } : old));
      })
      // Without the history the line still says what changed.
      .catch(() => undefined);
  }, [detail]);
  return [change, () => setChange(null)];
}
