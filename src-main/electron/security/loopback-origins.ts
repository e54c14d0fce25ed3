import type { Endpoints } from '../../malls/endpoints.ts';

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Origin of the authorization host when development or a test replaced it with one on this computer; nothing
 * with the production table, which is the only one a packaged build knows.
 */
export function loopbackOriginsOf(endpoints: Endpoints): string[] {
  const { origin } = new URL(endpoints['yahoo.auth']);
  return loopback.test(origin) ? [origin] : [];
}
