/**
 * Texts that a spreadsheet would run as a formula (OWASP "CSV injection"): they begin with = + - @, a tab or a
 * carriage return. Guarded, they begin with an apostrophe; a text that already looks guarded gets one more, so that
 * reading takes off exactly what writing put on.
 */
const dangerous = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

export const guardFormula = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

export const stripGuard = (text: string): string => (guarded.test(text) ? text.slice(1) : text);
