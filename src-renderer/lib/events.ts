import type { QueryClient } from '@tanstack/react-query';
import type { ImportProgress, ImportRun } from '#shared/contract/imports.ts';
import type { Job, JobProgress } from '#shared/contract/jobs.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import { host, hostQuery, onHostLinkChange } from './connection/index.ts';
import { throttle } from './throttle.ts';

type OrderListener = (ids: ReadonlySet<number> | 'all') => void;
const orderListeners = new Set<OrderListener>();

/** Calls `listener` with the changed order ids (or `all`), several commits gathered into one call. */
export function onOrdersChanged(listener: OrderListener): () => void {
  orderListeners.add(listener);
  return () => orderListeners.delete(listener);
}

type Degraded = Extract<ChangeEvent, { type: 'sessionDegraded' }>;
const degradedListeners = new Set<(event: Degraded) => void>();

/** Calls `listener` when a consent has lost its 28 days. */
export function onSessionDegraded(listener: (event: Degraded) => void): () => void {
  degradedListeners.add(listener);
  return () => degradedListeners.delete(listener);
}

type CsvCheckNews = Extract<ChangeEvent, { type: 'csvCheckProgress' }>;
const csvCheckListeners = new Set<(event: CsvCheckNews) => void>();

/** Calls `listener` when the check of a CSV file has got further. */
export function onCsvCheckProgress(listener: (event: CsvCheckNews) => void): () => void {
  csvCheckListeners.add(listener);
  return () => csvCheckListeners.delete(listener);
}

/**
 * Follows the host's events for as long as the window lives: each change marks the queries that show it
 * as stale, and after every reconnection everything is asked again, because changes may have been missed.
 */
