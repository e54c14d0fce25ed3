import { getPriority, setPriority } from 'node:os';

const niceness = 15;

/**
 * The mall that this process plays is on another computer in real life, so from here on it only gets what the product
 * leaves of the processors. What is to run at its usual priority is started before. Returns what ends it, as far as the
 * system lets it.
 */
export function giveWay(): () => void {
  const before = getPriority();
  setPriority(niceness);
  return () => {
    try {
      setPriority(before);
    } catch {
      // Only an administrator may; what is started from here on would be slower, and is reported as it is.
    }
  };
}
