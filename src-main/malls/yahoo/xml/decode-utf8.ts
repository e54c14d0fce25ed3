import { brokenAnswer } from '../broken-answer.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of an answer, strictly UTF-8 (a byte order mark is dropped). Anything else is an error: a wrongly
 * decoded name is worse than none. Throws AppError `mall_answer_broken` (`not_utf8`, `empty`).
 */
export function decodeUtf8(raw: Uint8Array): string {
  if (raw.length === 0) throw brokenAnswer('empty');
  try {
    return decoder.decode(raw);
  } catch (cause) {
    throw brokenAnswer('not_utf8', {}, cause);
  }
}
