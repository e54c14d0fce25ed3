import type { Job } from '#shared/contract/jobs.ts';
import type { ReimportedOrder } from '#shared/contract/reimport.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import { partyName } from '#shared/domain/party-name.ts';
import type { CallContext } from '../context.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { StoreReader } from '../ports/store.ts';
import { differencesOf } from './differences.ts';
import type { ReimportApplySpec } from './reimport-apply-runner.ts';

/** 注文再取込 (spec §3): what was fetched is looked at field by field, then applied. */
export class ReimportService {
  readonly #store: Pick<StoreReader, 'job' | 'order' | 'fetchedOrders'>;
  readonly #jobs: JobService;

  constructor(deps: { store: Pick<StoreReader, 'job' | 'order' | 'fetchedOrders'>; jobs: JobService }) {
    this.#store = deps.store;
    this.#jobs = deps.jobs;
  }

  /** Against the orders as they are now. Throws `not_found`. */
  differences(
    jobId: Job['id'],
    page: { offset: number; limit: number },
  ): { orders: ReimportedOrder[]; total: number } {
    this.#require(jobId);
    const { orders, total } = this.#store.fetchedOrders(jobId, page);
    return {
      total,
      orders: orders.flatMap(({ orderId, candidate }) => {
        const detail = this.#store.order(orderId);
        if (detail === null) return [];
        return [
          {
            orderId,
            mallOrderId: detail.mallOrderId,
            buyerName: partyName((detail.order ?? candidate.order).buyer),
            differences: differencesOf(detail, candidate.order),
          },
        ];
      }),
    };
  }

  /** Applies what was fetched, as a job of its own. Throws `not_found`. */
  apply(
    input: Omit<ReimportApplySpec, 'of'> & { jobId: Job['id']; orderIds?: readonly OrderId[] | undefined },
    ctx: CallContext,
  ): Job {
    const { jobId, orderIds, takeLocalEdits, take } = input;
    this.#require(jobId);
    const spec: ReimportApplySpec = { of: jobId, takeLocalEdits, take };
    return this.#jobs.begin(
      {
        kind: 'reimport_apply',
        facts: { of: jobId },
        spec,
        source: { kind: 'fetched', jobId, orderIds: orderIds ?? null },
      },
      ctx,
    );
  }

  #require(jobId: Job['id']): void {
    if (this.#store.job(jobId)?.kind === 'reimport') return;
    throw new AppError('not_found', 'The reimport does not exist', { details: { entity: 'job' } });
  }
}
