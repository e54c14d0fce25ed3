const versions = new Map<number, number>();
let expected: number | null = null;

/** Remembers a version this window made itself, so that it is not announced as someone else's change. */
export function keepOwnVersion(orderId: number, version: number): void {
  versions.set(orderId, version);
}

/** The next new version of this order comes from this window (a phase moved, a value given back). */
export function expectOwnChange(orderId: number | null): void {
  expected = orderId;
}

/** Whether this window made that version. */
export function isOwnVersion(orderId: number, version: number): boolean {
  if (expected === orderId) {
    expected = null;
    keepOwnVersion(orderId, version);
    return true;
  }
  return (versions.get(orderId) ?? -1) >= version;
}
