import type { ImportProgress, ImportRun } from '#shared/contract/imports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Moment } from '#shared/domain/time.ts';
import { inScope } from '../auth/auth-failure.ts';
import { ImportRunner, type RunEnd } from '../import/import-run.ts';
import { beginByRules, beginInStaging } from '../import/order-beginning.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';
import type { ImportRules } from '../rules/import-rules.ts';
import type { ShopAccess } from './shop-access.ts';

export interface FetchDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly rules: Pick<ImportRules, 'of'>;
  readonly terminalName: () => string;
  readonly newId: () => string;
}

/** An automatic run: what is fetched for which shop and period. */
export interface AutomaticRun {
  readonly shop: ShopRecord;
  readonly trigger: Extract<ImportRun['trigger'], 'auto' | 'reconciliation'>;
  readonly startedAt: Moment;
  readonly from: Moment;
  readonly to: Moment;
}

export const automaticOrigin = (deps: Pick<FetchDeps, 'clock' | 'terminalName'>): CommitOrigin => ({
  actor: 'system',
  terminal: deps.terminalName(),
  at: deps.clock.now(),
});

/**
 * Fetches the orders named and records the run; without orders it is one row. Throws the error that ended it, and
 * `cancelled` when it was stopped.
 */
export async function fetchOrders(
  deps: FetchDeps,
  access: ShopAccess,
  run: AutomaticRun,
  mallOrderIds: readonly string[],
  onProgress: (progress: ImportProgress) => void,
): Promise<void> {
  const { store, clock } = deps;
  const { shop, from, to } = run;
  const { hold } = access.lease;
  if (mallOrderIds.length === 0) {
    store.commit(
      [
        hold,
        { kind: 'run.record', run: headOf(deps, run), state: 'completed', at: clock.now(), error: null },
      ],
      automaticOrigin(deps),
    );
    return;
  }
  const head = headOf(deps, run);
  store.commit(
    [
      hold,
      { kind: 'run.start', run: head },
      { kind: 'run.found', runId: head.id, mallOrderIds },
      { kind: 'run.listed', runId: head.id },
    ],
    automaticOrigin(deps),
  );
  const { settings, version } = store.autoImport.settings(shop.id);
  // A shop whose auto import was never set up has nobody who looks at staging.
  const usesStaging = version > 0 && settings.usesStaging;
  const runner = new ImportRunner(
    {
      store,
      clock,
      hold,
      begin: usesStaging ? beginInStaging : beginByRules(deps, shop.id),
      mall: access.mall,
      connection: access.connection,
      origin: () => automaticOrigin(deps),
      onProgress,
    },
    { id: head.id, shop, from, to, listed: true },
    access.signal,
  );
  throwUnlessCompleted(await runner.run());
}

/** Keeps a run that failed before it had an order to fetch. */
export function recordFailure(deps: FetchDeps, run: AutomaticRun, thrown: unknown): void {
  const error = inScope(asAppError(thrown), run.shop, 'shared').toShape();
  const at = deps.clock.now();
  deps.store.commit(
    [{ kind: 'run.record', run: headOf(deps, run), state: 'failed', at, error }],
    automaticOrigin(deps),
  );
}

export function asAppError(error: unknown): AppError {
  return error instanceof AppError
    ? error
    : new AppError('internal', 'An unexpected error stopped the auto import', { cause: error });
}

function headOf({ newId }: FetchDeps, { shop, trigger, startedAt, from, to }: AutomaticRun) {
  const common = { shopId: shop.id, trigger, startedAt, periodFrom: from, periodTo: to };
  return { id: newId(), batchId: newId(), ...common };
}

function throwUnlessCompleted({ state, error }: RunEnd): void {
  if (state === 'completed') return;
  throw error ?? new AppError('cancelled', 'The import was stopped');
}
