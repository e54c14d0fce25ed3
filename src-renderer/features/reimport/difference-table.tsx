import { Badge, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReimportedOrder } from '#shared/contract/reimport.ts';
import { useFieldName, useFieldValue } from '../orders/field-words.ts';
import styles from './reimport.module.css';
import { isTaken, type ReimportChoices } from './reimport-choices.ts';

/** One order's fields: as they are, as the mall has them, and whether the mall's value comes in. */
export function DifferenceTable({
  order,
  choices,
  onToggle,
}: {
  order: ReimportedOrder;
  choices: ReimportChoices;
  onToggle: (field: string) => void;
}) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const fieldValue = useFieldValue();
  const shown = (field: string, text: string) => fieldValue(field, text) || t('edit.empty');
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {(['field', 'current', 'mall', 'take'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`reimport.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.differences.map(({ field, current, mall, isLocalEdit }) => {
          const isApplied = !isLocalEdit || isTaken(choices, order.orderId, field);
          return (
            <tr key={field}>
              <th scope="row">
                {fieldName(field)} {isLocalEdit && <Badge color="yellow">{t('reimport.local')}</Badge>}
              </th>
              <td data-kept={!isApplied}>{shown(field, current)}</td>
              <td data-kept={isApplied}>{shown(field, mall)}</td>
              <td>
                {isLocalEdit ? (
                  <Checkbox
                    aria-label={t('reimport.takeField', { field: fieldName(field) })}
                    checked={isApplied}
                    disabled={choices.takeLocalEdits}
                    onChange={() => onToggle(field)}
                  />
                ) : (
                  <span className={styles.soft}>{t('reimport.always')}</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
