import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Popover,
  Select,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconFilter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderFilter } from '#shared/domain/order-query.ts';
import { fraudHoldStatuses, mallStatuses, payStatuses, shipStatuses } from '#shared/domain/order-status.ts';
import { dayMs, jstDateOf, startOfJstDate } from '#shared/domain/time.ts';
import { isTyping, useWindowKeys } from '../../lib/shortcuts.ts';
import { useStore } from '../../lib/store.ts';
import { orderListStore, setFilter } from './list-state.ts';
import styles from './orders.module.css';
import { prefectures } from './prefectures.ts';
import { useNames } from './use-names.ts';

type Draft = { [K in keyof OrderFilter]?: OrderFilter[K] | undefined };

/** The button and the form of all conditions; `F` opens it. */
export function FilterPopover() {
  const { t } = useTranslation();
  const { filter } = useStore(orderListStore);
  const [isOpen, setOpen] = useState(false);
  const count = Object.keys(filter).length;
  useWindowKeys((event) => {
    if (event.key !== 'f' || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setOpen(true);
  });
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="bottom-start" returnFocus>
      <Popover.Target>
        <Button
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={15} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('orders.toolbar.filter')}
          {count > 0 && ` ${count}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('orders.filter.title')}>
        {isOpen && <FilterForm filter={filter} onClose={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterForm({ filter, onClose }: { filter: OrderFilter; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const [draft, setDraft] = useState<Draft>(filter);
  const change = (changes: Draft) => setDraft((old) => ({ ...old, ...changes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFilter(draft as OrderFilter);
    onClose();
  };
  const choices = <T extends string>(values: readonly T[], name: (value: T) => string) =>
    values.map((value) => ({ value, label: name(value) }));
  const inner = { comboboxProps: { withinPortal: false }, clearable: true, hidePickedOptions: true } as const;
  return (
    <form onSubmit={submit}>
      <div className={styles.filterForm}>
        <MultiSelect
          {...inner}
          label={t('orders.filter.phases')}
          data={[...names.phases.keys()].map((id) => ({ value: String(id), label: names.phase(id) }))}
          value={draft.phaseIds?.map(String) ?? []}
          onChange={(values) => change({ phaseIds: values.map(Number) })}
          data-autofocus
        />
        <MultiSelect
          {...inner}
          label={t('orders.filter.shopIds')}
          data={[...names.shops].map(([value, label]) => ({ value, label }))}
          value={draft.shopIds ?? []}
          onChange={(values) => change({ shopIds: values })}
        />
        <MultiSelect
          {...inner}
          label={t('orders.filter.payStatuses')}
          data={choices(payStatuses, (value) => t(`orders.payStatus.${value}`))}
          value={draft.payStatuses ?? []}
          onChange={(values) =>
            change({ payStatuses: payStatuses.filter((known) => values.includes(known)) })
          }
        />
        <MultiSelect
          {...inner}
          label={t('orders.filter.shipStatuses')}
          data={choices(shipStatuses, (value) => t(`orders.shipStatus.${value}`))}
          value={draft.shipStatuses ?? []}
          onChange={(values) =>
            change({ shipStatuses: shipStatuses.filter((known) => values.includes(known)) })
          }
        />
        <MultiSelect
          {...inner}
          label={t('orders.filter.mallStatuses')}
          data={choices(mallStatuses, (value) => t(`orders.mallStatus.${value}`))}
          value={draft.mallStatuses ?? []}
          onChange={(values) =>
            change({ mallStatuses: mallStatuses.filter((known) => values.includes(known)) })
          }
        />
        <MultiSelect
          {...inner}
          label={t('orders.filter.fraudHolds')}
          data={choices(fraudHoldStatuses, (value) => t(`orders.fraudHold.${value}`))}
          value={draft.fraudHolds ?? []}
          onChange={(values) =>
            change({ fraudHolds: fraudHoldStatuses.filter((known) => values.includes(known)) })
          }
        />
        <MultiSelect
          {...inner}
          label={t('orders.filter.prefectures')}
          searchable
          data={[...prefectures]}
          value={draft.prefectures ?? []}
          onChange={(values) => change({ prefectures: values })}
        />
        <DateInput
          label={t('orders.filter.orderedFrom')}
          valueFormat="YYYY/MM/DD"
          clearable
          popoverProps={{ withinPortal: false }}
          value={draft.orderedFrom === undefined ? null : jstDateOf(draft.orderedFrom)}
          onChange={(day) => change({ orderedFrom: day ? startOfJstDate(day) : undefined })}
        />
        <DateInput
          label={t('orders.filter.orderedTo')}
          valueFormat="YYYY/MM/DD"
          clearable
          popoverProps={{ withinPortal: false }}
          value={draft.orderedTo === undefined ? null : jstDateOf(draft.orderedTo - 1)}
          onChange={(day) => change({ orderedTo: day ? startOfJstDate(day) + dayMs : undefined })}
        />
        {(['totalMinYen', 'totalMaxYen'] as const).map((key) => (
          <NumberInput
            key={key}
            label={t(`orders.filter.${key}`)}
            prefix="¥"
            thousandSeparator=","
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={draft[key] ?? ''}
            onChange={(value) => change({ [key]: typeof value === 'number' ? value : undefined })}
          />
        ))}
        {(['buyerName', 'recipientName'] as const).map((key) => (
          <TextInput
            key={key}
            label={t(`orders.filter.${key}`)}
            maxLength={100}
            value={draft[key] ?? ''}
            onChange={(event) => change({ [key]: event.currentTarget.value })}
          />
        ))}
        {(['payMethodNames', 'shipMethodNames'] as const).map((key) => (
          <TagsInput
            key={key}
            label={t(`orders.filter.${key}`)}
            placeholder={draft[key]?.length ? '' : t('orders.filter.addHint')}
            acceptValueOnBlur
            value={draft[key] ?? []}
            onChange={(values) => change({ [key]: values })}
          />
        ))}
        {(['isSeen', 'hasBuyerComments', 'needGiftWrap', 'isSplit', 'isTestOrder'] as const).map((key) => (
          <Select
            key={key}
            label={t(`orders.filter.${key}`)}
            comboboxProps={{ withinPortal: false }}
            data={[
              { value: '', label: t('orders.filter.any') },
              { value: 'true', label: t(key === 'isSeen' ? 'orders.filter.seen' : 'orders.filter.with') },
              {
                value: 'false',
                label: t(key === 'isSeen' ? 'orders.filter.unseen' : 'orders.filter.without'),
              },
            ]}
            value={draft[key] === undefined ? '' : String(draft[key])}
            onChange={(value) => change({ [key]: value ? value === 'true' : undefined })}
          />
        ))}
      </div>
      <Group justify="space-between" mt="sm">
        <Button variant="subtle" color="gray" onClick={() => setDraft({})}>
          {t('orders.filter.clear')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('orders.filter.apply')}</Button>
        </Group>
      </Group>
    </form>
  );
}
