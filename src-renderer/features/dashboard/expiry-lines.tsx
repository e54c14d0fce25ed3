import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { useStore } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { expiryLooks } from '../expiry/expiry-looks.ts';
import { leftText } from '../expiry/expiry-words.ts';
import { useBoard } from '../expiry/use-board.ts';
import styles from './dashboard.module.css';

/** So many of the most urgent are shown; the board has them all. */
const shownItems = 5;

/** What ends next, most urgent first. */
export function ExpiryLines() {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const shopId = useStore(shopFilterStore);
  const items = (useBoard().data?.items ?? [])
    .filter((item) => shopId === null || item.shopId === shopId)
    .filter((item) => item.state !== 'ok')
    .slice(0, shownItems);
  if (items.length === 0) return <p className={styles.soft}>{t('dashboard.expiriesCalm')}</p>;
  return (
    <ul className={styles.lines}>
      {items.map((item) => {
        const { color, Icon } = expiryLooks[item.state];
        return (
          <li key={item.id} className={styles.line}>
            <span className={styles.clip} title={item.shopName}>
              {item.shopName}
            </span>
            <span className={styles.soft}>
              {t(`expiry.kind.${item.kind}`)} · {t(`expiry.scope.${item.scope}`)}
            </span>
            <span className={styles.when}>
              <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
                {leftText(t, item, now)}
              </Badge>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
