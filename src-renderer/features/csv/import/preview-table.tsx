import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CsvCheck, CsvMapping } from '#shared/contract/csv.ts';
import { useFieldName } from '../../orders/field-words.ts';
import styles from '../csv.module.css';
import { TableBox } from '../table-box.tsx';

/** The first rows as they would be applied, a column for each field. */
export function PreviewTable({ check, mapping }: { check: CsvCheck; mapping: CsvMapping }) {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const fields = mapping.columns.toSorted((a, b) => a.column - b.column).map(({ field }) => field);
  return (
    <>
      <Text size="sm" fw={600} mb={4}>
        {t('csv.check.preview', { n: check.preview.length })}
      </Text>
      <TableBox label={t('csv.check.preview', { n: check.preview.length })}>
        <thead>
          <tr>
            <th>{t('csv.check.line')}</th>
            {fields.map((field) => (
              <th key={field}>{nameOf(field)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {check.preview.map(({ line, values, cleared }) => (
            <tr key={line}>
              <td>{line}</td>
              {fields.map((field) => (
                <td key={field} className={styles.cell}>
                  {cleared.includes(field) ? (
                    <em className={styles.cleared}>{t('csv.check.clears')}</em>
                  ) : (
                    (values[field] ?? '')
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableBox>
    </>
  );
}
