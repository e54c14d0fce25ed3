import { z } from 'zod';

/** An amount in yen: an integer, negative for discounts. Yen has no fraction. */
export const yenSchema = z.int();
export type Yen = number;

/** `12300` → `¥12,300`; `-500` → `-¥500`. */
export function formatYen(amount: Yen): string {
  const digits = Math.abs(amount)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}¥${digits}`;
}
