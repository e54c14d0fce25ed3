import type { Logger } from '#main/core/ports/logger.ts';
import { CallGate } from '#main/host/call-gate.ts';
import { createRouter } from '#main/host/router.ts';
import { hostContract } from '#shared/contract/index.ts';
import { type FakeCoreState, fakeCore, memoryCommandLog } from './fake-core.ts';

/** The product's router over the fake core. */
export function fakeRouter(
  log: Logger,
  state: FakeCoreState = { viewRemovals: 0, openStreams: 0, views: 0 },
) {
  return createRouter(hostContract, fakeCore(state), {
    log,
    clock: { now: () => 1_764_000_000_000 },
    commands: memoryCommandLog(),
    gate: new CallGate(),
  });
}
