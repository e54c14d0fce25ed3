import type { MallOrder, OrderLine } from './order.ts';

/** One field that differs; `field` is its path, for example `buyer.phone` or `lines[2].quantity`. */
export interface FieldDifference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** As a history shows it: '' for what is not there, JSON for lists. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list whose entries have fields of their own; a plain list is compared as one value. */
const isRecordList = (value: unknown): value is unknown[] => Array.isArray(value) && value.some(isGroup);

function compare(path: string, before: unknown, after: unknown, into: FieldDifference[]): void {
  if (isRecordList(before) || isRecordList(after)) {
    const left: unknown[] = Array.isArray(before) ? before : [];
    const right: unknown[] = Array.isArray(after) ? after : [];
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
      compare(`${path}[${at}]`, left[at], right[at], into);
    }
    return;
  }
  if (isGroup(before) || isGroup(after)) {
    const left = isGroup(before) ? before : {};
    const right = isGroup(after) ? after : {};
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      compare(path === '' ? name : `${path}.${name}`, left[name], right[name], into);
    }
    return;
  }
  const [was, is] = [shown(before), shown(after)];
  if (was !== is) into.push({ field: path, before: was, after: is });
}

/** Lines by their mall's line number, so that a line added or removed does not make the others differ. */
function compareLines(
  before: readonly OrderLine[],
  after: readonly OrderLine[],
  into: FieldDifference[],
): void {
  // Not Map.groupBy: the window of an older runtime does not know it.
  const byId = (lines: readonly OrderLine[]) => {
    const groups = new Map<number, OrderLine[]>();
    for (const line of lines) groups.set(line.lineId, [...(groups.get(line.lineId) ?? []), line]);
    return groups;
  };
  const left = byId(before);
  const right = byId(after);
  for (const lineId of new Set([...left.keys(), ...right.keys()])) {
    const olds = left.get(lineId) ?? [];
    const news = right.get(lineId) ?? [];
    for (let at = 0; at < Math.max(olds.length, news.length); at++) {
      compare(`lines[${lineId}]`, olds[at], news[at], into);
    }
  }
}

/**
 * What a newer answer for the same order changes, field by field. Equal data give an empty list, whatever the
 * order of the objects' keys.
 */
export function diffOrders(before: MallOrder, after: MallOrder): FieldDifference[] {
  const differences: FieldDifference[] = [];
  const { lines: oldLines, ...oldRest } = before;
  const { lines: newLines, ...newRest } = after;
  compare('', oldRest, newRest, differences);
  compareLines(oldLines, newLines, differences);
  return differences;
}
