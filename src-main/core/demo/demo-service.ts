import type { ShopAutoImport } from '#shared/contract/auto-import.ts';
import type { ImportRun } from '#shared/contract/imports.ts';
import type { Shop, ShopInput } from '#shared/contract/shops.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { jstDateOf } from '#shared/domain/time.ts';
import type { ConsentService } from '../auth/consent-service.ts';
import type { EmailAuthService } from '../auth/email-auth-service.ts';
import type { CallContext } from '../context.ts';
import type { ImportService } from '../import/import-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { DemoMall, RunningDemoMall } from '../ports/demo-mall.ts';
import type { Logger } from '../ports/logger.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { ShopService } from '../shops/shop-service.ts';

const demoShopName = 'デモストア';

/** Every minute, so that somebody who only looks sees orders come; staged, so that 「受注取込」 has something to do. */
const demoAutoImport: ShopAutoImport = { isOn: true, intervalMinutes: 1, usesStaging: true, isPaused: false };

export interface DemoServiceDeps {
  readonly store: Store;
  readonly shops: ShopService;
  readonly consents: ConsentService;
  readonly emailAuths: EmailAuthService;
  readonly imports: ImportService;
  readonly demoMall: DemoMall;
  readonly clock: Clock;
  readonly log: Logger;
  readonly terminalName: () => string;
}

/**
 * 「デモで試す」: connects the simulated mall's shop exactly as a person would, imports its orders, and switches its auto
 * import on.
 */
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
    this.#beginAutoImport(shop, mall, ctx);
    return { shop: await shops.get(shop.id), run };
  }

  async #reopen(ctx: CallContext): Promise<void> {
    const { store, demoMall } = this.#deps;
    if (!demoMall.available || !store.shops().some((shop) => shop.environment === 'demo')) return;
    const mall = await demoMall.start();
    const shop = await this.#currentShop(mall, ctx);
    await this.#connect(shop, mall);
    this.#beginAutoImport(shop, mall, ctx);
  }

  /** Next in turn, and nobody waits for it: the first orders are on their way already. */
  #beginAutoImport(shop: ShopRecord, mall: RunningDemoMall, ctx: CallContext): void {
    this.#inTurn(async () => {
      await this.#connectShared(shop, mall, ctx);
      this.#switchOn(shop, ctx);
    }).catch((error: unknown) =>
      this.#deps.log.warn('The auto import of the demo could not be begun', { error }),
    );
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
    const { consents } = this.#deps;
    await this.#saveKey(shop, mall, 'terminal');
    const attempt = await consents.begin(shop.id);
    await consents.complete(attempt.attemptId, await mall.agree(attempt.authorizationUrl));
  }

  /** The shared scope's consent, as whoever got the mail would give it: agree, copy the address, paste it. */
  async #connectShared(shop: ShopRecord, mall: RunningDemoMall, ctx: CallContext): Promise<void> {
    const { emailAuths } = this.#deps;
    await this.#saveKey(shop, mall, 'shared');
    const authorizationUrl = await emailAuths.startUnmailed(shop.id, ctx);
    await emailAuths.redeem(shop.id, await mall.agree(authorizationUrl), ctx);
  }

  async #saveKey(shop: ShopRecord, mall: RunningDemoMall, scope: SessionScope): Promise<void> {
    const { shops, clock } = this.#deps;
    await shops.saveKey({
      shopId: shop.id,
      scope,
      publicKey: mall.publicKey,
      keyVersion: mall.publicKeyVersion,
      issuedOn: jstDateOf(clock.now()),
    });
  }

  /** Once: whoever switches it off, or sets it otherwise, finds it so after the next start. */
  #switchOn(shop: ShopRecord, ctx: CallContext): void {
    const { store, clock, terminalName } = this.#deps;
    if (store.autoImport.settings(shop.id).version > 0) return;
    store.commit(
      [{ kind: 'autoImport.set', shopId: shop.id, expectedVersion: 0, settings: demoAutoImport }],
      { actor: ctx.actor, terminal: terminalName(), at: clock.now() },
    );
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
