import type { HttpAnswer } from '../http/exchange.ts';
import { fromEightDigits, toJapanDate } from '../japan-time.ts';
import { childOf, childText } from '../xml/request-xml.ts';
import { type ApiCall, parameterError } from './context.ts';
import { applyWrite, numberChild, readWrite } from './write.ts';

/** POST orderPayStatusChange: PayStatus 0 or 1, with PayDate (default: today) when it becomes 1. */
export function orderPayStatusChange(call: ApiCall): HttpAnswer {
  const request = readWrite(call);
  const pay = childOf(request.order, 'Pay');
  const status = numberChild(pay, 'PayStatus', [0, 1]);
  if (status === undefined) throw parameterError('PayStatus');
  const text = childText(pay, 'PayDate');
  const date = text === undefined || text === '' ? toJapanDate(call.world.now()) : fromEightDigits(text);
  if (date === null) throw parameterError('PayDate');
  const unchanged = request.current.pay.PayStatus === status;
  return applyWrite(
    call,
    request,
    (order) => {
      order.pay.PayStatus = status;
      order.pay.PayDate = status === 1 ? date : '';
    },
    unchanged ? [{ code: 'od91705', message: '', detail: '' }] : [],
  );
}
