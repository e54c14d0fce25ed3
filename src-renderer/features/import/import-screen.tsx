import { Button } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { goTo, usePart } from '../../lib/navigation.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { CsvImportScreen } from '../csv/import/csv-import-screen.tsx';
import { isByItself } from './by-itself.ts';
import { ImportForm } from './import-form.tsx';
import { RunTable } from './run-table.tsx';
import { RunningImports } from './running-imports.tsx';

/** From the mall, or from a file. */
export function ImportScreen() {
  return usePart() === 'csv' ? <CsvImportScreen /> : <MallImport />;
}

/** Start an import, watch it, and see what every import did. */
function MallImport() {
  const { t } = useTranslation();
  const runs = useQuery(hostQuery.imports.list.queryOptions({ input: { limit: 50 } }));
  const all = runs.data?.runs ?? [];
  const running = all.filter((run) => run.state === 'running');
  const begunHere = running.filter((run) => !isByItself(run));
  return (
    <Page
      title={t('imports.title')}
      actions={
        <Button
          variant="default"
          leftSection={<IconFileTypeCsv size={16} aria-hidden />}
          onClick={() => goTo('import', 'csv')}
        >
          {t('csv.title')}
        </Button>
      }
    >
      {begunHere.length > 0 && <RunningImports runs={begunHere} />}
      <ImportForm busyShopIds={new Set(running.map((run) => run.shopId))} />
      {runs.isError ? (
        <ErrorPanel error={runs.error} onRetry={() => void runs.refetch()} />
      ) : (
        <RunTable
          title={t('imports.history')}
          empty={t('imports.historyEmpty')}
          runs={all.filter((run) => run.state !== 'running')}
          isLoading={!runs.data}
        />
      )}
    </Page>
  );
}
