import type { AcceptedWrite, RefusedWrite } from '../api/write-book.ts';
import type { Consent } from '../auth/consents.ts';
import type { FaultQueue, FaultRule } from '../http/faults.ts';
import type { Journal, JournalEntry } from '../http/journal.ts';
import type { RateLimiter } from '../http/rate-limit.ts';
import { toJapanTime } from '../japan-time.ts';
import { type FieldValue, isHeld, type OrderLine, type YahooOrder } from '../orders/model.ts';
import type { SimulatorSettings } from '../settings.ts';
import type { Application, User, World } from '../world.ts';
import type { Roughness } from '../xml/style.ts';

/** Changes of single fields, by the element they stand in; `line` fields go to the line with that LineId. */
export interface OrderPatch {
  order?: Record<string, FieldValue>;
  pay?: Record<string, FieldValue>;
  ship?: Record<string, FieldValue>;
  buyer?: Record<string, FieldValue>;
  detail?: Record<string, FieldValue>;
  lines?: OrderLine[];
}

/** A key as the shop's owner sees it. */
export interface KeyView {
  version: string;
  publicKeyPem: string;
  issuedAt: number;
  expiresAt: number;
  enabled: boolean;
  refused: boolean;
}

export interface ControlParts {
  readonly world: World;
  readonly faults: FaultQueue;
  readonly journal: Journal;
  readonly limiter: RateLimiter;
}

interface OrderTarget {
  sellerId: string;
  orderId: string;
}

/**
 * Everything a test scripts. The same operations stand behind `POST /__control/<name>` with the argument as JSON.
 * Times are epoch ms. Operations about one thing throw an Error when it does not exist.
 */
export class SimulatorControl {
  readonly #parts: ControlParts;

