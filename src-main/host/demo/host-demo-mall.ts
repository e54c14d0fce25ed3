import { AppError } from '#shared/domain/errors.ts';
import type { DemoMall as DemoMallPort, RunningDemoMall } from '../../core/ports/demo-mall.ts';
import type { DemoMall } from '../control-protocol.ts';
import { agreeOnConsentPage } from './agree.ts';

/** Starts the mall, or tells where the running one is. */
export type DemoSource = () => Promise<DemoMall>;

/** The demo mall as this host knows it, wherever it runs: behind main, or in this process. */
export class HostDemoMall implements DemoMallPort {
  readonly #source: DemoSource | null;
  #mall: DemoMall | null = null;

  /** null: this host has no demo. */
  constructor(source: DemoSource | null) {
    this.#source = source;
  }

  get available(): boolean {
    return this.#source !== null;
  }

  running(): boolean {
    return this.#mall !== null;
  }

  /** The addresses of shops of environment `demo`; null while the demo does not run. */
  endpoints(): DemoMall['endpoints'] | null {
    return this.#mall?.endpoints ?? null;
  }

  /** Origins a browser may be sent to while the demo runs. */
  origins(): string[] {
    const addresses = Object.values(this.#mall?.endpoints ?? {}).flat();
    const urls = addresses.filter((address) => typeof address === 'string' && URL.canParse(address));
    return [...new Set(urls.map((address) => new URL(address as string).origin))];
  }

  async start(): Promise<RunningDemoMall> {
    if (this.#source === null) throw new AppError('demo_unavailable', 'This host has no demo');
    const mall = await this.#source();
    this.#mall = mall;
    return { ...mall, agree: (authorizationUrl) => agreeOnConsentPage(authorizationUrl, mall.userId) };
  }
}
