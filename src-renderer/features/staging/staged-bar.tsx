import { Button } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShopId } from '#shared/domain/ids.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { formatCount } from '../../lib/format.ts';
import { isTyping, useWindowKeys } from '../../lib/shortcuts.ts';
import { useStore } from '../../lib/store.ts';
import { isBusyElsewhere } from '../orders/actions/bulk-store.ts';
import { orderListStore } from '../orders/list-state.ts';
import { acceptOrders } from './accept.ts';
import { AcceptButton } from './accept-button.tsx';
import styles from './staging.module.css';
import { isStagedOnly, stagedOnly, useStagedCount } from './use-staged.ts';

/** Orders that auto import brought and nobody has taken in yet; nothing when there are none. Shift+T takes them in. */
export function StagedBar({ shopId }: { shopId: ShopId | null }) {
  const { t } = useTranslation();
  const count = useStagedCount(shopId);
  const { filter, search } = useStore(orderListStore);
  const input = shopId === null ? {} : { shopIds: [shopId] };
  useWindowKeys((event) => {
    if (event.key !== 'T' || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isBusyElsewhere()) return;
    event.preventDefault();
    void acceptOrders(input);
  });
  if (count === 0) return null;
  const isShown = search === '' && isStagedOnly(filter);
  return (
    <section className={styles.bar} aria-label={t('staging.region')}>
      <IconInbox size={16} aria-hidden />
      <span role="status">{t('staging.bar', { n: formatCount(count) })}</span>
      <span className={styles.space} />
      {!isShown && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            orderListStore.set((old) => ({
              ...old,
              viewId: `phase:${phaseIdOf.staging}`,
              filter: stagedOnly,
              search: '',
            }))
          }
        >
          {t('staging.show')}
        </Button>
      )}
      <AcceptButton input={input} shortcut="Shift T" />
    </section>
  );
}
