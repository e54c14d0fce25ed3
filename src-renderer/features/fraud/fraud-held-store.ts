import { createStore } from '../../lib/store.ts';

/** Whether the refusal of a held order's change is on screen. */
export const fraudHeldStore = createStore(false);

/** Says that a held order may only be cancelled (spec §4.1); call it wherever `fraud_held` comes back. */
export function showFraudHeld(): void {
  fraudHeldStore.set(true);
}
