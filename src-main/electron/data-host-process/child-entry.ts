import type { Logger } from '../../core/ports/logger.ts';

/** What is started as a child process, and where its output goes. */
export interface ChildEntry {
  readonly name: string;
  /** Absolute path of the built script. */
  readonly script: string;
  readonly environment: Record<string, string>;
  readonly log: Logger;
  /** Receives stdout and stderr: only what escapes the child's own log. */
  readonly onOutput: (chunk: Buffer) => void;
}
