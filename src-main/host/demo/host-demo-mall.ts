import { AppError } from '#shared/domain/errors.ts';
import type { DemoMall, RunningDemoMall } from '../../core/ports/demo-mall.ts';
import type { DemoMallFacts } from '../control-protocol.ts';

/** Where the demo mall runs: behind main, or in this process. */
export interface DemoSource {
  /** Starts the mall, or tells where the running one is. */
  start(): Promise<DemoMallFacts>;
  /** Plays the person on its consent page; answers the redirected address. */
  agree(authorizationUrl: string): Promise<string>;
}

/** The demo mall as this host knows it, wherever it runs. */
export class HostDemoMall implements DemoMall {
  readonly #source: DemoSource | null;
  #facts: DemoMallFacts | null = null;

  /** null: this host has no demo. */
  constructor(source: DemoSource | null) {
    this.#source = source;
  }

  get available(): boolean {
    return this.#source !== null;
  }

  running(): boolean {
    return this.#facts !== null;
  }

  /** The addresses of shops of environment `demo`; null while the demo does not run. */
  endpoints(): DemoMallFacts['endpoints'] | null {
    return this.#facts?.endpoints ?? null;
  }

  /** Origins a browser may be sent to while the demo runs. */
  origins(): string[] {
    const addresses = Object.values(this.#facts?.endpoints ?? {}).flat();
    const urls = addresses.filter((address) => typeof address === 'string' && URL.canParse(address));
    return [...new Set(urls.map((address) => new URL(address as string).origin))];
  }

  async start(): Promise<RunningDemoMall> {
    const source = this.#source;
    if (source === null) throw new AppError('demo_unavailable', 'This host has no demo');
    const facts = await source.start();
    this.#facts = facts;
    return { ...facts, agree: (authorizationUrl) => source.agree(authorizationUrl) };
  }
}
