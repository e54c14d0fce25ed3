import type { FieldConflict, FieldEdit } from '#shared/contract/edits.ts';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { checkFieldValue, type FieldFault } from '#shared/domain/field-value.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import { diffOrders } from '#shared/domain/order-diff.ts';
import { editableOrderFields } from '#shared/domain/order-fields.ts';

/** Texts of the editable fields by id, and the phase's id as text under `phase`. */
export type FieldTexts = Readonly<Record<string, string>>;

/** What an operator is changing in one order. `base` is the order as it was at `version`. */
export interface EditDraft {
  readonly orderId: OrderId;
  readonly version: number;
  readonly base: FieldTexts;
  readonly values: FieldTexts;
}

/** An editable field's text in an order; '' for what is not there. */
export function fieldText(detail: OrderDetail, field: string): string {
  if (field === 'phase') return String(detail.phaseId);
  if (field === 'memo') return detail.memo;
  const value = field
    .split('.')
    .reduce<unknown>(
      (at, part) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined,
      detail.order,
    );
  return value === undefined || value === null ? '' : String(value);
}

function textsOf(detail: OrderDetail): FieldTexts {
  return Object.fromEntries(
    ['phase', ...editableOrderFields.map(({ id }) => id)].map((id) => [id, fieldText(detail, id)]),
  );
}

export function startEdit(detail: OrderDetail): EditDraft {
  const base = textsOf(detail);
  return { orderId: detail.id, version: detail.version, base, values: base };
}

export function withValue(draft: EditDraft, field: string, value: string): EditDraft {
  return { ...draft, values: { ...draft.values, [field]: value } };
}

/** Ids of the fields that differ from where the operator began. */
export function changedFields({ base, values }: EditDraft): string[] {
  return Object.keys(values).filter((field) => values[field] !== base[field]);
}

/** The draft as `edits.save` takes it. */
export function saveInput(draft: EditDraft): {
  orderId: OrderId;
  version: number;
  edits: FieldEdit[];
  phaseId?: number;
} {
  const changed = changedFields(draft);
  const phase = changed.includes('phase') ? draft.values.phase : undefined;
  return {
    orderId: draft.orderId,
    version: draft.version,
    edits: changed
      .filter((field) => field !== 'phase')
      .map((field) => ({ field, value: draft.values[field] ?? '' })),
    ...(phase === undefined ? {} : { phaseId: Number(phase) }),
  };
}

/** Changed fields whose text cannot be kept, and why. */
export function faultsOf(draft: EditDraft): Map<string, FieldFault> {
  const faults = new Map<string, FieldFault>();
  for (const field of changedFields(draft)) {
    if (field === 'phase') continue;
    const checked = checkFieldValue(field, draft.values[field] ?? '');
    if (!checked.ok) faults.set(field, checked.fault);
  }
  return faults;
}

/**
 * Takes a newer state of the order into a draft. Fields the operator has not touched follow it. Where both
 * changed the same field to different texts the draft stays at its own version, so that saving cannot overwrite
 * the other; those fields are the `overlaps`.
 */
export function followOrder(draft: EditDraft, detail: OrderDetail): { draft: EditDraft; overlaps: string[] } {
  const now = textsOf(detail);
  const mine = new Set(changedFields(draft));
  const overlaps = [...mine].filter(
    (field) => now[field] !== draft.base[field] && now[field] !== draft.values[field],
  );
  if (overlaps.length > 0) return { draft, overlaps };
  const values = Object.fromEntries(
    Object.entries(now).map(([field, text]) => [field, mine.has(field) ? (draft.values[field] ?? '') : text]),
  );
  return { draft: { ...draft, version: detail.version, base: now, values }, overlaps };
}

/** The overlaps as the comparison shows them; `actor` is who changed the order last. */
export function conflictsOf(
  draft: EditDraft,
  detail: OrderDetail,
  overlaps: readonly string[],
  by: { actor: string; terminal: string },
): FieldConflict[] {
  return overlaps.map((field) => ({
    field,
    seen: draft.base[field] ?? '',
    current: fieldText(detail, field),
    wanted: draft.values[field] ?? '',
    ...by,
  }));
}

/** The draft on top of the order as it is now, with the operator's choice for each field both changed. */
export function resolveConflicts(
  draft: EditDraft,
  detail: OrderDetail,
  choices: ReadonlyMap<string, 'mine' | 'theirs'>,
): EditDraft {
  const now = textsOf(detail);
  const values: Record<string, string> = { ...now };
  for (const field of changedFields(draft)) {
    if (choices.get(field) !== 'theirs') values[field] = draft.values[field] ?? '';
  }
  return { ...draft, version: detail.version, base: now, values };
}

/** What differs between two states of one order, as field paths; own names for phase and memo. */
export function changedSince(before: OrderDetail, after: OrderDetail): string[] {
  const fields: string[] = [];
  if (before.phaseId !== after.phaseId) fields.push('phase');
  if (before.order && after.order) {
    fields.push(...diffOrders(before.order, after.order).map(({ field }) => field));
  }
  if (before.memo !== after.memo) fields.push('memo');
  return fields;
}
