import { Alert, Badge, Group } from '@mantine/core';
import { IconShieldCheck, IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { formatMoment } from '../../../lib/format.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { cancelReasonText } from '../../outbox/mall-codes.ts';
import styles from './detail.module.css';
import { Facts, Section } from './facts.tsx';
import { LinesSection } from './lines-section.tsx';
import { LocalEdits } from './local-edits.tsx';
import { MoneySection } from './money-section.tsx';
import { PartySection } from './party-section.tsx';
import { PaymentSection } from './payment-section.tsx';
import { QuickMemo } from './quick-memo.tsx';
import { RuleMoveLine } from './rule-move-line.tsx';
import { ShippingSection } from './shipping-section.tsx';

/** Everything an operator asks about an order, most asked first. */
export function OverviewTab({
  detail,
  onSend,
  isMemoAsked,
  onMemo,
}: {
  detail: OrderDetail;
  onSend: () => void;
  /** Whether the keyboard is to go to the memo; `onMemo` tells that it has. */
  isMemoAsked: boolean;
  onMemo: () => void;
}) {
  const { order } = detail;
  return (
    <>
      <HeadLine detail={detail} />
      <RuleMoveLine detail={detail} />
      {detail.importError && (
        <div style={{ marginBottom: 12 }}>
          <ErrorPanel error={detail.importError} />
        </div>
      )}
      {order && <FraudBanner order={order} />}
      <QuickMemo key={detail.id} detail={detail} isAsked={isMemoAsked} onAnswered={onMemo} />
      <LocalEdits detail={detail} onSend={onSend} />
      {order && (
        <>
          <div className={styles.parties}>
            <PartySection kind="recipient" party={order.recipient} other={order.buyer} />
            <PartySection kind="buyer" party={order.buyer} other={order.recipient} />
          </div>
          <LinesSection lines={order.lines} />
          <MoneySection money={order.money} />
          <NotesSection order={order} />
          <div className={styles.parties}>
            <PaymentSection payment={order.payment} couponText={order.couponText} />
            <ShippingSection shipping={order.shipping} />
          </div>
          <StatusSection detail={detail} order={order} />
        </>
      )}
    </>
  );
}

/** Payment, shipping, marks and shop at one glance; the phase stands in the bar above. */
function HeadLine({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation();
  const { order } = detail;
  return (
    <Group gap={6} mb="sm">
      {order && (
        <>
          <Badge color="gray">{t(`orders.mallStatus.${order.mallStatus}`)}</Badge>
          <Badge color={order.payment.payStatus === 'unpaid' ? 'yellow' : 'gray'}>
            {t(`orders.payStatus.${order.payment.payStatus}`)}
          </Badge>
          <Badge color="gray">{t(`orders.shipStatus.${order.shipping.shipStatus}`)}</Badge>
          {order.isTestOrder && <Badge color="grape">{t('orders.marks.test')}</Badge>}
          {order.isSplit && <Badge color="gray">{t('orders.marks.split')}</Badge>}
        </>
      )}
      <span className={styles.sub}>
        {detail.shopName} · {t(`common.malls.${detail.mall}`)}
      </span>
    </Group>
  );
}

function FraudBanner({ order }: { order: MallOrder }) {
  const { t } = useTranslation();
  if (order.fraudHold === 'none') return null;
  if (order.fraudHold === 'released') {
    return (
      <Alert
        mb="sm"
        color="gray"
        icon={<IconShieldCheck aria-hidden />}
        title={t('orders.detail.releasedTitle')}
      >
        {order.publishedAt !== null && t('orders.detail.releasedAt', { at: formatMoment(order.publishedAt) })}
      </Alert>
    );
  }
  const isConfirmed = order.fraudHold === 'confirmed';
  return (
    <Alert
      mb="sm"
      color="red"
      role="alert"
      icon={<IconShieldExclamation aria-hidden />}
      title={t(isConfirmed ? 'orders.detail.fraudConfirmedTitle' : 'orders.detail.fraudTitle')}
    >
      {t(isConfirmed ? 'orders.detail.fraudConfirmedText' : 'orders.detail.fraudText')}
    </Alert>
  );
}

function NotesSection({ order }: { order: MallOrder }) {
  const { t } = useTranslation();
  const notes = [
    [t('orders.detail.buyerComments'), order.buyerComments],
    [t('orders.detail.sellerComments'), order.sellerComments],
    [t('orders.detail.internalNotes'), order.notes],
    [t('orders.detail.giftMessage'), order.shipping.giftWrapMessage],
  ].filter(([, text]) => text);
  if (notes.length === 0) return null;
  return (
    <Section title={t('orders.detail.notes')}>
      {notes.map(([name, text]) => (
        <div key={name}>
          <div className={styles.sub}>{name}</div>
          <div className={styles.note}>{text}</div>
        </div>
      ))}
    </Section>
  );
}

function StatusSection({ detail, order }: { detail: OrderDetail; order: MallOrder }) {
  const { t } = useTranslation();
  return (
    <Section title={t('orders.detail.status')}>
      <Facts
        rows={[
          [t('orders.columns.mallStatus'), t(`orders.mallStatus.${order.mallStatus}`)],
          [t('orders.detail.storeStatus'), order.storeStatus],
          [
            t('orders.detail.cancelReason'),
            order.cancelReason === '' ? '' : cancelReasonText(t, order.cancelReason),
          ],
          [t('orders.detail.suspect'), order.suspect === '1' ? order.suspectMessage || t('common.yes') : ''],
          [t('orders.detail.parent'), order.parentMallOrderId],
          [t('orders.detail.children'), order.childMallOrderIds.join(' ')],
          [t('orders.detail.orderedAt'), formatMoment(order.orderedAt)],
          [t('orders.detail.importedAt'), formatMoment(detail.importedAt)],
          [t('orders.detail.updatedAt'), formatMoment(detail.updatedAt)],
          [
            t('orders.detail.mallUpdatedAt'),
            order.mallUpdatedAt === null ? '' : formatMoment(order.mallUpdatedAt),
          ],
          [t('fields.fraudHold'), order.fraudHold === 'none' ? '' : t(`orders.fraudHold.${order.fraudHold}`)],
          [t('orders.detail.publishedAt'), order.publishedAt === null ? '' : formatMoment(order.publishedAt)],
          [t('fields.mallStatusRaw'), order.mallStatusRaw],
          [t('fields.deviceType'), order.deviceType],
          [t('fields.giftType'), order.giftType],
          [t('fields.isSeen'), order.isSeen ? t('common.yes') : t('common.no')],
          [t('fields.isReadOnly'), order.isReadOnly ? t('common.yes') : ''],
        ]}
      />
    </Section>
  );
}
