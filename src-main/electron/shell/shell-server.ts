import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { shellContract } from '#shared/contract/shell.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { CommandLog } from '../../core/ports/store.ts';
import type { CallGate } from '../../host/call-gate.ts';
import { createRouter, type RpcContext } from '../../host/router.ts';
import { PeerServer } from '../../host/transports/peer.ts';
import { onlyTrusted, type ShellServices } from './shell-services.ts';

/** Shell commands are harmless to repeat: their keys are not remembered beyond the execution under way. */
const noCommandLog: CommandLog = { find: () => null, keep: () => undefined };

/**
 * A shell server for one page: schemas, error codes and unknown operations are treated as in the data host,
 * and every call first asks whether the page behind the port is still the app's.
 */
export function createShellServer(
  services: ShellServices,
  page: { isTrusted: () => boolean },
  parts: { log: Logger; actor: () => string; gate: CallGate },
): PeerServer {
  const router = createRouter(shellContract, onlyTrusted(services, page.isTrusted), {
    log: parts.log,
    clock: { now: () => Date.now() },
    commands: noCommandLog,
    gate: parts.gate,
  });
  return new PeerServer(router as Router<AnyContractRouter, RpcContext>, {
    log: parts.log,
    actor: parts.actor(),
  });
}
