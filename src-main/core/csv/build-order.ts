import { blankOrder } from '#shared/domain/blank-order.ts';
import { isLineField } from '#shared/domain/csv-fields.ts';
import { type MallOrder, mallOrderSchema, type OrderLine, type OrderMoney } from '#shared/domain/order.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { DraftValues, OrderDraft } from './order-draft.ts';

/** Fields that are no part of a `MallOrder`: they go beside it. */
const beside: ReadonlySet<string> = new Set(['phase', 'shop', 'memo']);

function buildLine(values: DraftValues, index: number): OrderLine {
  const text = (id: string): string => String(values.get(`lines.${id}`)?.value ?? '');
  const number = (id: string, otherwise: number): number =>
    Number(values.get(`lines.${id}`)?.value ?? otherwise);
  return {
    lineId: index + 1,
    itemId: text('itemId'),
    subCode: text('subCode'),
    title: text('title'),
    options: [],
    unitPriceYen: number('unitPriceYen', 0),
    quantity: number('quantity', 1),
    taxPercent: null,
    couponDiscountYen: 0,
    jan: text('jan'),
    releaseDate: null,
    leadTime: '',
  };
}

/** The mall's own rule (yahoo §3.3 Detail): charges add, discounts lower. */
const totalOf = (money: OrderMoney): number =>
  money.itemsYen +
  money.payChargeYen +
  money.shipChargeYen +
  money.giftWrapChargeYen -
  money.discountYen -
  money.pointsYen -
  money.mallCouponDiscountYen -
  money.immediateBonusYen -
  money.giftCardYen +
  money.adjustmentYen;

/**
 * A new order from what a file says of it. What it does not say stays empty until the mall is asked: the order has no
 * version of the mall's, so the next import completes it. Sums the file leaves out are computed. `at` stands in for
 * an order time that is not given.
 */
export function buildOrder(draft: OrderDraft, at: Moment): MallOrder {
  const lines = draft.orderLines.map(({ values }, index) => buildLine(values, index));
  const order = structuredClone(blankOrder(draft.mallOrderId, at));
  order.lines = lines;
  order.money.itemsYen = lines.reduce((sum, line) => sum + line.unitPriceYen * line.quantity, 0);
  for (const [id, { value }] of draft.values) {
    if (value === null || beside.has(id) || isLineField(id) || orderFieldOf(id) === null) continue;
    const [group, name] = id.includes('.') ? id.split('.') : ['', id];
    const target = (group === '' ? order : order[group as keyof MallOrder]) as Record<string, unknown>;
    if (name !== undefined) target[name] = value;
  }
  if (!draft.values.has('money.totalYen')) order.money.totalYen = totalOf(order.money);
  return mallOrderSchema.parse(order);
}
