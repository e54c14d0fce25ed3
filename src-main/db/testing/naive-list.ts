import { fold as foldText } from '#shared/domain/fold.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { OrderFilter, OrderSort } from '#shared/domain/order-query.ts';
import { partyName } from '#shared/domain/party-name.ts';
import { fraudHoldCodes, mallStatusCodes, payStatusCodes, shipStatusCodes } from '../codes.ts';

const folds = new Map<string, string>();
/** The same few texts are folded for every search tried. */
function fold(text: string): string {
  const known = folds.get(text) ?? foldText(text);
  folds.set(text, known);
  return known;
}

/** An order as the tests know it, beside what the store holds. */
export interface KnownOrder {
  readonly id: number;
  readonly shopNo: number;
  readonly shopId: string;
  readonly importedAt: number;
  readonly phaseId: number;
  readonly itemSummary: string;
  readonly order: MallOrder;
  readonly hasImportError?: boolean;
  /** When it was last written, if not with its import. */
  readonly updatedAt?: number;
  readonly memo?: string;
}

/** Adds what the list works out from an order. */
export function knownOrder(parts: Omit<KnownOrder, 'itemSummary'>): KnownOrder {
  const [first] = parts.order.lines;
  const more = parts.order.lines.length - 1;
  return { ...parts, itemSummary: (first?.title ?? '').slice(0, 60) + (more > 0 ? ` +${more}` : '') };
}

/** Whether a filter takes an order, field by field, with no index in sight. */
export function passes({ order, phaseId, shopId }: KnownOrder, filter: OrderFilter): boolean {
  const within = <T>(allowed: readonly T[] | undefined, value: T) =>
    allowed === undefined || allowed.includes(value);
  const equals = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value;
  const holds = (part: string | undefined, ...texts: string[]) =>
    part === undefined || texts.some((text) => fold(text).includes(fold(part)));
  const { buyer, recipient, shipping, payment, money } = order;
  return (
    within(filter.phaseIds, phaseId) &&
    within(filter.shopIds, shopId) &&
    within(filter.mallStatuses, order.mallStatus) &&
    within(filter.payStatuses, payment.payStatus) &&
    within(filter.shipStatuses, shipping.shipStatus) &&
    within(filter.fraudHolds, order.fraudHold) &&
    within(filter.prefectures, recipient.prefecture) &&
    within(filter.payMethodNames, payment.payMethodName) &&
    within(filter.shipMethodNames, shipping.shipMethodName) &&
    order.orderedAt >= (filter.orderedFrom ?? Number.NEGATIVE_INFINITY) &&
    order.orderedAt < (filter.orderedTo ?? Number.POSITIVE_INFINITY) &&
    money.totalYen >= (filter.totalMinYen ?? Number.NEGATIVE_INFINITY) &&
    money.totalYen <= (filter.totalMaxYen ?? Number.POSITIVE_INFINITY) &&
    equals(filter.isSeen, order.isSeen) &&
    equals(filter.isSplit, order.isSplit) &&
    equals(filter.isTestOrder, order.isTestOrder) &&
    equals(filter.needGiftWrap, shipping.needGiftWrap) &&
    equals(filter.hasBuyerComments, order.buyerComments !== '') &&
    holds(filter.buyerName, buyer.lastName + buyer.firstName, buyer.lastNameKana + buyer.firstNameKana) &&
    holds(
      filter.recipientName,
      recipient.lastName + recipient.firstName,
      recipient.lastNameKana + recipient.firstNameKana,
    )
  );
}

/** Whether every word of a search is found in an order: the rule of search/word-query.ts by plain comparison. */
export function matches({ order }: KnownOrder, search: string): boolean {
  const words = search.split(/\s+/u).filter((word) => fold(word) !== '');
  return words.every((word) => matchesWord(order, word));
}

function matchesWord(order: MallOrder, word: string): boolean {
  const folded = fold(word);
  const texts = [order.buyerComments, order.sellerComments, order.notes];
  for (const party of [order.buyer, order.recipient]) {
    texts.push(party.lastName + party.firstName, party.lastNameKana + party.firstNameKana);
  }
  for (const line of order.lines) texts.push(line.title, line.itemId, line.subCode);
  if (texts.some((text) => fold(text).includes(folded))) return true;
  if ([...folded].length < 3) return false;

  const slips = [order.shipping.slipNumber1, order.shipping.slipNumber2].map(fold);
  const parties = [order.buyer, order.recipient];
  const phones = parties.flatMap((party) => [fold(party.phone), fold(party.emergencyPhone)]);
  const mails = parties.map((party) => fold(party.mail));
  const idNumber = order.mallOrderId.split('-').at(-1) ?? '';
  const store = order.mallOrderId.slice(0, -idNumber.length - 1);
  const asId = /^(.+)-(\d+)$/.exec(word.normalize('NFKC'));
  return (
    [fold(order.mallOrderId), ...phones, ...slips].some((key) => key.endsWith(folded)) ||
    [idNumber, ...slips, ...mails].some((key) => key.startsWith(folded)) ||
    (asId !== null && fold(asId[1] ?? '') === fold(store) && idNumber.startsWith(asId[2] ?? ''))
  );
}

/** The list's order by plain comparison; texts as SQLite compares them, by their UTF-8 bytes. */
export function inOrder(orders: readonly KnownOrder[], sort: OrderSort): KnownOrder[] {
  const way = sort.direction === 'asc' ? 1 : -1;
  return orders
    .map((known) => ({ known, key: comparable(sortKey(known, sort.column)) }))
    .sort((left, right) => {
      const byKey = compare(left.key, right.key);
      return way * (byKey === 0 ? left.known.id - right.known.id : byKey);
    })
    .map(({ known }) => known);
}

type Key = Buffer | number | null;

const comparable = (key: string | number | null): Key => (typeof key === 'string' ? Buffer.from(key) : key);

function compare(left: Key, right: Key): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return Buffer.isBuffer(left) && Buffer.isBuffer(right) ? Buffer.compare(left, right) : 0;
}

function sortKey(known: KnownOrder, column: OrderSort['column']): string | number | null {
  const { order } = known;
  switch (column) {
    case 'orderedAt':
      return order.orderedAt;
    case 'importedAt':
      return known.importedAt;
    case 'mallOrderId':
      return order.mallOrderId;
    case 'shop':
      return known.shopNo;
    case 'buyerName':
      return partyName(order.buyer);
    case 'recipientName':
      return partyName(order.recipient);
    case 'prefecture':
      return order.recipient.prefecture;
    case 'totalYen':
      return order.money.totalYen;
    case 'quantity':
      return order.lines.reduce((sum, line) => sum + line.quantity, 0);
    case 'mallStatus':
      return mallStatusCodes[order.mallStatus];
    case 'payStatus':
      return payStatusCodes[order.payment.payStatus];
    case 'shipStatus':
      return shipStatusCodes[order.shipping.shipStatus];
    case 'payMethodName':
      return order.payment.payMethodName;
    case 'shipMethodName':
      return order.shipping.shipMethodName;
    case 'requestDate':
      return order.shipping.requestDate;
    case 'shipDate':
      return order.shipping.shipDate;
    case 'itemSummary':
      return known.itemSummary;
    case 'phase':
      return known.phaseId;
    case 'fraudHold':
      return fraudHoldCodes[order.fraudHold];
  }
}
