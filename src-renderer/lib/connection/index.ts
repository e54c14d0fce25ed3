import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { useSyncExternalStore } from 'react';
import { createContractClient } from '#shared/contract/client.ts';
import { hostContract, shellContract } from '#shared/contract/index.ts';
import { keepSocket } from './browser.ts';
import type { LinkStatus } from './channel.ts';
import { acceptPorts, type BridgeListener } from './electron.ts';
import { SwitchableLink } from './switchable-link.ts';

const patience = { patienceMs: 30_000 };
const hostLink = new SwitchableLink(patience);
const shellLink = new SwitchableLink(patience);
const newKey = () => crypto.randomUUID();

/** The data host's operations, whatever carries them. */
export const host = createContractClient(hostContract, hostLink, newKey);
/** The few operations of the shell around the data host. */
export const shell = createContractClient(shellContract, shellLink, newKey);

/** Query and mutation options for TanStack Query. */
export const hostQuery = createTanstackQueryUtils(host, { path: ['host'] });
export const shellQuery = createTanstackQueryUtils(shell, { path: ['shell'] });

/** Connects both links: sockets in an ordinary browser, message ports inside the app. */
export function connect(listener: BridgeListener): void {
  if (window.location.protocol === 'http:' || window.location.protocol === 'https:') {
    keepSocket(hostLink, '/rpc');
    keepSocket(shellLink, '/shell');
  } else {
    acceptPorts({ host: hostLink, shell: shellLink }, listener);
  }
}

/** Runs `listener` whenever the way to the data host changed, also from one living channel to the next. */
export const onHostLinkChange = (listener: () => void): (() => void) => hostLink.subscribe(listener);

export const hostStatus = (): LinkStatus => hostLink.status;

/** Whether the data host answers now. */
export function useHostStatus(): LinkStatus {
  return useSyncExternalStore(onHostLinkChange, hostStatus);
}
