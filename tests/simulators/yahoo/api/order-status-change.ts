import type { HttpAnswer } from '../http/exchange.ts';
import type { YahooOrder } from '../orders/model.ts';
import { childText, type XmlElement } from '../xml/request-xml.ts';
import { type ApiCall, parameterError } from './context.ts';
import { acceptedAnswer, applyWrite, numberChild, readWrite, refused } from './write.ts';

const CANCELLED = 4;
const DONE = 5;
const STATUSES = [1, 2, 3, CANCELLED, DONE];

const SETTABLE_REASONS = [100, 110, 120, 130, 140, 150, 160, 170, 180, 200, 210, 220, 230];
const DEFAULT_REASON = 210;
const REASON_WITH_DETAIL = 230;

/** PayKind 0 and PayMethods of the shop's own settlement may change the amount of a done order (note c). */
const CARD = 0;

type Rule = 'always' | 'no-prank' | 'adjustable' | 'future-release';

/** Transition table of spec §3.4: from → to → condition. What is not listed is refused. */
const TRANSITIONS: Readonly<Record<number, Readonly<Record<number, Rule>>>> = {
  1: { 4: 'always', 5: 'no-prank' },
  2: { 3: 'always', 4: 'always', 5: 'no-prank' },
  3: { 1: 'future-release', 2: 'no-prank', 4: 'always', 5: 'no-prank' },
  4: {},
  5: { 2: 'adjustable', 4: 'no-prank' },
};

/** POST orderStatusChange: moves an order along the transition table. */
export function orderStatusChange(call: ApiCall): HttpAnswer {
  const request = readWrite(call, (order) => childText(order, 'OrderStatus') === String(CANCELLED));
  const pointFix = childText(request.target, 'IsPointFix');
  if (pointFix !== 'true' && pointFix !== 'false') throw parameterError('IsPointFix');
  const status = numberChild(request.order, 'OrderStatus', STATUSES);
  if (status === undefined) throw parameterError('OrderStatus');
  if (status === DONE && pointFix !== 'true') throw parameterError('IsPointFix');
  const cancel = cancelOf(request.order, status);
  const from = request.current.order.OrderStatus;
  if (from === status) {
    return applyWrite(call, request, () => undefined, [{ code: 'od91705', message: '', detail: '' }]);
  }
  const rule = TRANSITIONS[from]?.[status];
  if (!rule || !isAllowed(rule, request.current, call.world.now())) {
    const operation = status === CANCELLED ? 'CancelOrder ' : '';
    throw refused(call.world.settings.transitionRefusalCode, `${operation}OrderStatus`);
  }
  const carryOut = (): HttpAnswer =>
    applyWrite(call, request, (order) => {
      order.order.OrderStatus = status;
      Object.assign(order.order, cancel);
    });
  if (status !== CANCELLED || !call.world.settings.deferCancels) return carryOut();
  call.world.deferredCancels.push(carryOut);
  return acceptedAnswer(call, [{ code: 'od91704', message: '', detail: '' }]);
}

function cancelOf(order: XmlElement, status: number): Record<string, string | number> {
  const reason = numberChild(order, 'CancelReason', SETTABLE_REASONS);
  const detail = childText(order, 'CancelReasonDetail') ?? '';
  if (status !== CANCELLED) {
    if (reason !== undefined) throw parameterError('CancelReason');
    return {};
  }
  const tooShortOrLong = detail.length < 10 || detail.length > 200;
  if (tooShortOrLong && (detail !== '' || reason === REASON_WITH_DETAIL))
    throw parameterError('CancelReasonDetail');
  return { CancelReason: reason ?? DEFAULT_REASON, ...(detail === '' ? {} : { CancelReasonDetail: detail }) };
}

function isAllowed(rule: Rule, order: YahooOrder, now: number): boolean {
  switch (rule) {
    case 'always':
      return true;
    case 'no-prank':
      return order.order.Suspect !== 1;
    case 'adjustable':
      return order.pay.PayKind === CARD || /^payment_[bcde]/.test(order.pay.PayMethod);
    default:
      return order.lines.some((line) => Date.parse(String(line.fields.ReleaseDate ?? '')) > now);
  }
}
