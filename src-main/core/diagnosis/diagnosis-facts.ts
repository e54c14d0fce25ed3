import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { ClockStatus } from '../ports/clock-status.ts';
import type { SessionRecord } from '../ports/records.ts';

/** The small live call to the mall, or why it was left out. */
export type LiveCall =
  | {
      readonly kind: 'made';
      /** X-SWS-Authorize-Status of its answer; null when there was none. */
      readonly verdict: string | null;
      readonly error: AppErrorShape | null;
    }
  | {
      readonly kind: 'skipped';
      /**
       * `no_consent`: there is no token to call with; `bad_clock`: no request may leave (spec §2.2);
       * `unsigned`: an unsigned call would cut the consent to 12 hours; `no_connection`: not from here.
       */
      readonly reason: 'no_consent' | 'bad_clock' | 'unsigned' | 'no_connection';
    };

/** Everything the checks look at: plain facts, without any secret. */
export interface DiagnosisFacts {
  readonly now: Moment;
  readonly scope: SessionScope;
  readonly terminal: string;
  readonly session: SessionRecord;
  /** Whether the keychain holds them; null: it could not be asked. */
  readonly hasKey: boolean | null;
  readonly hasVersion: boolean | null;
  readonly otherScopeHasKey: boolean;
  readonly certificate: { readonly validFrom: Moment; readonly expiresAt: Moment } | null;
  /** null: nobody here can compare the clock. */
  readonly clock: ClockStatus | null;
  readonly call: LiveCall;
  /** The code the operator came with: the mall's (`px-…`) or this product's own. */
  readonly errorCode: string | null;
  /** This terminal's address as the mall sees it, if known. */
  readonly globalIp: string | null;
}
