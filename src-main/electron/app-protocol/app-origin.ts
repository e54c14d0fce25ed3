/** The app's own scheme and host: everything the window shows comes from here. */
export const appScheme = 'app';
export const appHost = 'juchuban';
export const appOrigin = `${appScheme}://${appHost}`;
export const startPage = `${appOrigin}/index.html`;

/**
 * Whether an address belongs to the app. Compares parsed parts, never prefixes: `app://juchuban.evil/` and
 * `app://juchuban@evil/` are not ours.
 */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === `${appScheme}:` && url.host === appHost && url.username === '' && url.password === ''
  );
}
