import type { TFunction } from 'i18next';
import { formatYen } from '#shared/domain/money.ts';
import type { OrderFilter } from '#shared/domain/order-query.ts';
import { jstDateOf } from '#shared/domain/time.ts';
import { formatDay } from '../../lib/format.ts';

/** One condition in words, and the filter keys it stands for. */
export interface FilterWord {
  readonly label: string;
  readonly keys: readonly (keyof OrderFilter)[];
}

export interface FilterNames {
  phase(id: number): string;
  shop(id: string): string;
}

/** The set conditions in words, for the chips: `入金: 未入金`. */
export function filterWords(t: TFunction, filter: OrderFilter, names: FilterNames): FilterWord[] {
  const words: FilterWord[] = [];
  const add = (name: string, value: string | undefined, ...keys: (keyof OrderFilter)[]) => {
    if (value !== undefined) words.push({ label: `${name}: ${value}`, keys });
  };
  const list = (values: readonly string[] | undefined) => values?.join('・');
  add(t('orders.filter.phases'), list(filter.phaseIds?.map(names.phase)), 'phaseIds');
  add(t('orders.filter.shopIds'), list(filter.shopIds?.map(names.shop)), 'shopIds');
  add(
    t('orders.filter.mallStatuses'),
    list(filter.mallStatuses?.map((status) => t(`orders.mallStatus.${status}`))),
    'mallStatuses',
  );
  add(
    t('orders.filter.payStatuses'),
    list(filter.payStatuses?.map((status) => t(`orders.payStatus.${status}`))),
    'payStatuses',
  );
  add(
    t('orders.filter.shipStatuses'),
    list(filter.shipStatuses?.map((status) => t(`orders.shipStatus.${status}`))),
    'shipStatuses',
  );
  add(
    t('orders.filter.fraudHolds'),
    list(filter.fraudHolds?.map((status) => t(`orders.fraudHold.${status}`))),
    'fraudHolds',
  );
  if (filter.orderedFrom !== undefined || filter.orderedTo !== undefined) {
    const from = filter.orderedFrom === undefined ? '' : formatDay(jstDateOf(filter.orderedFrom));
    // The end is the first moment that is out; people name the last day that is in.
    const to = filter.orderedTo === undefined ? '' : formatDay(jstDateOf(filter.orderedTo - 1));
    add(t('orders.filter.ordered'), t('orders.filter.range', { from, to }), 'orderedFrom', 'orderedTo');
  }
  if (filter.totalMinYen !== undefined || filter.totalMaxYen !== undefined) {
    const from = filter.totalMinYen === undefined ? '' : formatYen(filter.totalMinYen);
    const to = filter.totalMaxYen === undefined ? '' : formatYen(filter.totalMaxYen);
    add(t('orders.filter.total'), t('orders.filter.range', { from, to }), 'totalMinYen', 'totalMaxYen');
  }
  add(t('orders.filter.buyerName'), filter.buyerName, 'buyerName');
  add(t('orders.filter.recipientName'), filter.recipientName, 'recipientName');
  add(t('orders.filter.prefectures'), list(filter.prefectures), 'prefectures');
  add(t('orders.filter.payMethodNames'), list(filter.payMethodNames), 'payMethodNames');
  add(t('orders.filter.shipMethodNames'), list(filter.shipMethodNames), 'shipMethodNames');
  for (const key of [
    'hasBuyerComments',
    'needGiftWrap',
    'isSplit',
    'isTestOrder',
    'hasImportError',
    'hasOutboxTrouble',
    'isOverdue',
    'isToday',
  ] as const) {
    const value = filter[key];
    if (value !== undefined) {
      add(t(`orders.filter.${key}`), t(value ? 'orders.filter.with' : 'orders.filter.without'), key);
    }
  }
  if (filter.isSeen !== undefined) {
    add(
      t('orders.filter.isSeen'),
      t(filter.isSeen ? 'orders.filter.seen' : 'orders.filter.unseen'),
      'isSeen',
    );
  }
  return words;
}
