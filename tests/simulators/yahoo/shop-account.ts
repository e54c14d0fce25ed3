import type { SimulatorControl } from './control/control.ts';
import { DAY } from './japan-time.ts';
import type { World } from './world.ts';

/** A shop to create, with an application, a staff user and a key of its own. */
export interface ShopSpec {
  readonly sellerId: string;
  /** Default `<sellerId>-client`. */
  readonly clientId?: string;
  /** Default `<sellerId>-secret`; null: a client-type application without a secret. */
  readonly clientSecret?: string | null;
  /** Beside the address-display page, `http://127.0.0.1` and `http://localhost` with any port, and `juchuban://`. */
  readonly redirectUris?: readonly string[];
  /** Default `<sellerId>-staff`. */
  readonly userId?: string;
  /** Length of the shop's key (default 2048). */
  readonly keyBits?: number;
  /** Generated orders; default span: the 30 days before the start. */
  readonly orders?: {
    readonly count: number;
    readonly seed?: number;
    readonly from?: number;
    readonly to?: number;
  };
}

/** What the owner of a simulated shop enters into the product. */
export interface ShopAccount {
  readonly sellerId: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** The page that displays the redirected address, for the paste method. */
  readonly redirectUri: string;
  readonly userId: string;
  readonly publicKeyPem: string;
  readonly publicKeyVersion: string;
  /** Earliest possible OrderTime of the generated orders, epoch ms; the start when there are none. */
  readonly ordersFrom: number;
}

const COMMON_REDIRECTS = [
  'juchuban://*',
  // A product that was connected to an earlier run knows the page under that run's port.
  'http://127.0.0.1/callback-display',
  // The product's own default for the loopback method; the port may differ.
  'http://127.0.0.1/oauth/callback',
  'http://127.0.0.1',
  'http://127.0.0.1/callback',
  'http://localhost',
  'http://localhost/callback',
];

/** Creates shop, application, user, key version 1 and the wanted orders. */
export function createShopAccount(
  control: SimulatorControl,
  world: World,
  spec: ShopSpec,
  defaultSeed: number,
): ShopAccount {
  const { sellerId } = control.createShop({ sellerId: spec.sellerId });
  const application = control.putApplication({
    clientId: spec.clientId ?? `${sellerId}-client`,
    clientSecret: spec.clientSecret === undefined ? `${sellerId}-secret` : spec.clientSecret,
    redirectUris: [...COMMON_REDIRECTS, ...(spec.redirectUris ?? [])],
  });
  const user = control.putUser({ userId: spec.userId ?? `${sellerId}-staff`, sellerIds: [sellerId] });
  const key = control.issueKey({ sellerId, version: '1', bits: spec.keyBits ?? 2048 });
  const to = spec.orders?.to ?? world.now();
  const from = spec.orders?.from ?? to - 30 * DAY;
  if (spec.orders) {
    const { count, seed = defaultSeed } = spec.orders;
    control.generateOrders({ sellerId, count, seed, from, to });
  }
  return {
    sellerId,
    clientId: application.clientId,
    clientSecret: application.clientSecret,
    redirectUri: world.callbackDisplay,
    userId: user.userId,
    publicKeyPem: key.publicKeyPem,
    publicKeyVersion: key.version,
    ordersFrom: spec.orders ? from : to,
  };
}
