import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CsvMapping } from '#shared/contract/csv.ts';
import { csvFields, csvUpdates } from '#shared/domain/csv-fields.ts';
import { useFieldName } from '../../orders/field-words.ts';
import styles from '../csv.module.css';
import { TableBox } from '../table-box.tsx';

/** Every column of the file with examples of its contents, and the field it goes into. */
export function ColumnTable({
  columns,
  mapping,
  onChange,
}: {
  columns: readonly { readonly name: string; readonly samples: readonly string[] }[];
  mapping: CsvMapping;
  onChange: (columns: CsvMapping['columns']) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const choices = csvFields.map((field) => ({
    value: field.id,
    label: `${nameOf(field.id)}${csvUpdates(field) || field.id === 'mallOrderId' ? '' : t('csv.columns.onlyNew')}`,
  }));
  return (
    <TableBox label={t('csv.steps.columns')}>
      <thead>
        <tr>
          <th>{t('csv.columns.column')}</th>
          <th>{t('csv.columns.samples')}</th>
          <th>{t('csv.columns.field')}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, samples }, column) => {
          const shown = name === '' ? t('csv.columns.unnamed', { n: column + 1 }) : name;
          const field = mapping.columns.find((each) => each.column === column)?.field ?? null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position in the file
            <tr key={column}>
              <th scope="row">{shown}</th>
              <td className={styles.samples}>{samples.filter((sample) => sample !== '').join(' / ')}</td>
              <td>
                <Select
                  aria-label={t('csv.columns.fieldOf', { column: shown })}
                  searchable
                  clearable
                  placeholder={t('csv.columns.none')}
                  value={field}
                  data={choices}
                  onChange={(chosen) => {
                    const others = mapping.columns.filter((each) => each.column !== column);
                    onChange(chosen === null ? others : [...others, { column, field: chosen }]);
                  }}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </TableBox>
  );
}
