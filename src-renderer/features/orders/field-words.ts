import { useQuery } from '@tanstack/react-query';
import type { i18n as I18n, TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatYen } from '#shared/domain/money.ts';
import { type OrderField, orderFieldOf } from '#shared/domain/order-fields.ts';
import { fraudHoldStatuses, mallStatuses, payStatuses, shipStatuses } from '#shared/domain/order-status.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDay, formatMoment } from '../../lib/format.ts';
import { cancelReasonText, carrierText, emptySlipReasonText } from '../outbox/mall-codes.ts';
import { phaseName } from './order-words.ts';

/** Names behind the ids that histories and differences carry. */
export interface FieldNames {
  readonly phases: ReadonlyMap<number, Phase>;
  readonly shops: ReadonlyMap<string, string>;
}

const linePath = /^lines\[(\d+)\]\.?(.*)$/;
/** Names histories give to fields that have another id in `orderFields`. */
const otherIds: Readonly<Record<string, string>> = { phaseId: 'phase', shopId: 'shop' };
const phaseLike = new Set(['refusedPhase']);

/** `buyer.phone` → 「注文者 電話番号」; `lines[2].quantity` → 「商品2 商品の数量」; an unknown path as it is. */
export function fieldName(i18n: I18n, path: string): string {
  const line = linePath.exec(path);
  if (line) {
    const [, number = '', inner = ''] = line;
    const name = inner === '' ? '' : fieldName(i18n, `lines.${inner}`);
    return i18n.t('history.line', { n: number, name: name.startsWith('lines.') ? inner : name }).trim();
  }
  const keys = [`fields.${otherIds[path] ?? path}`, `history.extraFields.${path}`];
  const key = keys.find((candidate) => i18n.exists(candidate));
  return key === undefined ? path : i18n.t(key as 'fields.phase');
}

/** A field's text as people read it: names instead of ids and codes, days and money as everywhere; '' stays ''. */
export function fieldValue(t: TFunction, path: string, text: string, names: FieldNames): string {
  if (text === '') return '';
  const id = linePath.test(path) ? path.replace(linePath, 'lines.$2') : (otherIds[path] ?? path);
  if (id === 'cancelReason') return cancelReasonText(t, text);
  if (id === 'shipping.carrierCode') return carrierText(t, text);
  if (id === 'shipping.slipEmptyReason') return emptySlipReasonText(t, text);
  const field = phaseLike.has(id) ? orderFieldOf('phase') : orderFieldOf(id);
  return field === null ? text : typedValue(t, field, text, names);
}

function typedValue(t: TFunction, field: OrderField, text: string, names: FieldNames): string {
  switch (field.type) {
    case 'phase':
      return phaseName(t, Number(text), names.phases.get(Number(text)));
    case 'shop':
      return names.shops.get(text) ?? text;
    case 'flag':
      return text === 'true' || text === '1' ? t('common.yes') : t('common.no');
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDay(text) : text;
    case 'moment':
      return /^\d+$/.test(text) ? formatMoment(Number(text)) : text;
    case 'yen':
      return /^-?\d+$/.test(text) ? formatYen(Number(text)) : text;
    case 'choice':
      return choiceName(t, field.id, text);
    default:
      return text;
  }
}

function choiceName(t: TFunction, id: string, text: string): string {
  const known = <T extends string>(values: readonly T[]) => values.find((value) => value === text);
  if (id === 'mallStatus') {
    const status = known(mallStatuses);
    return status ? t(`orders.mallStatus.${status}`) : text;
  }
  if (id === 'payment.payStatus') {
    const status = known(payStatuses);
    return status ? t(`orders.payStatus.${status}`) : text;
  }
  if (id === 'shipping.shipStatus') {
    const status = known(shipStatuses);
    return status ? t(`orders.shipStatus.${status}`) : text;
  }
  const status = known(fraudHoldStatuses);
  return status ? t(`orders.fraudHold.${status}`) : text;
}

export function useFieldName(): (path: string) => string {
  const { i18n } = useTranslation();
  return (path) => fieldName(i18n, path);
}

/** Values of fields in words, with the phases and shops of this terminal. */
export function useFieldValue(): (path: string, text: string) => string {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases ?? [];
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops ?? [];
  const names: FieldNames = {
    phases: new Map(phases.map((phase) => [phase.id, phase])),
    shops: new Map(shops.map((shop) => [shop.id, shop.name])),
  };
  return (path, text) => fieldValue(t, path, text, names);
}
