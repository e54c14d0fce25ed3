import type { ShopAccount } from '#simulators/yahoo/index.ts';

/** What the process that is killed is given at its start, as JSON on its standard input. */
export interface ChildInput {
  readonly databaseFile: string;
  readonly worldTimeFile: string;
  readonly endpoints: Record<string, unknown>;
  /** Opens the shared vault: what the OS keychain would hold. */
  readonly vaultKey: string;
  /** How far this computer's clock is ahead of true time, in ms. */
  readonly clockAheadMs: number;
  readonly mayHang: boolean;
  /** Of what the process decides by chance. */
  readonly seed: number;
}

/** What the test asks of the process. Calls are answered; time passes in it only while it runs to a moment. */
export type ToChild =
  | { readonly kind: 'runTo'; readonly until: number }
  | { readonly kind: 'mayHang'; readonly mayHang: boolean }
  | { readonly kind: 'clock'; readonly aheadMs: number }
  | { readonly kind: 'slept'; readonly ms: number; readonly isMonoRunning: boolean }
  | { readonly kind: 'call'; readonly id: number; readonly path: string; readonly input: unknown }
  | {
      readonly kind: 'connect';
      readonly id: number;
      readonly shopId: string | null;
      readonly account: ShopAccount;
    }
  | { readonly kind: 'end'; readonly id: number };

export type FromChild =
  | { readonly kind: 'ready' }
  /** `wakings`: how often something in it has woken since its start. */
  | { readonly kind: 'reached'; readonly wakings: number }
  /** At each commit. */
  | { readonly kind: 'commit' }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly code: string; readonly message: string }
  /** The call is under way and waits for time to pass. */
  | { readonly kind: 'waits'; readonly id: number };
