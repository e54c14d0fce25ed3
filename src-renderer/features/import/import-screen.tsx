import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { ImportForm } from './import-form.tsx';
import { ImportHistory } from './import-history.tsx';
import { RunningImports } from './running-imports.tsx';

/** Start an import, watch it, and see what every import did. */
export function ImportScreen() {
  const { t } = useTranslation();
  const runs = useQuery(hostQuery.imports.list.queryOptions({ input: { limit: 50 } }));
  const all = runs.data?.runs ?? [];
  const running = all.filter((run) => run.state === 'running');
  return (
    <Page title={t('imports.title')}>
      {running.length > 0 && <RunningImports runs={running} />}
      <ImportForm busyShopIds={new Set(running.map((run) => run.shopId))} />
      {runs.isError ? (
        <ErrorPanel error={runs.error} onRetry={() => void runs.refetch()} />
      ) : (
        <ImportHistory runs={all.filter((run) => run.state !== 'running')} isLoading={!runs.data} />
      )}
    </Page>
  );
}
