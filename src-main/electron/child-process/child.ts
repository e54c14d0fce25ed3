import type { MessagePortMain } from 'electron';

/** What is started as a child process. */
export interface ChildEntry {
  readonly name: string;
  /** Absolute path of the built script. */
  readonly script: string;
  readonly environment: Record<string, string>;
}

export interface ChildEvents {
  /** As it came: the receiver checks it. */
  onMessage(message: unknown): void;
  /** Output that escaped the child's own log. */
  onOutput(text: string): void;
  /** Once, when the process is gone. `code` is null when it was killed or could not be started. */
  onExit(code: number | null): void;
}

/** A running child process of either kind. */
export interface Child {
  readonly kind: 'utility-process' | 'child-process';
  readonly pid: number | undefined;
  /** Dropped when the child is gone. Only a utility process can be given ports. */
  send(message: unknown, ports?: MessagePortMain[]): void;
  /** Ends it at once, without asking. */
  kill(): void;
}
