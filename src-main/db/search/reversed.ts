/** Reversed by code points, so that the end of a key can be looked up as a beginning. */
export function reversed(text: string): string {
  let turned = '';
  for (const letter of text) turned = letter + turned;
  return turned;
}
