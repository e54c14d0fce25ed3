import { fold } from '#shared/domain/fold.ts';

/** Texts remembered; the titles, names and places of a shop's orders repeat from order to order. */
const remembered = 20_000;
/** Codes, phones and mail addresses: hardly ever the same, and folded at once. */
const plain = /^[\x20-\x7e]*$/;

/** `fold` for reading through many orders: the same text again costs a look-up. */
export function createRememberedFold(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (plain.test(text)) return fold(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const folded = fold(text);
    if (known.size >= remembered) known.clear();
    known.set(text, folded);
    return folded;
  };
}
