import { skipToken, useQuery } from '@tanstack/react-query';
import type { Job } from '#shared/contract/jobs.ts';
import { hostQuery } from '../../lib/connection/index.ts';

/** A job as it stands; its events keep it fresh. */
export function useJob(jobId: string | null): Job | null {
  const { data } = useQuery(
    hostQuery.jobs.get.queryOptions({ input: jobId === null ? skipToken : { jobId } }),
  );
  return data ?? null;
}

/** A fact of a job as a number; 0 when it has none of this name. */
export const jobNumber = (job: Job, name: string): number => Number(job.facts[name] ?? 0);

export const jobText = (job: Job, name: string): string => String(job.facts[name] ?? '');
