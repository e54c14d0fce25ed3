import type { RedirectMethod, ShopInput } from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';

/** The product's own callbacks, to be registered at the mall; used when the shop names none. */
export const defaultRedirectUris: Readonly<Record<Exclude<RedirectMethod, 'paste'>, string>> = {
  loopback: 'http://127.0.0.1:53682/oauth/callback',
  scheme: 'juchuban://oauth/callback',
};

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The redirect address a shop's consent uses; must equal one registered for the application (yahoo §1.2).
 * Throws AppError `redirect_uri_invalid` with `details.reason`.
 */
export function redirectUriOf(shop: Pick<ShopInput, 'redirectMethod' | 'redirectUri'>): string {
  const given = shop.redirectUri.trim();
  if (given === '') {
    if (shop.redirectMethod === 'paste') throw invalid('missing');
    return defaultRedirectUris[shop.redirectMethod];
  }
  if (!URL.canParse(given)) throw invalid('not_an_address');
  const url = new URL(given);
  if (url.hash !== '') throw invalid('has_fragment');
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (shop.redirectMethod === 'paste' && !isWeb) throw invalid('not_web');
  if (
    shop.redirectMethod === 'loopback' &&
    !(url.protocol === 'http:' && loopbackHosts.has(url.hostname) && url.port !== '')
  ) {
    throw invalid('not_loopback');
  }
  if (shop.redirectMethod === 'scheme' && url.protocol !== 'juchuban:') throw invalid('not_scheme');
  return given;
}

function invalid(reason: string): AppError {
  return new AppError('redirect_uri_invalid', `The redirect address cannot be used (${reason})`, {
    details: { reason },
  });
}