  constructor(parts: ControlParts) {
    this.#parts = parts;
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** Sets the clock (at most one way) and answers with its state; without an argument it only answers. */
  time(
    change: { real?: true; freeze?: number | true; set?: number; offset?: number; advance?: number } = {},
  ) {
    const { clock } = this.#parts.world;
    if (change.real) clock.backToReal();
    if (change.freeze !== undefined) clock.freeze(change.freeze === true ? undefined : change.freeze);
    if (change.set !== undefined) clock.set(change.set);
    if (change.offset !== undefined) clock.setOffset(change.offset);
    if (change.advance !== undefined) clock.advance(change.advance);
    return clock.state();
  }

  // ── shops, applications, users, keys, consents ────────────────────────────────────────────────────────────

  createShop(input: { sellerId: string }): { sellerId: string } {
    return { sellerId: this.#parts.world.shop(input.sellerId).sellerId };
  }

  /** Creates or changes an application; what is left out keeps its value or the permissive default. */
  putApplication(input: Partial<Application> & { clientId: string }): Application {
    const { applications } = this.#parts.world;
    const application: Application = {
      clientSecret: null,
      redirectUris: [],
      storeScope: true,
      orderApi: true,
      sourceIps: null,
      forbidden: false,
      ...applications.get(input.clientId),
      ...input,
    };
    applications.set(application.clientId, application);
    return application;
  }

  /** Creates or changes a Yahoo! JAPAN ID. */
  putUser(input: Partial<User> & { userId: string }): User {
    const { users } = this.#parts.world;
    const user: User = { sellerIds: [], orderPermission: true, ...users.get(input.userId), ...input };
    users.set(user.userId, user);
    return user;
  }

  /** Makes a key pair for a shop; without `version` the next number. */
  issueKey(input: { sellerId: string; version?: string; bits?: number }): KeyView {
    const { world } = this.#parts;
    return keyView(world.shop(input.sellerId).keys.issue(world.now(), input.version, input.bits));
  }

  /** Disables, enables, expires or refuses (verdict `unauthorized`) a key. */
  patchKey(input: {
    sellerId: string;
    version: string;
    enabled?: boolean;
    refused?: boolean;
    expiresAt?: number;
  }): KeyView {
    const key = this.#parts.world.shop(input.sellerId).keys.get(input.version);
    if (!key) throw new Error(`no key version ${input.version}`);
    key.enabled = input.enabled ?? key.enabled;
    key.refused = input.refused ?? key.refused;
    key.expiresAt = input.expiresAt ?? key.expiresAt;
    return keyView(key);
  }

  keys(input: { sellerId: string }): KeyView[] {
    return this.#parts.world.shop(input.sellerId).keys.list().map(keyView);
  }

  /** The consents given so far, without their tokens. */
  consents(): Omit<Consent, 'refreshToken'>[] {
    return this.#parts.world.consents.list().map(({ refreshToken: _hidden, ...rest }) => rest);
  }

  /** Withdraws the consents to an application (of one user or all). */
  revokeConsents(input: { clientId: string; userId?: string }): { revoked: number } {
    const revoked = this.#parts.world.consents.revoke(
      (consent) => consent.clientId === input.clientId && consent.userId === (input.userId ?? consent.userId),
    );
    return { revoked };
  }

  // ── orders ────────────────────────────────────────────────────────────────────────────────────────────────

  /** Adds generated orders, evenly spread between two instants; those in the future appear as time passes. */
  generateOrders(input: {
    sellerId: string;
    count: number;
    seed: number;
    from: number;
    to: number;
    firstNumber?: number;
  }) {
    const { sellerId, ...spec } = input;
    return this.#parts.world.shop(sellerId).orders.addBatch(spec);
  }

  getOrder(input: OrderTarget): YahooOrder {
    const order = this.#orders(input.sellerId).get(input.orderId, this.#parts.world.now());
    if (!order) throw new Error(`no order ${input.orderId}`);
    return order;
  }

  /** Stores a whole order as it is. */
  putOrder(input: { sellerId: string; order: YahooOrder }): { orderId: string } {
    this.#orders(input.sellerId).put(input.order);
    return { orderId: input.order.order.OrderId };
  }

  /** Sets any fields; Version, HistoryId and LastUpdateTime move on unless the patch sets them. */
  patchOrder(input: OrderTarget & { patch: OrderPatch }): YahooOrder {
    const { world } = this.#parts;
    const { patch } = input;
    const store = this.#orders(input.sellerId);
    const order = store.update(input.orderId, world.now(), (target) => {
      for (const section of ['pay', 'ship', 'buyer', 'detail'] as const)
        Object.assign(target[section], patch[section]);
      Object.assign(target.order, patch.order);
      if (patch.lines) target.lines = patch.lines;
    });
    if (!order) throw new Error(`no order ${input.orderId}`);
    for (const key of ['Version', 'HistoryId', 'LastUpdateTime'] as const) {
      const value = patch.order?.[key];
      if (value !== undefined) Object.assign(order.order, { [key]: value });
    }
    store.put(order);
    return order;
  }

  /** Sets the fraud hold; status 2 publishes the order at `publishedAt` (default: now). */
  setFraudHold(input: OrderTarget & { status: 0 | 1 | 2 | 3; publishedAt?: number }): YahooOrder {
    const published = toJapanTime(input.publishedAt ?? this.#parts.world.now());
    return this.patchOrder({
      sellerId: input.sellerId,
      orderId: input.orderId,
      patch: {
        order: { FraudHoldStatus: input.status, PublicationTime: input.status === 2 ? published : '' },
      },
    });
  }

  /** Every order that exists now, sorted by id, to compare with a local database; `offset` and `limit` page. */
  snapshot(input: {
    sellerId: string;
    offset?: number;
    limit?: number;
    includeHeld?: boolean;
  }): YahooOrder[] {
    const now = this.#parts.world.now();
    const store = this.#orders(input.sellerId);
    const offset = input.offset ?? 0;
    return [...store.summaries(now)]
      .filter((summary) => input.includeHeld !== false || !isHeld(summary.hold))
      .map((summary) => summary.orderId)
      .sort()
      .slice(offset, input.limit === undefined ? undefined : offset + input.limit)
      .flatMap((orderId) => store.get(orderId, now) ?? []);
  }

  // ── faults, settings, observation ─────────────────────────────────────────────────────────────────────────

  addFault(rule: FaultRule): { id: number } {
    return { id: this.#parts.faults.add(rule) };
  }

  removeFault(input: { id: number }): { removed: boolean } {
    return { removed: this.#parts.faults.remove(input.id) };
  }

  clearFaults(): Record<string, never> {
    this.#parts.faults.clear();
    return {};
  }

  faults(): ReturnType<FaultQueue['list']> {
    return this.#parts.faults.list();
  }

  /** Changes settings and answers with all of them. */
  settings(change: Partial<SimulatorSettings> = {}): SimulatorSettings {
    if (change.requestsPerSecond !== undefined) this.#parts.limiter.reset();
    return structuredClone(Object.assign(this.#parts.world.settings, change));
  }

  roughness(input: { level: Roughness }): SimulatorSettings {
    return this.settings({ roughness: input.level });
  }

  /** Requests per path, since the start and since the last reset. */
  counters(): ReturnType<Journal['counters']> {
    return this.#parts.journal.counters();
  }

  /** The latest requests with their headers; `path` keeps those whose path contains it. */
  journal(input: { path?: string; after?: number } = {}): JournalEntry[] {
    return this.#parts.journal.entries(input);
  }

  /** Every change of an order the mall accepted, in the order of carrying them out. */
  acceptedWrites(input: { orderId?: string } = {}): AcceptedWrite[] {
    return this.#parts.world.writes.accepted(input.orderId);
  }

  /** The latest changes the mall refused, those at the gate (limits, sessions) included. */
  refusedWrites(): RefusedWrite[] {
    return this.#parts.world.writes.refused();
  }

  /** Carries out the cancels accepted with od91704. */
  applyDeferredCancels(): { applied: number } {
    const waiting = this.#parts.world.deferredCancels.splice(0);
    for (const carryOut of waiting) carryOut();
    return { applied: waiting.length };
  }

  /** Empties the journal and starts the counters since reset anew. */
  resetCounters(): Record<string, never> {
    this.#parts.journal.reset();
    return {};
  }

  #orders(sellerId: string) {
    const shop = this.#parts.world.shops.get(sellerId);
    if (!shop) throw new Error(`no shop ${sellerId}`);
    return shop.orders;
  }
}

function keyView(key: KeyView): KeyView {
  const { version, publicKeyPem, issuedAt, expiresAt, enabled, refused } = key;
  return { version, publicKeyPem, issuedAt, expiresAt, enabled, refused };
}
