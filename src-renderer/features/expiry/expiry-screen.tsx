import { Badge, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExpiryItem } from '#shared/domain/expiry.ts';
import { formatMoment } from '../../lib/format.ts';
import { goTo } from '../../lib/navigation.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { useStore } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { MallMark } from '../../ui/mall-mark.tsx';
import { Page } from '../../ui/page.tsx';
import { openDiagnosis } from '../diagnosis/diagnosis-store.ts';
import styles from './expiry.module.css';
import { expiryLooks } from './expiry-looks.ts';
import { basisText, leftText, stopsText } from './expiry-words.ts';
import { MailSettingsCard } from './mail-settings-card.tsx';
import { renew } from './renew.ts';
import { useBoard } from './use-board.ts';

/** 「有効期限」: everything that expires, most urgent first, each with the button that renews it (spec §2.5). */
export function ExpiryScreen() {
  const { t } = useTranslation();
  const board = useBoard();
  const shopId = useStore(shopFilterStore);
  const all = board.data?.items ?? [];
  const items = shopId === null ? all : all.filter((item) => item.shopId === shopId);
  return (
    <Page title={t('expiry.title')} hint={t('expiry.hint')}>
      <section className={styles.sheet} aria-label={t('expiry.title')}>
        {board.isError && <ErrorPanel error={board.error} onRetry={() => void board.refetch()} />}
        {board.isPending && (
          <Stack gap="xs" p="md">
            {[1, 2, 3].map((row) => (
              <Skeleton key={row} height={36} />
            ))}
          </Stack>
        )}
        {board.isSuccess && items.length === 0 && (
          <Stack gap="sm" align="flex-start" p="lg">
            <Text size="sm">{t(all.length === 0 ? 'expiry.empty' : 'expiry.emptyFiltered')}</Text>
            {all.length === 0 && <Button onClick={() => goTo('shops')}>{t('expiry.openShops')}</Button>}
          </Stack>
        )}
        {items.length > 0 && <BoardTable items={items} />}
      </section>
      <MailSettingsCard />
    </Page>
  );
}

const columns = ['what', 'shop', 'left', 'until', 'stops', 'renew'] as const;

function BoardTable({ items }: { items: readonly ExpiryItem[] }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>{t(`expiry.columns.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <BoardRow key={item.id} item={item} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function BoardRow({ item, now }: { item: ExpiryItem; now: number }) {
  const { t } = useTranslation();
  const { color, Icon } = expiryLooks[item.state];
  const isCalm = item.state === 'ok' || item.state === 'unknown';
  const isYahooKey = item.kind === 'consent' || item.kind === 'public_key' || item.kind === 'certificate';
  return (
    <tr>
      <td className={styles.nowrap}>
        <b>{t(`expiry.kind.${item.kind}`)}</b>
        <div className={styles.soft}>{t(`expiry.scope.${item.scope}`)}</div>
      </td>
      <td>
        <div className={styles.shop}>
          <MallMark mall={item.mall} />
          <span className={styles.clip} title={item.shopName}>
            {item.shopName}
          </span>
        </div>
      </td>
      <td className={styles.nowrap}>
        <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
          {t(`expiry.state.${item.state}`)}
        </Badge>
        <div className={item.state === 'expired' ? styles.bad : undefined}>{leftText(t, item, now)}</div>
      </td>
      <td>
        {item.expiresAt === null ? (
          t('expiry.unknownDate')
        ) : (
          <span className={styles.nowrap}>
            {item.state === 'expired'
              ? t('expiry.stoppedSince', { at: formatMoment(item.expiresAt) })
              : formatMoment(item.expiresAt)}
          </span>
        )}
        <div className={styles.soft}>{basisText(t, item.basis)}</div>
      </td>
      <td>{stopsText(t, item)}</td>
      <td>
        <div className={styles.actions}>
          {isYahooKey && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconStethoscope size={14} aria-hidden />}
              onClick={() => openDiagnosis({ shopId: item.shopId, scope: item.scope })}
            >
              {t('expiry.diagnose')}
            </Button>
          )}
          <Button variant={isCalm ? 'default' : 'filled'} onClick={() => renew(item)}>
            {t(`expiry.renew.${item.renew}`)}
          </Button>
        </div>
      </td>
    </tr>
  );
}
