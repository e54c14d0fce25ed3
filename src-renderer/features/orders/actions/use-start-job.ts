import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobAction, OrderTarget } from '#shared/contract/jobs.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { host } from '../../../lib/connection/index.ts';
import { settle } from '../../jobs/undo.ts';
import { clearPicked } from '../selection/selection-store.ts';
import type { Chosen } from './chosen.ts';

/** Begins a job on the chosen orders; when their number has changed meanwhile, the new one is to be confirmed. */
export function useStartJob(chosen: Chosen, onStarted: () => void) {
  const [count, setCount] = useState(chosen.count);
  const [hasChanged, setChanged] = useState(false);
  const start = useMutation({
    mutationFn: (action: JobAction) => host.jobs.start({ target: withTotal(chosen.target, count), action }),
    onSuccess: (job) => {
      clearPicked();
      settle(job);
      onStarted();
    },
    onError: (error) => {
      const { code, details } = toAppError(error);
      if (code === 'job_total_changed' && typeof details.total === 'number') {
        setCount(details.total);
        setChanged(true);
      }
    },
  });
  const isOtherError = start.isError && toAppError(start.error).code !== 'job_total_changed';
  return {
    count,
    countIsExact: chosen.countIsExact || hasChanged,
    hasChanged,
    isBusy: start.isPending,
    error: isOtherError ? start.error : null,
    start: (action: JobAction) => start.mutate(action),
  };
}

const withTotal = (target: OrderTarget, total: number): OrderTarget =>
  target.kind === 'query' ? { ...target, total } : target;
