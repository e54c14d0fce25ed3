import { describe, expect, it } from 'vitest';
import { readHeadlessCommandLine } from './command-line.ts';

const complete = ['--data-dir', 'data', '--port', '0', '--token', 't'];

describe('readHeadlessCommandLine', () => {
  it('reads a complete line', () => {
    expect(readHeadlessCommandLine(complete)).toEqual({ dataDir: 'data', port: 0, token: 't', demo: false });
    expect(readHeadlessCommandLine([...complete, '--demo']).demo).toBe(true);
  });

  it.each([
    [[], '--data-dir, --port, --token'],
    [['--data-dir', 'd', '--port', 'x', '--token', 't'], '--port'],
    [['--data-dir', 'd', '--port', '65536', '--token', 't'], '--port'],
    [['--data-dir', 'd', '--port', '', '--token', ''], '--port, --token'],
  ])('says what is wrong with %j', (args, wrong) => {
    expect(() => readHeadlessCommandLine(args)).toThrow(wrong);
  });

  it('refuses what it does not know', () => {
    expect(() => readHeadlessCommandLine([...complete, '--host', '0.0.0.0'])).toThrow('--host');
  });
});
