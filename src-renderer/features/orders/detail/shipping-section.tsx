import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OrderShipping } from '#shared/domain/order.ts';
import { formatDay } from '../../../lib/format.ts';
import { openExternal } from '../../../lib/open-external.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { carrierText, emptySlipReasonText } from '../../outbox/mall-codes.ts';
import { Facts, Section } from './facts.tsx';

export function ShippingSection({ shipping }: { shipping: OrderShipping }) {
  const { t } = useTranslation();
  const openTracking = () => {
    openExternal(shipping.shipUrl).catch(showError);
  };
  const tracking = shipping.shipUrl.startsWith('https://') ? (
    <Anchor component="button" size="sm" ta="left" onClick={openTracking}>
      {shipping.shipUrl}
    </Anchor>
  ) : (
    shipping.shipUrl
  );
  return (
    <Section title={t('orders.detail.shipping')}>
      <Facts
        rows={[
          [t('orders.columns.shipStatus'), t(`orders.shipStatus.${shipping.shipStatus}`)],
          [t('orders.detail.shipMethod'), shipping.shipMethodName || shipping.shipMethod],
          [t('orders.detail.requestDate'), shipping.requestDate ? formatDay(shipping.requestDate) : ''],
          [t('orders.detail.requestTime'), shipping.requestTime],
          [t('orders.detail.shipDate'), shipping.shipDate ? formatDay(shipping.shipDate) : ''],
          [t('orders.detail.arrivalDate'), shipping.arrivalDate ? formatDay(shipping.arrivalDate) : ''],
          [
            t('orders.detail.slipNumber'),
            [shipping.slipNumber1, shipping.slipNumber2].filter(Boolean).join(' / '),
          ],
          [t('edit.carrier'), carrierText(t, shipping.carrierCode)],
          [t('orders.detail.slipEmptyReason'), emptySlipReasonText(t, shipping.slipEmptyReason)],
          [t('orders.detail.shipUrl'), tracking],
          [t('orders.detail.shipNotes'), shipping.shipNotes],
          [
            t('orders.detail.giftWrap'),
            shipping.needGiftWrap ? shipping.giftWrapType || t('common.yes') : '',
          ],
          [
            t('orders.detail.giftPaper'),
            shipping.needGiftPaper
              ? [shipping.giftPaperType, shipping.giftPaperName].filter(Boolean).join(' ') || t('common.yes')
              : '',
          ],
        ]}
      />
    </Section>
  );
}
