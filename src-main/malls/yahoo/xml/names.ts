/** Names seen before, by a small hash: an answer repeats the same few hundred names again and again. */
const slots = 16_384;
const known: string[] = new Array<string>(slots).fill('');

/**
 * The element name at a position: an ASCII letter, then letters and digits; '' when there is none. The same name
 * is always the same string object, which the engine hashes once instead of at every use.
 * @param text the bytes as one character each
 */
export function nameAt(bytes: Uint8Array, text: string, start: number): string {
  let hash = 0;
  let end = start;
  for (; end < bytes.length; end++) {
    const byte = bytes[end] ?? 0;
    const lower = byte | 0x20;
    const letter = lower >= 97 && lower <= 122;
    if (!letter && (end === start || byte < 48 || byte > 57)) break;
    hash = (hash * 31 + byte) | 0;
  }
  if (end === start) return '';
  const slot = (hash ^ (hash >>> 14)) & (slots - 1);
  const candidate = known[slot] ?? '';
  if (candidate.length === end - start && isAt(bytes, start, candidate)) return candidate;
  // A copy of its own: a slice would keep the whole answer alive.
  const name = Buffer.from(text.slice(start, end), 'latin1').toString('latin1');
  known[slot] = name;
  return name;
}

function isAt(bytes: Uint8Array, start: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name.charCodeAt(i)) return false;
  return true;
}
