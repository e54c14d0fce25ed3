import { Button, Checkbox, Group, Loader, Select, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvMapping } from '#shared/contract/csv.ts';
import { csvEncodings } from '#shared/contract/jobs.ts';
import { host, hostQuery } from '../../../lib/connection/index.ts';
import { formatCount } from '../../../lib/format.ts';
import { shopFilterStore } from '../../../lib/shop-filter.ts';
import { useStore } from '../../../lib/store.ts';
import { Choice } from '../../../ui/choice.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Card } from '../../../ui/page.tsx';
import { useFieldName } from '../../orders/field-words.ts';
import styles from '../csv.module.css';
import { ColumnTable } from './column-table.tsx';
import { mappingFault } from './mapping-fault.ts';
import { SavedMappings } from './saved-mappings.tsx';
import { type Wizard, wizardStore } from './wizard-store.ts';

const separators = [
  [',', 'comma'],
  ['\t', 'tab'],
  [';', 'semicolon'],
] as const;

/** What the operator changed of what the file was recognised as. */
type Chosen = { [Part in keyof CsvMapping]?: CsvMapping[Part] | undefined };

/** Which column goes into which field, and how the file is read. */
export function ColumnsStep({ wizard }: { wizard: Extract<Wizard, { step: 'columns' }> }) {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const { file } = wizard;
  const [chosen, setChosen] = useState<Chosen>(wizard.mapping ?? {});
  const shopFilter = useStore(shopFilterStore);
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops ?? [];
  const mappings = useQuery(hostQuery.csv.mappings.queryOptions({ input: {} })).data?.mappings ?? [];
  const layout = useQuery({
    ...hostQuery.csv.inspect.queryOptions({
      input: { fileId: file.fileId, encoding: chosen.encoding, separator: chosen.separator },
    }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const leave = () => {
    void host.csv.discard({ fileId: file.fileId }).catch(() => undefined);
    wizardStore.set({ step: 'file' });
  };
  if (layout.isError) {
    return (
      <Card title={t('csv.steps.columns')}>
        <ErrorPanel error={layout.error} />
        <Button mt="sm" onClick={leave}>
          {t('csv.columns.again')}
        </Button>
      </Card>
    );
  }
  const { data } = layout;
  const firstShop = shops.find(({ id }) => id === shopFilter) ?? shops[0];
  if (data === undefined || firstShop === undefined) return <Loader size="sm" />;

  const saved = mappings.find(({ id }) => id === data.savedMappingId) ?? null;
  const offered =
    saved !== null && shops.some(({ id }) => id === saved.mapping.shopId) ? saved.mapping : null;
  const mapping: CsvMapping = {
    encoding: data.encoding,
    separator: data.separator,
    hasHeader: chosen.hasHeader ?? data.hasHeader,
    shopId: chosen.shopId ?? offered?.shopId ?? firstShop.id,
    unknownOrders: chosen.unknownOrders ?? offered?.unknownOrders ?? 'create',
    blankCells: chosen.blankCells ?? offered?.blankCells ?? 'keep',
    columns: chosen.columns ?? offered?.columns ?? data.suggested,
  };
  const fault = mappingFault(mapping);
  const change = (part: Chosen) => setChosen({ ...chosen, ...part });
  const header = data.columns.map(({ name }) => name);

  return (
    <Card
      title={t('csv.columns.facts', { name: file.name, rows: formatCount(data.lines) })}
      actions={
        <Button variant="default" onClick={leave}>
          {t('csv.columns.again')}
        </Button>
      }
    >
      <div className={styles.layout}>
        <Select
          label={t('csv.columns.encoding')}
          allowDeselect={false}
          value={mapping.encoding}
          data={csvEncodings.map((value) => ({ value, label: t(`csv.encodings.${value}`) }))}
          onChange={(value) => {
            const encoding = csvEncodings.find((each) => each === value);
            // Other letters make other headers: what was chosen by them no longer holds.
            if (encoding !== undefined) change({ encoding, columns: undefined });
          }}
        />
        <Choice
          label={t('csv.columns.separator')}
          value={mapping.separator}
          choices={separators.map(([value, name]) => [value, t(`csv.separators.${name}`)] as const)}
          onChoose={(separator) => change({ separator, columns: undefined })}
        />
        <Select
          label={t('csv.columns.shop')}
          allowDeselect={false}
          value={mapping.shopId}
          data={shops.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(shopId) => {
            if (shopId !== null) change({ shopId });
          }}
        />
        <Choice
          label={t('csv.columns.unknown')}
          value={mapping.unknownOrders}
          choices={[
            ['create', t('csv.columns.create')],
            ['skip', t('csv.columns.skip')],
          ]}
          onChoose={(unknownOrders) => change({ unknownOrders })}
        />
      </div>
      <Group justify="space-between" align="flex-end" my="sm">
        <Group gap="lg">
          <Checkbox
            label={t('csv.columns.hasHeader')}
            checked={mapping.hasHeader}
            onChange={(event) => change({ hasHeader: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('csv.columns.clearBlank')}
            checked={mapping.blankCells === 'clear'}
            onChange={(event) => change({ blankCells: event.currentTarget.checked ? 'clear' : 'keep' })}
          />
        </Group>
        <SavedMappings
          mapping={mapping}
          header={header}
          saved={mappings}
          onUse={({ columns, shopId, unknownOrders, blankCells }) =>
            change({
              columns: columns.filter(({ column }) => column < header.length),
              unknownOrders,
              blankCells,
              ...(shops.some(({ id }) => id === shopId) ? { shopId } : {}),
            })
          }
        />
      </Group>
      {offered !== null && chosen.columns === undefined && (
        <Text size="sm" mb="xs">
          {t('csv.columns.usedMapping', { name: saved?.name ?? '' })}
        </Text>
      )}
      <ColumnTable columns={data.columns} mapping={mapping} onChange={(columns) => change({ columns })} />
      <Text size="sm" c="dimmed" mt="xs">
        {t(mapping.blankCells === 'clear' ? 'csv.columns.blankClears' : 'csv.columns.blank')}{' '}
        {t('csv.columns.onlyNewHint')}
      </Text>
      <Group justify="flex-end" mt="md">
        {fault !== null && (
          <Text role="status" c="var(--danger)" size="sm">
            {fault.kind === 'twice'
              ? t('csv.columns.twice', { field: nameOf(fault.field) })
              : t('csv.columns.needsId')}
          </Text>
        )}
        <Button
          size="sm"
          disabled={fault !== null || layout.isFetching}
          onClick={() => wizardStore.set({ step: 'check', file, mapping })}
        >
          {t('csv.columns.check')}
        </Button>
      </Group>
    </Card>
  );
}
