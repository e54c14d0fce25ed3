import type { EmergencyStop } from '#shared/contract/emergency-stop.ts';

/**
 * The emergency stop as everything sees it that must obey (spec §5): auto import now, stock link and shipment link
 * later. Whoever sends something by itself asks `requireNone` before each request and ends what it has in hand when
 * told of a stop, so that no request leaves two seconds after it.
 */
export interface StopPort {
  /** The stop in force; null when there is none. */
  current(): EmergencyStop | null;
  /** Throws AppError `emergency_stopped` (details: name, at, reason) while a stop is in force. */
  requireNone(): void;
  /** Called at once when a stop comes into force, and with null when it ends. Returns the unsubscribe function. */
  onChange(listener: (stop: EmergencyStop | null) => void): () => void;
}
