import type { TFunction } from 'i18next';

/** The name of a field of `orderFields` in the language shown. */
export function fieldName(t: TFunction, fieldId: string): string {
  return t(`fields.${fieldId}` as 'fields.memo');
}
