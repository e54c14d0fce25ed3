import type { MessagePortMain } from 'electron';
import type { HostState } from '#shared/contract/shell.ts';
import type { ExpiryWarning } from '#shared/domain/expiry.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Logger } from '../../core/ports/logger.ts';
import {
  controlProtocolVersion,
  type HostMessage,
  type HostOptions,
  type MainMessage,
} from '../../host/control-protocol.ts';
import type { HostLink, LaunchHost } from './host-link.ts';
import { RestartPolicy } from './restart-policy.ts';

export type HostRequest = Extract<HostMessage, { type: 'secret-request' | 'demo-request' }>;
export type HostAnswer = Extract<MainMessage, { type: 'secret-answer' | 'demo-answer' | 'request-failed' }>;

export interface SupervisorOptions {
  readonly launch: LaunchHost;
  /** Asked at each start, since settings may have changed. */
  readonly hostOptions: (kind: HostOptions['hostKind']) => HostOptions;
  readonly answer: (request: HostRequest) => Promise<HostAnswer>;
  /** The host has something to notify the person of. */
  readonly onExpiry: (warnings: readonly ExpiryWarning[]) => void;
  readonly onNotices: (notices: readonly Notice[]) => void;
  /** So many orders wait to be looked at. */
  readonly onWaitingOrders: (orders: number) => void;
  readonly log: Logger;
  /** ms of a monotonic clock. */
  readonly now: () => number;
  /** How long a host may take to say hello before it counts as hung. */
  readonly helloWithinMs?: number;
}

/** How long after its own deadline a stopping host is killed. */
const killAfterGraceMs = 500;

/**
 * Keeps one data host alive: starts it, restarts it after a crash, gives up when that does not help, and
 * stops it in bounded time. Listeners hear every change of state; `ready` with a higher `generation` means
 * that earlier ports are dead.
 */
export class HostSupervisor {
  readonly #options: SupervisorOptions;
  readonly #policy = new RestartPolicy();
  readonly #listeners = new Set<(state: HostState) => void>();
  #state: HostState = { state: 'starting', restarts: 0, errorCode: null, errorDetails: {} };
  #link: HostLink | null = null;
  #pendingRestart: ReturnType<typeof setTimeout> | null = null;
  #portCount = 0;
  #isStopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get state(): HostState {
    return this.#state;
  }

  /** Process id of the running host, for diagnosis. */
  get pid(): number | undefined {
    return this.#link?.pid;
  }

  onState(listener: (state: HostState) => void): void {
    this.#listeners.add(listener);
  }

  start(): void {
    if (this.#link !== null || this.#isStopping) return;
    this.#launch();
  }

  /** From the recovery screen: start afresh. Without effect while a host runs or is being restarted. */
  restart(): void {
    if (this.#state.state !== 'failed' || this.#isStopping) return;
    this.#policy.forget();
    this.#set({ state: 'restarting', errorCode: null, errorDetails: {} });
    if (this.#link === null) this.#launch();
  }

  /** Gives the host a page's port. False when there is no ready host; the port is then closed. */
  openPort(port: MessagePortMain): boolean {
    if (this.#link === null || this.#state.state !== 'ready') {
      port.close();
      return false;
    }
    this.#portCount += 1;
    this.#link.openPort(`port-${this.#portCount}`, port);
    return true;
  }

  /** Lets the host finish within `graceMs`, then kills it. Resolves when it is gone, always within bounds. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    if (this.#pendingRestart !== null) clearTimeout(this.#pendingRestart);
    const link = this.#link;
    if (link === null) return;
    const gone = new Promise<void>((resolve) => {
      this.#whenGone = resolve;
    });
    link.send({ type: 'stop', graceMs });
    const deadline = setTimeout(() => {
      this.#options.log.warn('the data host did not stop in time and is killed');
      link.kill();
    }, graceMs + killAfterGraceMs);
    await gone;
    clearTimeout(deadline);
  }

  #whenGone: () => void = () => undefined;

  #launch(): void {
    const { log, launch, helloWithinMs = 15_000 } = this.#options;
    let failure: Extract<HostMessage, { type: 'failed' }>['error'] | null = null;
    const hung = setTimeout(() => {
      log.error('the data host did not say hello');
      link.kill();
    }, helloWithinMs);
    const link: HostLink = launch({
      onMessage: (message) => {
        if (message.type === 'hello') clearTimeout(hung);
        if (message.type === 'failed') failure = message.error;
        this.#receive(link, message);
      },
      onExit: (code) => {
        clearTimeout(hung);
        this.#link = null;
        this.#whenGone();
        if (this.#isStopping) return;
        log.error('the data host ended', { exitCode: code, errorCode: failure?.code ?? null });
        if (failure !== null && !failure.retryable) {
          this.#set({ state: 'failed', errorCode: failure.code, errorDetails: failure.details });
        } else {
          this.#afterCrash(failure);
        }
      },
    });
    this.#link = link;
  }

  #receive(link: HostLink, message: HostMessage): void {
    const { log, hostOptions, answer, onExpiry, onNotices, onWaitingOrders } = this.#options;
    switch (message.type) {
      case 'hello':
        if (message.protocol !== controlProtocolVersion) {
          log.error('the data host speaks another protocol', { protocol: message.protocol });
          link.kill();
          return;
        }
        log.info('data host said hello', {
          hostPid: message.pid,
          node: message.nodeVersion,
          kind: link.kind,
        });
        link.send({ type: 'start', protocol: controlProtocolVersion, options: hostOptions(link.kind) });
        return;
      case 'ready':
        log.info('data host ready', { openMs: message.openMs });
        this.#set({ state: 'ready', errorCode: null, errorDetails: {} });
        return;
      case 'secret-request':
      case 'demo-request':
        // The answer goes to the host that asked, even if another one runs by then.
        void answer(message).then((reply) => link.send(reply));
        return;
      case 'expiry-warnings':
        onExpiry(message.warnings);
        return;
      case 'notices':
        onNotices(message.notices);
        return;
      case 'waiting-orders':
        onWaitingOrders(message.orders);
        return;
      default:
        return;
    }
  }

  #afterCrash(failure: { code: string; details: HostState['errorDetails'] } | null): void {
    const delay = this.#policy.afterCrash(this.#options.now());
    if (delay === null) {
      const errorCode = failure?.code ?? 'host_unavailable';
      this.#set({ state: 'failed', errorCode, errorDetails: failure?.details ?? {} });
      return;
    }
    this.#set({ state: 'restarting', restarts: this.#state.restarts + 1 });
    this.#pendingRestart = setTimeout(() => {
      this.#pendingRestart = null;
      this.#launch();
    }, delay);
  }

  #set(change: Partial<HostState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
