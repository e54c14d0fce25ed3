import { UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCalendarDue,
  IconCalendarExclamation,
  IconCloudX,
  IconMailOpened,
  IconShieldExclamation,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isTyping, useWindowKeys } from '../../lib/shortcuts.ts';
import { useStore } from '../../lib/store.ts';
import { orderListStore, setFilter } from './list-state.ts';
import styles from './orders.module.css';
import { isQuickOn, type QuickFilter, quickFilters, toggleQuick } from './quick-filters.ts';

const icons = {
  held: IconShieldExclamation,
  unread: IconMailOpened,
  errors: IconAlertTriangle,
  outbox: IconCloudX,
  today: IconCalendarDue,
  overdue: IconCalendarExclamation,
} as const satisfies Record<QuickFilter['name'], unknown>;

/** Switches for what is asked for all day; Shift and a digit turn them too. */
export function QuickToggles() {
  const { t } = useTranslation();
  const { filter } = useStore(orderListStore);
  useWindowKeys((event) => {
    // The digit's key, not its sign: Shift+1 writes another sign on every keyboard.
    const digit = /^Digit([1-6])$/.exec(event.code)?.[1];
    if (!digit || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || isTyping(event))
      return;
    const quick = quickFilters[Number(digit) - 1];
    if (!quick) return;
    event.preventDefault();
    setFilter(toggleQuick(orderListStore.get().filter, quick));
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div className={styles.quick} role="group" aria-label={t('conditions.quick.label')}>
      {quickFilters.map((quick, at) => {
        const Icon = icons[quick.name];
        return (
          <UnstyledButton
            key={quick.name}
            className={styles.quickButton ?? ''}
            data-quick-filter={quick.name}
            aria-pressed={isQuickOn(filter, quick)}
            title={`${t(`conditions.quick.${quick.name}`)} (Shift+${at + 1})`}
            fz={12}
            onClick={() => setFilter(toggleQuick(filter, quick))}
          >
            <Icon size={14} aria-hidden />
            {t(`conditions.quick.${quick.name}`)}
          </UnstyledButton>
        );
      })}
    </div>
  );
}
