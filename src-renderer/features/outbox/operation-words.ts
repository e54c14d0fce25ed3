import type { TFunction } from 'i18next';
import type { OutboxEntry } from '#shared/contract/outbox.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import { formatDay } from '../../lib/format.ts';
import { cancelReasonText, carrierText, emptySlipReasonText } from './mall-codes.ts';

/** What an operation says, without its kind: 「出荷済・発送日 2026/11/22(日)・ヤマト運輸・伝票 1234」. */
export function operationFacts(
  t: TFunction,
  operation: MallOperation,
  fieldName: (id: string) => string,
): string {
  return facts(t, operation, fieldName).filter(Boolean).join(t('common.listSeparator'));
}

function facts(t: TFunction, operation: MallOperation, fieldName: (id: string) => string): string[] {
  switch (operation.kind) {
    case 'cancel':
      return [t('outbox.words.cancel', { reason: cancelReasonText(t, operation.reason) }), operation.detail];
    case 'status':
      return [t('outbox.words.status', { to: t(`orders.mallStatus.${operation.to}`) })];
    case 'ship':
      return [
        t('outbox.words.ship', { status: t(`orders.shipStatus.${operation.shipStatus}`) }),
        operation.shipDate ? t('outbox.words.shipDate', { date: formatDay(operation.shipDate) }) : '',
        operation.arrivalDate
          ? t('outbox.words.arrivalDate', { date: formatDay(operation.arrivalDate) })
          : '',
        operation.carrierCode ? carrierText(t, operation.carrierCode) : '',
        operation.slipNumber ? t('outbox.words.slip', { number: operation.slipNumber }) : '',
        operation.slipEmptyReason
          ? t('outbox.words.slipNone', { reason: emptySlipReasonText(t, operation.slipEmptyReason) })
          : '',
      ];
    case 'pay':
      return [
        t('outbox.words.pay', { status: t(`orders.payStatus.${operation.payStatus}`) }),
        operation.payDate ? t('outbox.words.payDate', { date: formatDay(operation.payDate) }) : '',
      ];
    case 'fields':
      return operation.fields.map(fieldName);
    case 'seen':
      return [];
  }
}

const knownWarnings = ['od91113', 'od91115', 'od91123', 'od91130', 'od91704', 'od91705'] as const;

/** A warning the mall gave beside its OK, in our words where its meaning is known (yahoo §3.4). */
export function warningText(t: TFunction, warning: OutboxEntry['warnings'][number]): string {
  const known = knownWarnings.find((code) => code === warning.code);
  const message = known ? t(`outbox.knownWarnings.${known}`) : warning.message;
  return [t('outbox.warningText', { code: warning.code, message }).trim(), warning.detail]
    .filter(Boolean)
    .join(' · ');
}
