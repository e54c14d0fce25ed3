import { useTranslation } from 'react-i18next';
import type { OrderPayment } from '#shared/domain/order.ts';
import { formatDay } from '../../../lib/format.ts';
import { Facts, Section } from './facts.tsx';

export function PaymentSection({ payment, couponText }: { payment: OrderPayment; couponText: string }) {
  const { t } = useTranslation();
  const slips = [
    payment.needBillSlip && t('orders.detail.needBillSlip'),
    payment.needDetailedSlip && t('orders.detail.needDetailedSlip'),
    payment.needReceipt && t('orders.detail.needReceipt'),
  ].filter(Boolean);
  return (
    <Section title={t('orders.detail.payment')}>
      <Facts
        rows={[
          [t('orders.columns.payStatus'), t(`orders.payStatus.${payment.payStatus}`)],
          [t('orders.detail.payMethod'), payment.payMethodName || payment.payMethod],
          [t('orders.detail.combinedPayMethod'), payment.combinedPayMethodName],
          [t('orders.detail.payDate'), payment.payDate ? formatDay(payment.payDate) : ''],
          [t('orders.detail.settleId'), payment.settleId],
          [t('fields.payment.settleStatus'), payment.settleStatus],
          [t('orders.detail.slips'), slips.join('・')],
          [t('orders.detail.coupon'), couponText],
        ]}
      />
    </Section>
  );
}
