import type { ImportRun } from '#shared/contract/imports.ts';
import type { Shop, ShopInput } from '#shared/contract/shops.ts';
import { jstDateOf } from '#shared/domain/time.ts';
import type { ConsentService } from '../auth/consent-service.ts';
import type { CallContext } from '../context.ts';
import type { ImportService } from '../import/import-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { DemoMall, RunningDemoMall } from '../ports/demo-mall.ts';
import type { ShopRecord, Store } from '../ports/store.ts';
import type { ShopService } from '../shops/shop-service.ts';

const demoShopName = 'デモストア';

export interface DemoServiceDeps {
  readonly store: Store;
  readonly shops: ShopService;
  readonly consents: ConsentService;
  readonly imports: ImportService;
  readonly demoMall: DemoMall;
  readonly clock: Clock;
}

/** 「デモで試す」: connects the simulated mall's shop exactly as a person would, and imports its orders. */
export class DemoService {
  readonly #deps: DemoServiceDeps;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: DemoServiceDeps) {
    this.#deps = deps;
  }

  /** Repeating it starts nothing twice. Throws AppError `demo_unavailable` and those of the steps it takes. */
  start(ctx: CallContext): Promise<{ shop: Shop; run: ImportRun }> {
    return this.#inTurn(() => this.#start(ctx));
  }

  /** A demo begun earlier goes on: its mall runs again and its shop can be imported like any other. */
  reopen(ctx: CallContext): Promise<void> {
    return this.#inTurn(() => this.#reopen(ctx));
  }

  /** One at a time: two consents for one shop would cancel each other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #start(ctx: CallContext): Promise<{ shop: Shop; run: ImportRun }> {
    const { shops, imports, demoMall, store } = this.#deps;
    const mall = await demoMall.start();
    const shop = await this.#currentShop(mall, ctx);
    const running = store.runningImportRuns().find((run) => run.shopId === shop.id);
    if (running !== undefined) return { shop: await shops.get(shop.id), run: running };
    await this.#connect(shop, mall);
    const [run] = imports.start([shop.id], { kind: 'since_last' }, ctx, 'demo');
    if (run === undefined) throw new Error('An import of one shop starts one run');
    return { shop: await shops.get(shop.id), run };
  }

  async #reopen(ctx: CallContext): Promise<void> {
    const { store, demoMall } = this.#deps;
    if (!demoMall.available || !store.shops().some((shop) => shop.environment === 'demo')) return;
    const mall = await demoMall.start();
    await this.#connect(await this.#currentShop(mall, ctx), mall);
  }

  /** The demo shop with the addresses of the mall that runs now: its port changes with each start. */
  async #currentShop(mall: RunningDemoMall, ctx: CallContext): Promise<ShopRecord> {
    const { shops, store } = this.#deps;
    const input = demoShopInput(mall);
    const known = store.shops().find((shop) => shop.environment === 'demo');
    if (known?.redirectUri === mall.redirectUri) return known;
    const shop =
      known === undefined
        ? await shops.create(input, mall.clientSecret, ctx)
        : await shops.update(known.id, known.version, { ...input, name: known.name }, mall.clientSecret, ctx);
    return shops.record(shop.id);
  }

  /** The simulated mall starts afresh each time, so its keys and the consent are given again. */
  async #connect(shop: ShopRecord, mall: RunningDemoMall): Promise<void> {
    const { shops, consents, clock } = this.#deps;
    await shops.saveKey({
      shopId: shop.id,
      scope: 'terminal',
      publicKey: mall.publicKey,
      keyVersion: mall.publicKeyVersion,
      issuedOn: jstDateOf(clock.now()),
    });
    const attempt = await consents.begin(shop.id);
    await consents.complete(attempt.attemptId, await mall.agree(attempt.authorizationUrl));
  }
}

function demoShopInput(mall: RunningDemoMall): ShopInput {
  return {
    mall: 'yahoo',
    name: demoShopName,
    sellerId: mall.sellerId,
    clientId: mall.clientId,
    environment: 'demo',
    redirectMethod: 'paste',
    redirectUri: mall.redirectUri,
  };
}
