import { ActionIcon, Button, Kbd, Menu, Tooltip } from '@mantine/core';
import {
  IconChevronDown,
  IconCopy,
  IconFileExport,
  IconHash,
  IconInbox,
  IconPencil,
  IconPrinter,
  IconRefresh,
  IconTable,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatYen } from '#shared/domain/money.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { formatCount } from '../../lib/format.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { useStore } from '../../lib/store.ts';
import { useStagedCount } from '../staging/use-staged.ts';
import { type ChosenAction, runChosenAction } from './actions/chosen-actions.ts';
import { MallMenu } from './actions/mall-menu.tsx';
import { PhaseMenu } from './actions/phase-menu.tsx';
import { orderListStore } from './list-state.ts';
import styles from './orders.module.css';
import type { TextSource } from './rows-as-text.ts';
import { selectedCount } from './selection/selection.ts';
import { clearPicked, pickAll, pickedStore } from './selection/selection-store.ts';

/** How many orders are chosen, and what can be done with them. */
export function SelectionBar({
  total,
  totalIsExact,
  source,
  onClosed,
}: {
  total: number;
  totalIsExact: boolean;
  source: () => TextSource | null;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const { selection, rows } = useStore(pickedStore);
  const { filter } = useStore(orderListStore);
  const staged = useStagedCount(useStore(shopFilterStore));
  const count = selectedCount(selection, total);
  if (count === 0) return null;
  const isAll = selection.kind === 'all';
  const yen = [...rows.values()].reduce((sum, { row }) => sum + row.totalYen, 0);
  const mayShow = filter.phaseIds?.includes(phaseIdOf.staging) ?? true;
  const hasStaged = isAll
    ? mayShow && staged > 0
    : [...rows.values()].some(({ row }) => row.phaseId === phaseIdOf.staging);
  const run = (action: ChosenAction) => void runChosenAction(action, source());
  return (
    <section className={styles.selectionBar} aria-label={t('bulk.bar')}>
      <b role="status" className={styles.barCount}>
        {t(
          !isAll
            ? 'orders.selection.count'
            : selection.except.size > 0
              ? 'bulk.countExcept'
              : totalIsExact
                ? 'bulk.countAll'
                : 'bulk.countAllAtLeast',
          { n: formatCount(count), except: formatCount(isAll ? selection.except.size : 0) },
        )}
      </b>
      {isAll ? null : <span className={styles.barSum}>{formatYen(yen)}</span>}
      {!isAll && count < total && (
        <Button variant="subtle" title="Ctrl+A" onClick={pickAll}>
          {t('bulk.pickAll', { n: formatCount(total) })}
        </Button>
      )}
      <span className={styles.barSpace} />
      {hasStaged && (
        <Button
          variant="light"
          leftSection={<IconInbox size={14} aria-hidden />}
          rightSection={<Kbd size="xs">T</Kbd>}
          onClick={() => run('accept')}
        >
          {t('staging.accept')}
        </Button>
      )}
      <PhaseMenu onClosed={onClosed} />
      <MallMenu onClosed={onClosed} />
      <Button
        variant="subtle"
        leftSection={<IconPencil size={14} aria-hidden />}
        onClick={() => run('field')}
      >
        {t('bulk.field.open')}
      </Button>
      <Button
        variant="subtle"
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={() => run('reimport')}
      >
        {t('bulk.reimport')}
      </Button>
      <Button
        variant="subtle"
        leftSection={<IconFileExport size={14} aria-hidden />}
        onClick={() => run('export')}
      >
        {t('bulk.export')}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button
            variant="subtle"
            leftSection={<IconTable size={14} aria-hidden />}
            rightSection={<IconChevronDown size={12} aria-hidden />}
          >
            {t('bulk.takeAlong')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => run('print')}>
            {t('bulk.print')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={() => run('copy')}>
            {t('bulk.copyTable')}
          </Menu.Item>
          <Menu.Item leftSection={<IconHash size={15} aria-hidden />} onClick={() => run('copyIds')}>
            {t('orders.selection.copyIds')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={`${t('orders.selection.clear')} (Esc)`}>
        <ActionIcon
          aria-label={t('orders.selection.clear')}
          onClick={() => {
            clearPicked();
            onClosed();
          }}
        >
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </section>
  );
}
