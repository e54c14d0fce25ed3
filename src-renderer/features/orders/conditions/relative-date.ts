/** A day of a condition: a calendar day, or so many days from today in Japan (`domain/order-condition.ts`). */
export type ConditionDay =
  | { readonly kind: 'fixed'; readonly date: string }
  | { readonly kind: 'today' }
  | { readonly kind: 'ago'; readonly days: number }
  | { readonly kind: 'ahead'; readonly days: number };

/** Reads the text of a condition's value; what is no relative day is taken for a calendar day. */
export function readDay(value: string): ConditionDay {
  if (value === 'today') return { kind: 'today' };
  const relative = /^today([+-])(\d{1,5})$/.exec(value);
  if (!relative) return { kind: 'fixed', date: value };
  return { kind: relative[1] === '-' ? 'ago' : 'ahead', days: Number(relative[2]) };
}

export function writeDay(day: ConditionDay): string {
  switch (day.kind) {
    case 'fixed':
      return day.date;
    case 'today':
      return 'today';
    case 'ago':
      return `today-${day.days}`;
    case 'ahead':
      return `today+${day.days}`;
  }
}
