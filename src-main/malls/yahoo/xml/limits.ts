/** What an answer may be made of; more of anything is no answer of the mall's, and must not cost memory either. */
export interface XmlLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** Elements with children. */
  readonly maxGroups: number;
  /** Elements that differ in their name or in those they stand in. */
  readonly maxKinds: number;
}

/**
 * An orderList page of 2,000 rows is under 1 MB, an order under 100 kB with a few dozen groups; six levels and some 350
 * kinds are used.
 */
export const defaultXmlLimits: XmlLimits = {
  maxBytes: 16 * 1024 * 1024,
  maxDepth: 24,
  maxGroups: 20_000,
  maxKinds: 2_048,
};
