import { useSyncExternalStore } from 'react';

export const screens = ['dashboard', 'orders', 'import', 'outbox', 'shops', 'expiry', 'settings'] as const;
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

/** A part of a screen that has its own address (`#/settings/phases`); '' for its first. */
export function useScreenPart(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash.split('/')[2] ?? '');
}

export function goTo(screen: Screen, part = ''): void {
  window.location.hash = part === '' ? `/${screen}` : `/${screen}/${part}`;
}
