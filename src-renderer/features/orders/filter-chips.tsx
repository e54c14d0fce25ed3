import { Button, CloseButton, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConditionGroup } from '#shared/domain/order-condition.ts';
import { useStore } from '../../lib/store.ts';
import { builderStore } from './conditions/condition-builder.tsx';
import { isGroup } from './conditions/condition-tree.ts';
import { conditionText, groupText } from './conditions/condition-words.ts';
import { filterWords } from './filter-words.ts';
import { orderListStore, setFilter, setSearch } from './list-state.ts';
import styles from './orders.module.css';
import { withoutQuick } from './quick-filters.ts';
import { type Names, useNames } from './use-names.ts';

/** Every condition as a chip that can be taken off; those of the quick filters are shown by their switches. */
export function FilterChips() {
  const { t } = useTranslation();
  const { filter, search } = useStore(orderListStore);
  const names = useNames();
  const words = filterWords(t, withoutQuick(filter), {
    phase: names.phase,
    shop: (id) => names.shops.get(id) ?? id,
  });
  const groups = chipsOf(t, filter.where, names);
  const remove = (keys: readonly string[]) =>
    setFilter(Object.fromEntries(Object.entries(filter).filter(([key]) => !keys.includes(key))));
  return (
    <>
      {search && <Chip label={`${t('orders.filter.search')}: ${search}`} onRemove={() => setSearch('')} />}
      {words.map((word) => (
        <Chip key={word.label} label={word.label} onRemove={() => remove(word.keys)} />
      ))}
      {groups.map(({ label, rest }) => (
        <Chip
          key={label}
          label={label}
          onOpen={() => builderStore.set(true)}
          onRemove={() => {
            const { where: _before, ...others } = filter;
            setFilter(rest ? { ...others, where: rest } : others);
          }}
        />
      ))}
      {words.length + groups.length + (search ? 1 : 0) > 1 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          h={24}
          onClick={() => orderListStore.set((old) => ({ ...old, filter: {}, search: '' }))}
        >
          {t('orders.toolbar.clearFilters')}
        </Button>
      )}
    </>
  );
}

/** One chip for each part that must hold; a single one when any of the parts will do. */
function chipsOf(
  t: ReturnType<typeof useTranslation>['t'],
  where: ConditionGroup | undefined,
  names: Names,
): { label: string; rest: ConditionGroup | null }[] {
  if (!where || where.parts.length === 0) return [];
  if (where.join === 'or') return [{ label: groupText(t, where, names), rest: null }];
  return where.parts.map((part, at) => {
    const parts = where.parts.filter((_, index) => index !== at);
    return {
      label: isGroup(part) ? groupText(t, part, names) : conditionText(t, part, names),
      rest: parts.length > 0 ? { ...where, parts } : null,
    };
  });
}

function Chip({ label, onOpen, onRemove }: { label: string; onOpen?: () => void; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <span className={styles.chip} title={label}>
      {onOpen ? (
        <UnstyledButton className={styles.chipText ?? ''} fz={12} onClick={onOpen}>
          {label}
        </UnstyledButton>
      ) : (
        <span>{label}</span>
      )}
      <CloseButton
        size={20}
        iconSize={13}
        radius="xl"
        aria-label={t('orders.toolbar.removeFilter', { name: label })}
        onClick={onRemove}
      />
    </span>
  );
}
