import { useMutation } from '@tanstack/react-query';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';

/** Stops a job: what is done stays done. */
export function useCancelJob() {
  return useMutation(hostQuery.jobs.cancel.mutationOptions({ onError: showError }));
}
