import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYen } from '#shared/domain/money.ts';
import type { OrderMoney } from '#shared/domain/order.ts';
import styles from './detail.module.css';
import { Section } from './facts.tsx';

const added = ['itemsYen', 'payChargeYen', 'shipChargeYen', 'giftWrapChargeYen', 'adjustmentYen'] as const;
const taken = [
  'discountYen',
  'pointsYen',
  'couponDiscountYen',
  'mallCouponDiscountYen',
  'immediateBonusYen',
  'giftCardYen',
] as const;

/** The sum, each amount that is not zero, and the total. */
export function MoneySection({ money }: { money: OrderMoney }) {
  const { t } = useTranslation();
  const rows = [
    ...added.map((key) => [key, money[key]] as const),
    ...taken.map((key) => [key, -money[key]] as const),
  ].filter(([key, amount]) => amount !== 0 || key === 'itemsYen' || key === 'shipChargeYen');
  return (
    <Section title={t('orders.detail.money')}>
      <dl className={styles.money}>
        {rows.map(([key, amount]) => (
          <Fragment key={key}>
            <dt>{t(`orders.detail.${key}`)}</dt>
            <dd>{formatYen(amount)}</dd>
          </Fragment>
        ))}
        <dt className={styles.total}>{t('orders.detail.totalYen')}</dt>
        <dd className={styles.total}>{formatYen(money.totalYen)}</dd>
        {money.settleYen !== money.totalYen && (
          <>
            <dt>{t('orders.detail.settleYen')}</dt>
            <dd>{formatYen(money.settleYen)}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}
