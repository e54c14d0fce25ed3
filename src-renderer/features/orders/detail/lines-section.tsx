import { useTranslation } from 'react-i18next';
import { formatYen } from '#shared/domain/money.ts';
import type { OrderLine } from '#shared/domain/order.ts';
import styles from './detail.module.css';
import { Section } from './facts.tsx';

/** What was bought. */
export function LinesSection({ lines }: { lines: readonly OrderLine[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('orders.detail.lines')}>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">{t('orders.detail.item')}</th>
            <th scope="col" className={styles.num}>
              {t('orders.detail.unitPrice')}
            </th>
            <th scope="col" className={styles.num}>
              {t('orders.detail.quantity')}
            </th>
            <th scope="col" className={styles.num}>
              {t('orders.detail.subtotal')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineId}>
              <td>
                <div>{line.title}</div>
                <div className={styles.sub}>
                  {[line.itemId, line.subCode, line.jan].filter(Boolean).join(' · ')}
                </div>
                {line.options.map((option) => (
                  <div key={`${option.name}:${option.value}`} className={styles.sub}>
                    {option.name}: {option.value}
                    {option.priceYen !== 0 && ` (${formatYen(option.priceYen)})`}
                  </div>
                ))}
                {line.couponDiscountYen !== 0 && (
                  <div className={styles.sub}>
                    {t('orders.detail.couponDiscount', { yen: formatYen(line.couponDiscountYen) })}
                  </div>
                )}
              </td>
              <td className={styles.num}>
                {formatYen(line.unitPriceYen)}
                {line.taxPercent !== null && (
                  <div className={styles.sub}>
                    {t('orders.detail.tax')} {t('orders.detail.taxOf', { n: line.taxPercent })}
                  </div>
                )}
              </td>
              <td className={styles.num}>{line.quantity}</td>
              <td className={styles.num}>{formatYen(line.unitPriceYen * line.quantity)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
