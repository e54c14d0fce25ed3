import type { ErrorCode } from '../domain/errors.ts';

/** What a person reads when something fails: what happened · why · what to do. */
export interface ErrorTexts {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

/** Every code of the error union must have its texts: a missing one does not compile. */
export type AllErrorTexts = { readonly [Code in ErrorCode]: ErrorTexts };
