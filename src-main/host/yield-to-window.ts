import { constants, getPriority, setPriority } from 'node:os';
import type { Logger } from '../core/ports/logger.ts';

const { PRIORITY_BELOW_NORMAL } = constants.priority;

/**
 * Lowers this process's priority to the operating system's "below normal": while an import keeps a processor
 * busy for minutes, the window that scrolls goes first; with a processor to spare nothing is lost. A process
 * that was started lower stays there. A system that refuses costs no more than a line in the log.
 */
export function yieldToWindow(log: Logger, system = { getPriority, setPriority }): void {
  try {
    if (system.getPriority() < PRIORITY_BELOW_NORMAL) system.setPriority(PRIORITY_BELOW_NORMAL);
  } catch (error) {
    log.warn('the priority of this process cannot be lowered', { err: error });
  }
}
