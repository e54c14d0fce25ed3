import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { useStore } from '../../lib/store.ts';
import { filterWords } from './filter-words.ts';
import { orderListStore, setFilter, setSearch } from './list-state.ts';
import { phaseName } from './order-words.ts';
import styles from './orders.module.css';

/** Every condition as a chip that can be taken off. */
export function FilterChips() {
  const { t } = useTranslation();
  const { filter, search } = useStore(orderListStore);
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases ?? [];
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops ?? [];
  const words = filterWords(t, filter, {
    phase: (id) =>
      phaseName(
        t,
        id,
        phases.find((phase) => phase.id === id),
      ),
    shop: (id) => shops.find((shop) => shop.id === id)?.name ?? id,
  });
  const remove = (keys: readonly string[]) =>
    setFilter(Object.fromEntries(Object.entries(filter).filter(([key]) => !keys.includes(key))));
  return (
    <>
      {search && <Chip label={`${t('orders.filter.search')}: ${search}`} onRemove={() => setSearch('')} />}
      {words.map((word) => (
        <Chip key={word.label} label={word.label} onRemove={() => remove(word.keys)} />
      ))}
      {words.length + (search ? 1 : 0) > 1 && (
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

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <span className={styles.chip} title={label}>
      <span>{label}</span>
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
