import { AppError, type ErrorDetails } from '#shared/domain/errors.ts';

/** Why an answer could not be used. The first group concerns the bytes, the second what they say. */
export type BrokenReason =
  | 'empty'
  | 'too_big'
  | 'not_utf8'
  | 'html'
  | 'not_xml'
  | 'cut'
  | 'doctype'
  | 'too_deep'
  | 'text_between_elements'
  | 'unexpected_root'
  | 'redirect'
  | 'element_missing'
  | 'element_repeated'
  | 'field_missing'
  | 'field_repeated'
  | 'field_invalid'
  | 'other_order'
  | 'paging_stuck';

/** Bytes may be damaged on the way, so asking again can help; what a sound answer says stays the same. */
const worthAskingAgain: ReadonlySet<BrokenReason> = new Set(['empty', 'not_utf8', 'html', 'not_xml', 'cut']);

/**
 * The error for an answer that cannot be used. `details` names the element or field (`Item[2].Quantity`),
 * never its value: values may be a person's data.
 */
export function brokenAnswer(reason: BrokenReason, details: ErrorDetails = {}, cause?: unknown): AppError {
  const where = details.field ?? details.element;
  return new AppError(
    'mall_answer_broken',
    `The mall's answer cannot be used: ${reason}${where === undefined ? '' : ` (${where})`}`,
    { details: { reason, ...details }, retryable: worthAskingAgain.has(reason), cause },
  );
}
