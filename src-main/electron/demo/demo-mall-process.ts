import { AppError } from '#shared/domain/errors.ts';
import type { Logger } from '../../core/ports/logger.ts';
import {
  type DemoAnswer,
  type DemoCall,
  type MainMessage,
  mainMessageSchema,
} from '../../host/control-protocol.ts';
import type { Child, ChildEvents } from '../child-process/child.ts';

const answerWithinMs = 30_000;

interface Waiting {
  readonly resolve: (answer: DemoAnswer) => void;
  readonly reject: (error: AppError) => void;
}

/**
 * The simulated mall as a process of its own: it ends with the app, and its work never delays a window.
 * Started at the first call; a mall that died is started again by the next one.
 */
export class DemoMallProcess {
  readonly #start: (events: ChildEvents) => Child;
  readonly #log: Logger;
  readonly #waiting = new Map<number, Waiting>();
  #child: Child | null = null;
  #calls = 0;
  #origins: string[] = [];

  constructor(start: (events: ChildEvents) => Child, log: Logger) {
    this.#start = start;
    this.#log = log;
  }

  /** Origins of the running mall, which the person's browser may be sent to. */
  get origins(): readonly string[] {
    return this.#origins;
  }

  /** Throws AppError `demo_unavailable` when the mall does not come up or does not answer. */
  async call(call: DemoCall): Promise<DemoAnswer> {
    this.#child ??= this.#launch();
    const child = this.#child;
    this.#calls += 1;
    const id = this.#calls;
    const answer = await new Promise<DemoAnswer>((resolve, reject) => {
      const late = setTimeout(() => reject(unavailable('timeout')), answerWithinMs);
      const settle =
        <T>(next: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late);
          next(value);
        };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      child.send({ type: 'demo-request', id, call });
    }).finally(() => this.#waiting.delete(id));
    if (answer.op === 'start') this.#origins = originsOf(Object.values(answer.value.endpoints).flat());
    return answer;
  }

  stop(): void {
    this.#child?.kill();
  }

  #launch(): Child {
    return this.#start({
      onMessage: (raw) => {
        // The demo process answers as main answers the data host.
        const message = mainMessageSchema.safeParse(raw);
        if (message.success) this.#settle(message.data);
      },
      onOutput: (text) => this.#log.warn('output of the demo mall', { text: text.slice(0, 2_000) }),
      onExit: (code) => {
        this.#log.info('the demo mall ended', { exitCode: code });
        this.#child = null;
        this.#origins = [];
        for (const waiting of this.#waiting.values()) waiting.reject(unavailable('ended'));
      },
    });
  }

  #settle(message: MainMessage): void {
    if (message.type === 'demo-answer') this.#waiting.get(message.id)?.resolve(message.answer);
    if (message.type === 'request-failed') {
      const { code, message: text, details } = message.error;
      this.#waiting.get(message.id)?.reject(new AppError(code, text, { details }));
    }
  }
}

const unavailable = (reason: string) =>
  new AppError('demo_unavailable', 'The demo mall is not there', { details: { reason } });

function originsOf(values: readonly unknown[]): string[] {
  const isAddress = (value: unknown): value is string => typeof value === 'string' && URL.canParse(value);
  return [...new Set(values.filter(isAddress).map((address) => new URL(address).origin))];
}
