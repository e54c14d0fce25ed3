import { ActionIcon, Badge, Button, Tabs, Title, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { useStore } from '../../lib/store.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { MallMark } from '../../ui/mall-mark.tsx';
import { CertificateCard } from './certificate/certificate-card.tsx';
import { ConsentBadges } from './consent-badge.tsx';
import { ConsentCard } from './consent-card.tsx';
import { KeyCard } from './key-card.tsx';
import { RemoveShopButton } from './remove-shop-button.tsx';
import { SharedConsentCard } from './shared-consent-card.tsx';
import { ShopForm } from './shop-form.tsx';
import { type ShopTab, shopSelectionStore } from './shop-selection.ts';
import styles from './shops.module.css';

const tabs = ['consent', 'key', 'settings'] as const satisfies readonly ShopTab[];

/** Every shop with its state at the left; the chosen one's consent, key and settings at the right. */
export function ShopsScreen() {
  const { t } = useTranslation();
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} }));
  const selection = useStore(shopSelectionStore);
  const all = shops.data?.shops ?? [];
  const isNew = selection.shopId === 'new' || (shops.data !== undefined && all.length === 0);
  const chosen = isNew ? undefined : (all.find((shop) => shop.id === selection.shopId) ?? all[0]);
  const choose = (shopId: string) => shopSelectionStore.set({ ...selection, shopId });

  return (
    <div className={styles.layout}>
      <section className={styles.side} aria-label={t('shops.list')}>
        <div className={styles.sideHead}>
          <Title order={1}>{t('shops.title')}</Title>
          <Tooltip label={t('shops.add')}>
            <ActionIcon
              variant="light"
              color="ai"
              aria-label={t('shops.add')}
              onClick={() => shopSelectionStore.set({ shopId: 'new', tab: 'settings' })}
            >
              <IconPlus size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
        <div className={styles.items}>
          {shops.isError && <ErrorPanel error={shops.error} onRetry={() => void shops.refetch()} />}
          {shops.data && all.length === 0 && <div className={styles.empty}>{t('shops.empty')}</div>}
          {all.map((shop) => (
            <UnstyledButton
              key={shop.id}
              className={styles.item ?? ''}
              aria-current={shop.id === chosen?.id}
              onClick={() => choose(shop.id)}
            >
              <span className={styles.itemName}>
                <MallMark mall={shop.mall} />
                <span className={styles.clip} title={shop.name}>
                  {shop.name}
                </span>
              </span>
              <ConsentBadges shop={shop} />
            </UnstyledButton>
          ))}
          {all.length > 0 && (
            <Button
              mt="xs"
              fullWidth
              variant="subtle"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => shopSelectionStore.set({ shopId: 'new', tab: 'settings' })}
            >
              {t('shops.add')}
            </Button>
          )}
        </div>
      </section>
      {isNew && (
        <section className={styles.main} aria-label={t('shops.add')}>
          <div className={styles.mainHead}>
            <Title order={1}>{t('shops.add')}</Title>
          </div>
          <div className={styles.content}>
            <ShopForm
              shop={null}
              onSaved={(shop) => shopSelectionStore.set({ shopId: shop.id, tab: 'key' })}
            />
          </div>
        </section>
      )}
      {chosen && <ShopDetail key={chosen.id} shop={chosen} tab={selection.tab} />}
    </div>
  );
}

function ShopDetail({ shop, tab }: { shop: Shop; tab: ShopTab }) {
  const { t } = useTranslation();
  return (
    <section className={styles.main} aria-label={shop.name}>
      <div className={styles.mainHead}>
        <MallMark mall={shop.mall} />
        <Title order={1} title={shop.name}>
          {shop.name}
        </Title>
        {shop.environment !== 'production' && (
          <Badge color="gray">{t(`shops.environment.${shop.environment}`)}</Badge>
        )}
        <span style={{ flex: 1 }} />
        <RemoveShopButton shop={shop} />
      </div>
      <Tabs
        value={tab}
        onChange={(value) =>
          shopSelectionStore.set({
            shopId: shop.id,
            tab: tabs.find((known) => known === value) ?? 'consent',
          })
        }
        keepMounted={false}
        style={{ display: 'contents' }}
      >
        <Tabs.List px={12}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} fz={13}>
              {t(`shops.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="consent" className={styles.content ?? ''}>
          <ConsentCard shop={shop} />
          <SharedConsentCard shop={shop} />
        </Tabs.Panel>
        <Tabs.Panel value="key" className={styles.content ?? ''}>
          <KeyCard shop={shop} scope="terminal" />
          <KeyCard shop={shop} scope="shared" />
          {shop.mall === 'yahoo' && <CertificateCard shop={shop} />}
        </Tabs.Panel>
        <Tabs.Panel value="settings" className={styles.content ?? ''}>
          <ShopForm shop={shop} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
