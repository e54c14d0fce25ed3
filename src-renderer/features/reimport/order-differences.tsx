import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReimportedOrder } from '#shared/contract/reimport.ts';
import { DifferenceTable } from './difference-table.tsx';
import styles from './reimport.module.css';
import type { ReimportChoices } from './reimport-choices.ts';

/** One of several orders: in or out, and its fields on demand. */
export function OrderDifferences({
  order,
  choices,
  isOpenAtFirst,
  canLeaveOut,
  onToggleOrder,
  onToggleField,
}: {
  order: ReimportedOrder;
  choices: ReimportChoices;
  isOpenAtFirst: boolean;
  canLeaveOut: boolean;
  onToggleOrder: () => void;
  onToggleField: (field: string) => void;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const id = order.mallOrderId;
  return (
    <div className={styles.order}>
      <div className={styles.orderHead}>
        {canLeaveOut && (
          <Checkbox
            aria-label={t('reimport.include', { id })}
            checked={!choices.leftOut.has(order.orderId)}
            onChange={onToggleOrder}
          />
        )}
        <UnstyledButton
          className={styles.orderButton ?? ''}
          aria-expanded={isOpen}
          aria-label={t('reimport.expand', { id })}
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron size={14} aria-hidden />
          <b>{id}</b>
          <span>{order.buyerName}</span>
          <span className={styles.soft}>{t('reimport.differences', { n: order.differences.length })}</span>
        </UnstyledButton>
      </div>
      {isOpen && <DifferenceTable order={order} choices={choices} onToggle={onToggleField} />}
    </div>
  );
}
