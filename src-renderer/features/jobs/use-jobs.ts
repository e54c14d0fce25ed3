import { useQuery } from '@tanstack/react-query';
import type { Job } from '#shared/contract/jobs.ts';
import { hostQuery } from '../../lib/connection/index.ts';

const none: readonly Job[] = [];

/** The newest jobs, kept up to date by the host's events. */
export function useJobs(): readonly Job[] {
  return useQuery(hostQuery.jobs.list.queryOptions({ input: { limit: 50 } })).data?.jobs ?? none;
}

/** A job that has not come to its end. */
export const isActive = ({ state }: Job): boolean => state === 'running' || state === 'interrupted';
