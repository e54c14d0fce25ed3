import { ActionIcon, Select, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { orderFields } from '#shared/domain/order-fields.ts';
import { useFieldName } from '../../orders/field-words.ts';
import styles from '../csv.module.css';

/** The file's columns in their order: take out, move, add. */
export function ExportColumns({
  columns,
  onChange,
}: {
  columns: readonly string[];
  onChange: (columns: string[]) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const exchange = (at: number, other: number) => {
    const next = [...columns];
    const [moved] = next.splice(at, 1);
    if (moved !== undefined) next.splice(other, 0, moved);
    onChange(next);
  };
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('csv.export.columns')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t('csv.export.columnsHint', { n: columns.length })}
      </Text>
      <ul className={styles.columnList} aria-label={t('csv.export.columns')}>
        {columns.map((id, at) => {
          const name = nameOf(id);
          return (
            <li key={id} className={styles.columnItem}>
              <span>{name}</span>
              <ActionIcon
                aria-label={t('csv.export.moveUp', { name })}
                disabled={at === 0}
                onClick={() => exchange(at, at - 1)}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('csv.export.moveDown', { name })}
                disabled={at === columns.length - 1}
                onClick={() => exchange(at, at + 1)}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('csv.export.removeColumn', { name })}
                disabled={columns.length === 1}
                onClick={() => onChange(columns.filter((column) => column !== id))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <Select
        mt={6}
        searchable
        aria-label={t('csv.export.addColumn')}
        placeholder={t('csv.export.addColumn')}
        value={null}
        data={orderFields
          .filter(({ id }) => !columns.includes(id))
          .map(({ id }) => ({ value: id, label: nameOf(id) }))}
        onChange={(id) => {
          if (id !== null) onChange([...columns, id]);
        }}
      />
    </div>
  );
}
