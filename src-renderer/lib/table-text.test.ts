import { describe, expect, it } from 'vitest';
import { tableText } from './table-text.ts';

describe('tables as text', () => {
  it('quote what would break a CSV cell', () => {
    expect(tableText([['a,b', 'say "hi"', 'x\ny']], ',')).toBe('"a,b","say ""hi""",x y');
  });

  it('end lines as each kind of program expects', () => {
    expect(tableText([['a'], ['b']], ',')).toBe('a\r\nb');
    expect(tableText([['a'], ['b']], '\t')).toBe('a\nb');
  });

  it.each(['=1+1', '+81', '-5', '@name'])('never start a formula: %s', (text) => {
    expect(tableText([[text]], ',')).toBe(`'${text}`);
    expect(tableText([[text]], '\t')).toBe(`'${text}`);
  });
});
