import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#shared/contract/imports.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { RunTable } from '../import/run-table.tsx';

/** The latest automatic runs that brought something or failed. */
export function RecentRuns({ shopId }: { shopId: ShopId | null }) {
  const { t } = useTranslation();
  const runs = useQuery({
    ...hostQuery.autoImport.runs.queryOptions({ input: { ...(shopId && { shopId }), limit: 30 } }),
    placeholderData: (old: { runs: ImportRun[] } | undefined) => old,
  });
  if (runs.isError) return <ErrorPanel error={runs.error} onRetry={() => void runs.refetch()} />;
  return (
    <RunTable
      title={t('autoImport.runs.title')}
      hint={t('autoImport.runs.hint')}
      empty={t('autoImport.runs.empty')}
      runs={runs.data?.runs ?? []}
      isLoading={runs.isPending}
    />
  );
}
