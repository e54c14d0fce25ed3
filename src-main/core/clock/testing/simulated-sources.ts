import { type TimeReading, type TimeSource, TimeSourceError } from '../../ports/time-source.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface SimulatedSource {
  readonly id?: string;
  /** One-way delays in ms, drawn anew for each reading. */
  readonly up?: () => number;
  readonly down?: () => number;
  /** The source's own error against truth, in ms. */
  readonly errorMs?: number;
  /** Instead of answering. */
  readonly fails?: string;
  /** Called at each reading. */
  readonly onRead?: () => void;
}

/** A web server that stamps whole seconds at some instant between request and answer. */
export function dateHeaderSource(time: VirtualTime, shape: SimulatedSource = {}): TimeSource {
  return source(time, { id: 'auth.test', ...shape }, 'http', 1000);
}

/** A time server with a precise clock. */
export function sntpSource(time: VirtualTime, shape: SimulatedSource = {}): TimeSource {
  return source(time, { id: 'ntp.test', ...shape }, 'sntp', 0);
}

function source(
  time: VirtualTime,
  shape: SimulatedSource & { id: string },
  kind: 'http' | 'sntp',
  grainMs: number,
): TimeSource {
  return {
    id: shape.id,
    kind,
    grainMs,
    async read(signal): Promise<TimeReading> {
      shape.onRead?.();
      const sentAt = time.mono.now();
      await time.sleep(shape.up?.() ?? 10, signal);
      if (shape.fails !== undefined) throw new TimeSourceError(shape.fails, 'simulated');
      const shown = time.truth + (shape.errorMs ?? 0);
      const notBefore = grainMs === 0 ? shown : Math.floor(shown / grainMs) * grainMs;
      await time.sleep(shape.down?.() ?? 10, signal);
      return { sentAt, receivedAt: time.mono.now(), notBefore, notAfter: notBefore + grainMs };
    },
  };
}
