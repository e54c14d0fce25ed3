import { WriteBook } from './api/write-book.ts';
import { ConsentBook } from './auth/consents.ts';
import { KeyRing } from './auth/key-ring.ts';
import type { SimulatorClock } from './clock.ts';
import { OrderStore } from './orders/store.ts';
import { defaultSettings, type SimulatorSettings } from './settings.ts';

/** A Yahoo! application. */
export interface Application {
  readonly clientId: string;
  /** null: a client-type application, which has no secret. */
  clientSecret: string | null;
  redirectUris: string[];
  /** Has the scope for shop operations (else `insufficient_scope`). */
  storeScope: boolean;
  /** Registered for the order APIs (else px-04303). */
  orderApi: boolean;
  /** Source addresses it may call from (else px-04306); null: any. */
  sourceIps: string[] | null;
  /** Scripted: every call answers px-04307. */
  forbidden: boolean;
}

/** A Yahoo! JAPAN ID and what it may do. */
export interface User {
  readonly userId: string;
  /** Shops whose staff it belongs to (else px-14304). */
  sellerIds: string[];
  /** Permission for order management (else px-14303). */
  orderPermission: boolean;
}

export interface Shop {
  readonly sellerId: string;
  readonly keys: KeyRing;
  readonly orders: OrderStore;
}

/** The whole state of one simulator. */
export class World {
  readonly clock: SimulatorClock;
  readonly settings: SimulatorSettings = defaultSettings();
  readonly consents = new ConsentBook(this.settings);
  readonly applications = new Map<string, Application>();
  readonly users = new Map<string, User>();
  readonly shops = new Map<string, Shop>();
  readonly writes = new WriteBook();
  /** Cancels accepted with od91704 that wait to be carried out (setting `deferCancels`). */
  readonly deferredCancels: (() => void)[] = [];
  /** The server's own address once it listens, without a trailing slash. */
  url = '';

  constructor(clock: SimulatorClock) {
    this.clock = clock;
  }

  now(): number {
    return this.clock.now();
  }

  /** The shop, made on first use. */
  shop(sellerId: string): Shop {
    const known = this.shops.get(sellerId);
    if (known) return known;
    const shop: Shop = { sellerId, keys: new KeyRing(), orders: new OrderStore(sellerId) };
    this.shops.set(sellerId, shop);
    return shop;
  }

  /** The page that shows the whole redirected address: always a registered redirect address. */
  get callbackDisplay(): string {
    return `${this.url}/callback-display`;
  }

  /** OpenID issuer: the same as the base of the authorization endpoints. */
  get issuer(): string {
    return `${this.url}/yconnect/v2`;
  }
}
