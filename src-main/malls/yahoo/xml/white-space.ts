/** XML's white space is space, tab, CR, LF only: a full-width space is text. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}

/** The text without the white space around it. */
export function trim(text: string): string {
  if (text === '' || !(isSpace(text.charCodeAt(0)) || isSpace(text.charCodeAt(text.length - 1)))) return text;
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}
