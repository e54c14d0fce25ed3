import { parseArgs } from 'node:util';
import { z } from 'zod';

const commandLineSchema = z.object({
  'data-dir': z.string().min(1),
  port: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().max(65_535)),
  token: z.string().min(1).max(500),
  demo: z.boolean().default(false),
});

export interface HeadlessCommandLine {
  readonly dataDir: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly token: string;
  /** The renderer starts the demo without a question. */
  readonly demo: boolean;
}

export const headlessUsage = 'npm run headless -- --data-dir DIR --port N --token T [--demo]';

/** The headless host's command line. Throws an Error that says what is wrong with it. */
export function readHeadlessCommandLine(args: readonly string[]): HeadlessCommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string' },
      token: { type: 'string' },
      demo: { type: 'boolean' },
    },
  });
  const checked = commandLineSchema.safeParse(values);
  if (!checked.success) {
    const wrong = [...new Set(checked.error.issues.map((issue) => `--${issue.path.join('.')}`))];
    throw new Error(`Missing or wrong: ${wrong.join(', ')}`);
  }
  const { 'data-dir': dataDir, port, token, demo } = checked.data;
  return { dataDir, port, token, demo };
}
