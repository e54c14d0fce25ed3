import { describe, expect, it } from 'vitest';
import type { ReimportedOrder } from '#shared/contract/reimport.ts';
import { applyInput, isTaken, noChoices, summarize, toggleField, toggleOrder } from './reimport-choices.ts';

const order = (orderId: number, ...fields: string[]): ReimportedOrder => ({
  orderId,
  mallOrderId: `m-${orderId}`,
  buyerName: '',
  differences: fields.map((field) => ({
    field,
    current: 'a',
    mall: 'b',
    isLocalEdit: field.startsWith('buyer.'),
  })),
});
const orders = [
  order(1, 'mallStatus', 'buyer.phone'),
  order(2, 'mallStatus'),
  order(3, 'lines[1].quantity', 'lines[2].quantity'),
];
const jobId = '00000000-0000-4000-8000-000000000000';

describe('what is applied', () => {
  it('is everything but hand-made changes, unless chosen otherwise', () => {
    expect(applyInput(jobId, noChoices, orders)).toEqual({ jobId, takeLocalEdits: false, take: [] });
  });

  it('names the orders once one is left out, and forgets its fields', () => {
    const choices = toggleOrder(toggleField(noChoices, 1, 'buyer.phone'), 1);
    expect(applyInput(jobId, choices, orders)).toEqual({
      jobId,
      takeLocalEdits: false,
      take: [],
      orderIds: [2, 3],
    });
  });

  it('takes the mall’s value of single fields, and gives it up again', () => {
    const ticked = toggleField(noChoices, 1, 'buyer.phone');
    expect(isTaken(ticked, 1, 'buyer.phone')).toBe(true);
    expect(applyInput(jobId, ticked, orders).take).toEqual([{ orderId: 1, fields: ['buyer.phone'] }]);
    expect(applyInput(jobId, toggleField(ticked, 1, 'buyer.phone'), orders).take).toEqual([]);
  });
});

describe('the summary', () => {
  it('counts orders per field, lines of one order once', () => {
    expect(summarize(orders)).toEqual([
      { field: 'mallStatus', count: 2, localCount: 0 },
      { field: 'buyer.phone', count: 1, localCount: 1 },
      { field: 'lines.quantity', count: 1, localCount: 0 },
    ]);
  });
});