export function followEvents(queryClient: QueryClient): void {
  let current: AbortController | undefined;
  const changes = new ChangeCollector(queryClient);

  const follow = async () => {
    current?.abort();
    const own = new AbortController();
    current = own;
    let isFirst = true;
    while (!own.signal.aborted) {
      try {
        const events = await host.system.events({}, { signal: own.signal });
        for await (const event of events) {
          if (event.type === 'ready' && !isFirst) changes.everything();
          isFirst = false;
          changes.take(event);
        }
      } catch {
        isFirst = false;
        // The link waits for the next channel by itself; a short pause keeps a refusing host from a busy loop.
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  };

  let attached = false;
  onHostLinkChange(() => {
    if (attached) {
      changes.everything();
      void follow();
    }
  });
  attached = true;
  void follow();
}

/** Gathers events so that thousands of commits in a second cost a handful of refreshes. */
class ChangeCollector {
  readonly #queryClient: QueryClient;
  #orderIds: Set<number> | 'all' = new Set();
  readonly #progress = new Map<string, ImportProgress>();
  readonly #flushOrders = throttle(() => this.#publishOrders(), 700);
  /** Ten shops that import change their runs many times a second. */
  readonly #flushRuns = throttle(() => this.#invalidateRuns(), 500);
  readonly #flushOutbox = throttle(() => this.#invalidate(hostQuery.outbox.key()), 500);
  readonly #jobProgress = new Map<string, JobProgress>();
  readonly #flushAutoImport = throttle(() => this.#invalidate(hostQuery.autoImport.monitor.key()), 400);
  // A day's runs of every shop are much to read again: these follow more slowly.
  readonly #flushAutoImportRecords = throttle(() => this.#publishAutoImportRecords(), 2_000);
  readonly #flushJobs = throttle(() => this.#invalidate(hostQuery.jobs.key()), 300);
  readonly #flushJobProgress = throttle(() => this.#publishJobProgress(), 250);
  readonly #flushProgress = throttle(() => this.#publishProgress(), 250);

  constructor(queryClient: QueryClient) {
    this.#queryClient = queryClient;
  }

  everything(): void {
    void this.#queryClient.invalidateQueries({ queryKey: hostQuery.key() });
    this.#orderIds = 'all';
    this.#flushOrders();
  }

  take(event: ChangeEvent): void {
    if (event.type === 'ready') return;
    if (event.type === 'sessionDegraded') {
      for (const listener of degradedListeners) listener(event);
      return;
    }
    if (event.type === 'csvCheckProgress') {
      for (const listener of csvCheckListeners) listener(event);
      return;
    }
    if (event.type === 'importProgress') {
      this.#progress.set(event.runId, event.progress);
      this.#flushProgress();
      return;
    }
    if (event.type === 'windowGrew') {
      // No order changed, so that no detail need be read again.
      this.#flushOrders();
      return;
    }
    if (event.type === 'jobProgress') {
      this.#jobProgress.set(event.jobId, event.progress);
      this.#flushJobProgress();
      return;
    }
    switch (event.entity) {
      case 'order':
        this.#addOrders(event.ids);
        this.#flushOrders();
        break;
      case 'shop':
      case 'session':
        this.#invalidate(hostQuery.shops.key());
        this.#invalidate(hostQuery.imports.plan.key());
        this.#invalidate(hostQuery.expiry.board.key());
        this.#flushAutoImport();
        break;
      case 'expiry':
        this.#invalidate(hostQuery.expiry.board.key());
        break;
      case 'emailAuth':
        this.#invalidate(hostQuery.emailAuth.key());
        this.#invalidate(hostQuery.shops.key());
        break;
      case 'view':
        this.#invalidate(hostQuery.views.key());
        this.#invalidate(hostQuery.orders.counts.key());
        break;
      case 'phase':
        this.#invalidate(hostQuery.orders.phases.key());
        this.#invalidate(hostQuery.phases.key());
        this.#invalidate(hostQuery.orders.counts.key());
        break;
      case 'clock':
        this.#invalidate(hostQuery.clock.key());
        break;
      case 'importRun':
        this.#flushRuns();
        break;
      case 'job':
        this.#flushJobs();
        break;
      case 'outbox':
        this.#flushOutbox();
        break;
      case 'rule':
        this.#invalidate(hostQuery.rules.key());
        break;
      case 'fraudRelease':
        this.#invalidate(hostQuery.fraud.releases.key());
        break;
      case 'autoImport':
        this.#flushAutoImport();
        this.#flushAutoImportRecords();
        break;
      case 'emergencyStop':
        this.#invalidate(hostQuery.emergencyStop.key());
        this.#flushAutoImport();
        break;
      case 'notice':
        this.#invalidate(hostQuery.notices.list.key());
        break;
      case 'setting':
        this.#invalidate(hostQuery.csv.mappings.key());
        this.#invalidate(hostQuery.fraud.settings.key());
        this.#invalidate(hostQuery.system.info.key());
        this.#invalidate(hostQuery.mail.key());
        this.#invalidate(hostQuery.notices.mailSettings.key());
        this.#flushAutoImport();
        break;
    }
  }

  #addOrders(ids: readonly (string | number)[]): void {
    if (this.#orderIds === 'all') return;
    if (ids.length === 0 || this.#orderIds.size > 5_000) {
      this.#orderIds = 'all';
      return;
    }
    for (const id of ids) this.#orderIds.add(Number(id));
  }

  #publishOrders(): void {
    const ids = this.#orderIds;
    this.#orderIds = new Set();
    this.#invalidate(hostQuery.orders.counts.key());
    this.#invalidate(hostQuery.dashboard.key());
    // How many wait to be accepted.
    this.#flushAutoImport();
    for (const key of [
      hostQuery.orders.get.key(),
      hostQuery.orders.history.key(),
      hostQuery.orders.raw.key(),
    ]) {
      void this.#queryClient.invalidateQueries({
        queryKey: key,
        predicate: (query) => ids === 'all' || ids.has(orderIdOf(query.queryKey)),
      });
    }
    for (const listener of orderListeners) listener(ids);
  }

  #publishAutoImportRecords(): void {
    this.#invalidate(hostQuery.autoImport.strip.key());
    this.#invalidate(hostQuery.autoImport.runs.key());
    this.#invalidate(hostQuery.autoImport.reconciliations.key());
  }

  #publishProgress(): void {
    const progress = new Map(this.#progress);
    this.#progress.clear();
    this.#queryClient.setQueriesData<{ runs: ImportRun[] }>(
      { queryKey: hostQuery.imports.list.key() },
      (old) =>
        old && {
          runs: old.runs.map((run) => {
            const news = progress.get(run.id);
            return news && run.state === 'running' ? { ...run, progress: news } : run;
          }),
        },
    );
  }

  #publishJobProgress(): void {
    const progress = new Map(this.#jobProgress);
    this.#jobProgress.clear();
    const withNews = (job: Job): Job => {
      const news = progress.get(job.id);
      return news && job.state === 'running' ? { ...job, progress: news } : job;
    };
    this.#queryClient.setQueriesData<{ jobs: Job[] }>(
      { queryKey: hostQuery.jobs.list.key() },
      (old) => old && { jobs: old.jobs.map(withNews) },
    );
    this.#queryClient.setQueriesData<Job>(
      { queryKey: hostQuery.jobs.get.key() },
      (old) => old && withNews(old),
    );
  }

  #invalidateRuns(): void {
    this.#invalidate(hostQuery.imports.key());
    this.#invalidate(hostQuery.shops.list.key());
    this.#invalidate(hostQuery.dashboard.key());
  }

  #invalidate(queryKey: readonly unknown[]): void {
    void this.#queryClient.invalidateQueries({ queryKey });
  }
}

/** The order a detail query is about: oRPC keys end with `{ input }`. */
function orderIdOf(queryKey: readonly unknown[]): number {
  const options = queryKey[1];
  if (typeof options !== 'object' || options === null || !('input' in options)) return -1;
  const { input } = options;
  return typeof input === 'object' && input !== null && 'orderId' in input ? Number(input.orderId) : -1;
}
