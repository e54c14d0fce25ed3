import { fold } from '#shared/domain/fold.ts';
import type { MallOrder, Party } from '#shared/domain/order.ts';
import { gramsOf } from './grams.ts';
import { reversed } from './reversed.ts';

/** What the full-text index holds of one order, one text of tokens per column of `order_search`. */
export interface OrderDocument {
  readonly buyer: string;
  readonly recipient: string;
  readonly body: string;
  readonly keys: string;
}

/**
 * Private-use letters mark tokens that are no pairs of letters; `fold` drops them from texts, so none can clash.
 */
const itemMark = '\ue000';
const startMark = '\ue001';
const endMark = '\ue002';
const storeMark = '\ue003';

/** Names one distinct item (`search_items.id`) inside a document. */
export const itemToken = (item: number): string => itemMark + item;
/** A key that is looked up by its beginning. */
export const startToken = (folded: string): string => startMark + folded;
/** A key that is looked up by its end. */
export const endToken = (folded: string): string => endMark + reversed(folded);
/** The part of an order id before its number: the same for all orders of a shop, so matched only as a whole. */
export const storeToken = (folded: string): string => storeMark + folded;

/** `store-10000001` → its store part and its number; null for ids of another form. */
export function splitOrderId(mallOrderId: string): { store: string; number: string } | null {
  const parts = /^(.+)-(\d+)$/.exec(mallOrderId.normalize('NFKC'));
  return parts?.[1] === undefined || parts[2] === undefined
    ? null
    : { store: fold(parts[1]), number: parts[2] };
}

function nameGrams(party: Party): string {
  const name = fold(party.lastName + party.firstName);
  const kana = fold(party.lastNameKana + party.firstNameKana);
  return kana === '' ? gramsOf(name) : `${gramsOf(name)} ${gramsOf(kana)}`;
}

function orderIdTokens(mallOrderId: string, into: Set<string>): void {
  into.add(endToken(fold(mallOrderId)));
  const parts = splitOrderId(mallOrderId);
  if (parts !== null) {
    into.add(storeToken(parts.store));
    into.add(startToken(parts.number));
  }
}

function keyTokens(order: MallOrder): string {
  const tokens = new Set<string>();
  orderIdTokens(order.mallOrderId, tokens);
  for (const party of [order.buyer, order.recipient]) {
    for (const phone of [party.phone, party.emergencyPhone]) {
      const digits = fold(phone);
      if (digits !== '') tokens.add(endToken(digits));
    }
    const mail = fold(party.mail);
    if (mail !== '') tokens.add(startToken(mail));
  }
  for (const slip of [order.shipping.slipNumber1, order.shipping.slipNumber2]) {
    const digits = fold(slip);
    if (digits !== '') tokens.add(startToken(digits)).add(endToken(digits));
  }
  return [...tokens].join(' ');
}

/** The document of an order whose lines' items are known by these numbers; `memo` is the shop's own note. */
export function orderDocument(order: MallOrder, items: readonly number[], memo: string): OrderDocument {
  const body = items.map(itemToken);
  for (const text of [order.buyerComments, order.sellerComments, order.notes, memo]) {
    const grams = gramsOf(fold(text));
    if (grams !== '') body.push(grams);
  }
  return {
    buyer: nameGrams(order.buyer),
    recipient: nameGrams(order.recipient),
    body: body.join(' '),
    keys: keyTokens(order),
  };
}

/** The document of an order of which only the id is known. */
export function idOnlyDocument(mallOrderId: string, memo: string): OrderDocument {
  const tokens = new Set<string>();
  orderIdTokens(mallOrderId, tokens);
  return { buyer: '', recipient: '', body: gramsOf(fold(memo)), keys: [...tokens].join(' ') };
}
