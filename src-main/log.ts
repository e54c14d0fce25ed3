import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Logger } from './core/ports/logger.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A log that can be brought to disk before the process ends. */
export interface ProcessLogger extends Logger {
  /** Writes out what is buffered. */
  flush(): void;
}

export interface LogOptions {
  /** Names the process in each line: `main`, `data-host`, `headless`. */
  readonly name: string;
  readonly level: LogLevel;
  /** Folder for `NAME.log`; without it the log goes to standard error, never to standard output. */
  readonly dir?: string;
}

/** Keys whose values never reach a log, at any depth that facts have (spec: secrets never in logs). */
const secretKeys =
  /^(authorization|cookie|set-cookie|password|passwd|.*secret|.*token|.*private-?key|public-?key|publicKeyPem|code|code_?verifier|.*signature)$/i;
/** A `code` that names an error or an operation's outcome is a plain word; an authorization code is not. */
const plainCode = /^[a-z]+(_[a-z]+)*$|^[A-Z]+(_[A-Z]+)*$/;

const redacted = '[redacted]';

/** A copy of `value` with secret-looking keys blanked; errors become type, code, message, stack and cause. */
export function redact(value: unknown, depth = 0): unknown {
  if (depth > 6) return '[deep]';
  if (value instanceof Error) {
    const { code } = value as { code?: unknown };
    return {
      type: value.name,
      message: value.message,
      ...(typeof code === 'string' ? { code } : {}),
      stack: value.stack,
      ...(value.cause === undefined ? {} : { cause: redact(value.cause, depth + 1) }),
    };
  }
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      isSecret(key, item) ? redacted : redact(item, depth + 1),
    ]),
  );
}

function isSecret(key: string, value: unknown): boolean {
  if (!secretKeys.test(key) || value === null || typeof value === 'boolean') return false;
  return !(key === 'code' && typeof value === 'string' && plainCode.test(value));
}

/** The structured log of one process. Lines are JSON, one per message. */
export function createLogger(options: LogOptions): ProcessLogger {
  if (options.dir !== undefined) mkdirSync(options.dir, { recursive: true });
  const destination =
    options.dir === undefined
      ? pino.destination({ dest: 2, sync: true })
      : pino.destination({ dest: join(options.dir, `${options.name}.log`), sync: true });
  return wrap(
    pino(
      {
        // Without the computer's name, which often is a person's.
        base: { pid: process.pid },
        name: options.name,
        level: options.level,
        timestamp: pino.stdTimeFunctions.isoTime,
      },
      destination,
    ),
    () => destination.flushSync(),
  );
}

function wrap(log: pino.Logger, flush: () => void): ProcessLogger {
  const at =
    (level: LogLevel) =>
    (message: string, facts: Record<string, unknown> = {}) =>
      log[level](redact(facts) as object, message);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), flush };
}
