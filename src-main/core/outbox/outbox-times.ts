/** The outbox's patience, all in ms. */
export interface OutboxTimes {
  /**
   * So long after a request was lost it cannot arrive any more. Gateways and application servers give a request up
   * after one or two minutes; three times that, because sending twice is worse than waiting.
   */
  readonly settleMs: number;
  /** The first pause between two readings of an unknown outcome; each pause is as long as all before. */
  readonly rereadMs: number;
  /** Pauses of a shop whose mall cannot be reached; the last one repeats. */
  readonly shopPausesMs: readonly number[];
  /** Pauses of one operation the mall could not do just now; after the last one it has failed. */
  readonly entryPausesMs: readonly number[];
  /** Something the operator has to mend (a permission, the clock) is looked at again so often. */
  readonly haltedMs: number;
}

const second = 1_000;
const minute = 60 * second;

export const defaultOutboxTimes: OutboxTimes = {
  settleMs: 5 * minute,
  rereadMs: 10 * second,
  shopPausesMs: [2 * second, 5 * second, 15 * second, minute, 5 * minute],
  entryPausesMs: [5 * second, 15 * second, minute, 5 * minute, 15 * minute],
  haltedMs: 10 * minute,
};
