import { DAY, HOUR, MINUTE } from './japan-time.ts';
import type { Roughness } from './xml/style.ts';

/** What a caller sees when it asks too fast. The real answer is not known, so it can be set. */
export interface RateLimitAnswer {
  status: number;
  /** Without a code the body is `<Error>` with a message only. */
  code: string | null;
  message: string;
  retryAfterSeconds: number | null;
}

/** Everything the sources leave open or a test may want otherwise. All can be changed while running. */
export interface SimulatorSettings {
  codeMs: number;
  accessTokenMs: number;
  refreshTokenMs: number;
  signedSessionMs: number;
  unsignedSessionMs: number;
  /** Reported from the field: one unsigned order call puts the 12 h limit on the whole consent. */
  unsignedCallShortensConsent: boolean;
  /** APIs whose pages state the session limit (px-04102). */
  sessionLimitedApis: string[];
  /** Public-key window: a clock this much behind is refused … */
  behindSeconds: number;
  /** … and one this much ahead still passes. */
  aheadSeconds: number;
  /** A signature without a key version: answer px-14303, or only the header `invalid-key-version`. */
  signatureWithoutVersion: 'px-14303' | 'verdict-only';
  /** What orderList does when FraudHoldDisplayType is left out: '0' hides held orders. */
  defaultFraudHoldDisplayType: '0' | '1';
  /** Code for any write but a cancel on a held order. */
  fraudRefusalCode: string;
  /** Code for a status change the transition table forbids. */
  transitionRefusalCode: string;
  /** Code for a write inside the buyer's ten-minute cancel window. */
  readOnlyRefusalCode: string;
  /** Code for a shipment whose slip number and reason for none exclude each other, or whose number is malformed. */
  invoiceRefusalCode: string;
  /** Cancels are accepted with warning od91704 and carried out when `applyDeferredCancels` says so. */
  deferCancels: boolean;
  /** Requests per second and URL of one application; null switches the limit off. */
  requestsPerSecond: number | null;
  /** This many requests over the limit within ten seconds start a block … */
  burstLimit: number;
  /** … of this length (real time, since callers wait in real time). */
  blockMs: number;
  rateLimitAnswer: RateLimitAnswer;
  /** Requests per day of the clock and application; null switches the limit off. */
  requestsPerDay: number | null;
  roughness: Roughness;
}

export function defaultSettings(): SimulatorSettings {
  return {
    codeMs: 10 * MINUTE,
    accessTokenMs: HOUR,
    refreshTokenMs: 28 * DAY,
    signedSessionMs: 28 * DAY,
    unsignedSessionMs: 12 * HOUR,
    unsignedCallShortensConsent: false,
    sessionLimitedApis: ['orderList', 'orderInfo', 'orderChange'],
    behindSeconds: 540,
    aheadSeconds: 5,
    signatureWithoutVersion: 'px-14303',
    defaultFraudHoldDisplayType: '0',
    fraudRefusalCode: 'od90166',
    transitionRefusalCode: 'od91060',
    readOnlyRefusalCode: 'od91061',
    invoiceRefusalCode: 'od90101',
    deferCancels: false,
    requestsPerSecond: 1,
    burstLimit: 3,
    blockMs: 5000,
    rateLimitAnswer: {
      status: 503,
      code: null,
      message: 'Service Unavailable. The number of requests exceeded the limit.',
      retryAfterSeconds: null,
    },
    requestsPerDay: 50_000,
    roughness: 1,
  };
}
