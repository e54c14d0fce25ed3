import type { AcceptInput } from '#shared/contract/auto-import.ts';
import type { Job } from '#shared/contract/jobs.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { CallContext } from '../context.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { JobSource } from '../ports/job-store.ts';

/**
 * Begins 「受注取込」 of the orders named, or of all that are in staging now, of some shops or of every one. An order
 * that is no longer in staging stays as it is.
 */
export function beginAccept(jobs: Pick<JobService, 'begin'>, input: AcceptInput, ctx: CallContext): Job {
  return jobs.begin({ kind: 'accept', facts: {}, spec: {}, source: sourceOf(input) }, ctx);
}

function sourceOf({ shopIds, orderIds }: AcceptInput): JobSource {
  if (orderIds !== undefined) return { kind: 'orders', orderIds };
  const filter = { phaseIds: [phaseIdOf.staging], ...(shopIds === undefined ? {} : { shopIds }) };
  const sort = { column: 'orderedAt', direction: 'asc' } as const;
  return {
    kind: 'query',
    query: { filter, search: '', sort },
    except: [],
    confirmed: null,
    inListOrder: false,
  };
}
