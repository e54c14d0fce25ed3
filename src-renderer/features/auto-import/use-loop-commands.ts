import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';
import { openJob } from '../jobs/jobs-store.ts';

/** What the monitor's buttons do at the loop; each says that it began, or why not. */
export function useLoopCommands() {
  const { t } = useTranslation();
  const runNow = useMutation(
    hostQuery.autoImport.runNow.mutationOptions({
      onError: showError,
      onSuccess: () => notice(t('autoImport.runStarted')),
    }),
  );
  const reconcile = useMutation(
    hostQuery.autoImport.reconcileNow.mutationOptions({
      onError: showError,
      onSuccess: () => notice(t('autoImport.reconcileStarted')),
    }),
  );
  const accept = useMutation(
    hostQuery.autoImport.accept.mutationOptions({
      onError: showError,
      onSuccess: (job) => openJob(job.id),
    }),
  );
  return { runNow, reconcile, accept };
}
