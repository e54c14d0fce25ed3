import type { StartedDemoMall } from '../../demo-mall/start-demo-mall.ts';
import type { DemoSource } from './host-demo-mall.ts';

/** The demo mall inside this process, for a host without a main process. */
export class OwnDemo implements DemoSource {
  #mall: Promise<StartedDemoMall> | null = null;

  async start() {
    // Loaded when asked for: the simulator is no part of a host that never plays a demo.
    this.#mall ??= import('../../demo-mall/start-demo-mall.ts').then((module) => module.startDemoMall());
    const { agree, close, ...facts } = await this.#mall;
    return facts;
  }

  async agree(authorizationUrl: string): Promise<string> {
    const mall = await this.#mall;
    if (mall === null) throw new Error('The demo agrees after it was started');
    return mall.agree(authorizationUrl);
  }

  /** Ends the mall if it runs. */
  async close(): Promise<void> {
    await (await this.#mall)?.close();
  }
}
