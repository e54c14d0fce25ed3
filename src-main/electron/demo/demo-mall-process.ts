import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { type DemoMall, demoMallSchema } from '../../host/control-protocol.ts';
import type { Child, ChildEvents } from '../child-process/child.ts';

/** What `demo-mall.ts` says once its server listens. */
export const demoMallReadySchema = z.object({ type: z.literal('demo-mall-ready'), mall: demoMallSchema });

const readyWithinMs = 20_000;

/**
 * The simulated mall as a process of its own: it ends with the app, and its work never delays a window.
 * Started when first asked for; a mall that died is started again by the next request.
 */
export class DemoMallProcess {
  readonly #start: (events: ChildEvents) => Child;
  readonly #log: Logger;
  #child: Child | null = null;
  #mall: Promise<DemoMall> | null = null;
  #origins: string[] = [];

  constructor(start: (events: ChildEvents) => Child, log: Logger) {
    this.#start = start;
    this.#log = log;
  }

  /** Origins of the running mall, which the person's browser may be sent to. */
  get origins(): readonly string[] {
    return this.#origins;
  }

  /** Throws AppError `demo_unavailable` when it does not come up. */
  start(): Promise<DemoMall> {
    this.#mall ??= this.#launch();
    return this.#mall;
  }

  stop(): void {
    this.#child?.kill();
  }

  #launch(): Promise<DemoMall> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        clearTimeout(late);
        reject(new AppError('demo_unavailable', 'The demo mall did not start', { details: { reason } }));
      };
      const late = setTimeout(() => {
        child.kill();
        fail('timeout');
      }, readyWithinMs);
      const child = this.#start({
        onMessage: (raw) => {
          const ready = demoMallReadySchema.safeParse(raw);
          if (!ready.success) return;
          clearTimeout(late);
          this.#origins = originsOf(ready.data.mall);
          resolve(ready.data.mall);
        },
        onOutput: (text) => this.#log.warn('output of the demo mall', { text: text.slice(0, 2_000) }),
        onExit: (code) => {
          this.#log.warn('the demo mall ended', { exitCode: code });
          this.#mall = null;
          this.#child = null;
          this.#origins = [];
          fail('ended');
        },
      });
      this.#child = child;
    });
  }
}

function originsOf(mall: DemoMall): string[] {
  const addresses = Object.values(mall.endpoints).flat();
  const isAddress = (value: unknown): value is string => typeof value === 'string' && URL.canParse(value);
  return [...new Set(addresses.filter(isAddress).map((address) => new URL(address).origin))];
}
