import { useSyncExternalStore } from 'react';

export const screens = [
  'dashboard',
  'orders',
  'import',
  'autoImport',
  'outbox',
  'shops',
  'expiry',
  'settings',
] as const;
export type Screen = (typeof screens)[number];

/** The screen lives in the address (`#/orders`), so that back, forward and reload keep it. */
function readScreen(): Screen {
  const name = window.location.hash.replace(/^#\/?/, '').split('/')[0];
  return screens.find((screen) => screen === name) ?? 'orders';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useScreen(): Screen {
  return useSyncExternalStore(subscribe, readScreen);
}

/** What is open within the screen (`#/import/csv`); '' for the screen itself. */
export function usePart(): string {
  return useSyncExternalStore(subscribe, readPart);
}

function readPart(): string {
  return window.location.hash.replace(/^#\/?/, '').split('/')[1] ?? '';
}

export function goTo(screen: Screen, part = ''): void {
  window.location.hash = part === '' ? `/${screen}` : `/${screen}/${part}`;
}
