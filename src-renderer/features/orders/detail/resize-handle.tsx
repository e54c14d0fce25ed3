import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './detail.module.css';

const storageKey = 'juchuban.orderDetailWidth';
const narrowest = 360;

/** The panel's width in px, kept on this terminal; never more than leaves the list usable. */
export function usePanelWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(() => {
    const kept = Number(localStorage.getItem(storageKey));
    return clamp(kept || Math.round(window.innerWidth * 0.36));
  });
  const change = (next: number) => {
    const allowed = clamp(next);
    setWidth(allowed);
    localStorage.setItem(storageKey, String(allowed));
  };
  return [width, change];
}

const clamp = (width: number): number =>
  Math.max(narrowest, Math.min(width, 900, Math.round(window.innerWidth * 0.6)));

/** The panel's left edge: dragged, or moved with ← and →. */
export function ResizeHandle({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const { t } = useTranslation();
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right ?? window.innerWidth;
    onWidth(right - event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') onWidth(width + 24);
    else if (event.key === 'ArrowRight') onWidth(width - 24);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator with a value is no <hr>
    <div
      className={styles.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('orders.detail.resize')}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
