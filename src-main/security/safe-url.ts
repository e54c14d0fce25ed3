const longestAddress = 8_000;
const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The address to hand to the operating system, or null when it must not be opened: only https without
 * credentials, or one of `loopbackOrigins` (the running demo mall). Everything else could start programs
 * (file:, smb:, ms-…: handlers) or hide where it goes.
 */
export function safeExternalUrl(address: string, loopbackOrigins: readonly string[]): string | null {
  if (address.length > longestAddress || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return null;
  if (url.protocol === 'https:') return url.href;
  const isKnownLoopback =
    url.protocol === 'http:' && loopbackHosts.has(url.hostname) && loopbackOrigins.includes(url.origin);
  return isKnownLoopback ? url.href : null;
}
