import { getPriority, setPriority } from 'node:os';
import type { Logger } from '../core/ports/logger.ts';

/**
 * As POSIX counts: a third of the share a window has. At "below normal" (10) it is a tenth, and a window waits
 * for its answers when other programs keep the processors busy. Windows takes this for normal; there the
 * program in front goes first anyway.
 */
const niceness = 5;

/**
 * Has this process step back a little: while an import keeps a processor busy for minutes, the window that
 * scrolls goes first; with a processor to spare nothing is lost. A process that was started lower stays there.
 * A system that refuses costs no more than a line in the log.
 */
export function yieldToWindow(log: Logger, system = { getPriority, setPriority }): void {
  try {
    if (system.getPriority() < niceness) system.setPriority(niceness);
  } catch (error) {
    log.warn('the priority of this process cannot be lowered', { err: error });
  }
}
