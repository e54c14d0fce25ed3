import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One line of main's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

/** What main has written to its log so far, with this message. */
export async function mainLog(dataDir: string, msg: string): Promise<LogLine[]> {
  const text = await readFile(join(dataDir, 'logs', 'main.log'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as LogLine)
    .filter((line) => line.msg === msg);
}
