import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { IconBuildingStore, IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatMoment } from '../../lib/format.ts';
import { goTo } from '../../lib/navigation.ts';
import { useNow } from '../../lib/use-now.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card } from '../../ui/page.tsx';
import { DiagnoseButton } from '../diagnosis/diagnose-button.tsx';
import { isUsable } from '../shops/consent-badge.tsx';
import styles from './import.module.css';
import { jstTextToMoment } from './jst-text.ts';

/** Shops and period; the period that will be used is shown before anything starts. */
export function ImportForm({ busyShopIds }: { busyShopIds: ReadonlySet<ShopId> }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops;
  const [unchosen, setUnchosen] = useState<ReadonlySet<ShopId>>(new Set());
  const [kind, setKind] = useState<'since_last' | 'range'>('since_last');
  const [range, setRange] = useState<{ from: string | null; to: string | null }>({ from: null, to: null });
  const [isRangeMissing, setRangeMissing] = useState(false);
  const start = useMutation(
    hostQuery.imports.start.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: hostQuery.imports.key() }),
    }),
  );

  if (!shops) return null;
  if (shops.length === 0) {
    return (
      <Card title={t('imports.choose')}>
        <Stack align="flex-start" gap="sm">
          <Text>{t('imports.noShops')}</Text>
          <Button leftSection={<IconBuildingStore size={15} aria-hidden />} onClick={() => goTo('shops')}>
            {t('imports.connect')}
          </Button>
        </Stack>
      </Card>
    );
  }

  const free = shops.filter((shop) => !busyShopIds.has(shop.id));
  const chosen = free.filter((shop) => !unchosen.has(shop.id)).map((shop) => shop.id);
  const toggle = (id: ShopId, isOn: boolean) => {
    const next = new Set(unchosen);
    if (isOn) next.delete(id);
    else next.add(id);
    setUnchosen(next);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (kind === 'since_last') {
      start.mutate({ shopIds: chosen, period: { kind } });
      return;
    }
    const from = range.from && jstTextToMoment(range.from);
    const to = range.to && jstTextToMoment(range.to);
    setRangeMissing(!from || !to);
    if (from && to) start.mutate({ shopIds: chosen, period: { kind, from, to } });
  };

  return (
    <Card title={t('imports.choose')}>
      <form onSubmit={submit}>
        <div className={styles.form}>
          <div>
            <Group justify="space-between" mb={6}>
              <Text size="sm" fw={600}>
                {t('imports.shops')}
              </Text>
              {shops.length > 1 && (
                <Checkbox
                  label={t('imports.allShops')}
                  checked={chosen.length === free.length}
                  indeterminate={chosen.length > 0 && chosen.length < free.length}
                  onChange={(event) =>
                    setUnchosen(new Set(event.currentTarget.checked ? [] : shops.map((shop) => shop.id)))
                  }
                />
              )}
            </Group>
            <div className={styles.shops}>
              {shops.map((shop) => (
                <ShopChoice
                  key={shop.id}
                  shop={shop}
                  isBusy={busyShopIds.has(shop.id)}
                  isChosen={chosen.includes(shop.id)}
                  hasPlan={kind === 'since_last'}
                  onToggle={(isOn) => toggle(shop.id, isOn)}
                />
              ))}
            </div>
          </div>
          <div>
            <Radio.Group
              label={t('imports.period')}
              value={kind}
              onChange={(value) => setKind(value === 'range' ? 'range' : 'since_last')}
            >
              <Stack gap={8} mt={6}>
                <Radio
                  value="since_last"
                  label={t('imports.sinceLast')}
                  description={t('imports.sinceLastHint')}
                />
                <Radio value="range" label={t('imports.range')} />
              </Stack>
            </Radio.Group>
            <Group gap="sm" mt={8} ml={28} align="flex-start" grow>
              {(['from', 'to'] as const).map((side) => (
                <DateTimePicker
                  key={side}
                  label={t(`imports.${side}`)}
                  valueFormat="YYYY/MM/DD HH:mm"
                  clearable
                  disabled={kind !== 'range'}
                  error={isRangeMissing && !range[side] ? t('imports.rangeMissing') : undefined}
                  value={range[side]}
                  onChange={(value) => setRange({ ...range, [side]: value })}
                />
              ))}
            </Group>
          </div>
        </div>
        {start.isError && (
          <ErrorPanel
            error={start.error}
            action={<DiagnoseButton error={toAppError(start.error)} shopId={chosen[0] ?? null} />}
          />
        )}
        <Button
          mt="md"
          size="sm"
          type="submit"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={start.isPending}
          disabled={chosen.length === 0}
        >
          {t('imports.start')}
        </Button>
      </form>
    </Card>
  );
}

function ShopChoice({
  shop,
  isBusy,
  isChosen,
  hasPlan,
  onToggle,
}: {
  shop: Shop;
  isBusy: boolean;
  isChosen: boolean;
  hasPlan: boolean;
  onToggle: (isOn: boolean) => void;
}) {
  const { t } = useTranslation();
  const plan = useQuery(
    hostQuery.imports.plan.queryOptions({ input: { shopIds: [shop.id] }, staleTime: 60_000 }),
  ).data?.periods[0];
  const now = useNow(60_000);
  const isReady = isUsable(shop.consent);
  return (
    <div>
      <Checkbox
        label={isBusy ? `${shop.name}（${t('imports.running')}）` : shop.name}
        checked={isChosen}
        disabled={isBusy}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      {!isReady && <div className={styles.warn}>{t('imports.needsConsent')}</div>}
      {isReady && hasPlan && plan && (
        <div className={styles.plan}>
          {t('imports.plan', { from: formatMoment(plan.from), to: formatMoment(plan.to) })}
          {plan.isFirst && ` · ${t('imports.planFirst')}`}
          {shop.consent.expiresAt !== null &&
            ` · ${t('imports.consentLeft', { span: formatDuration(t, shop.consent.expiresAt - now) })}`}
        </div>
      )}
    </div>
  );
}
