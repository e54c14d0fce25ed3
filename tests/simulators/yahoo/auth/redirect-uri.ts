const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * True when `candidate` is covered by a registered redirect address: equal; or a loopback address with the same
 * host and path and any port; or, for an entry that ends in `*`, anything that begins like it.
 */
export function isRegisteredRedirect(candidate: string, registered: readonly string[]): boolean {
  return registered.some(
    (entry) =>
      entry === candidate ||
      (entry.endsWith('*') && candidate.startsWith(entry.slice(0, -1))) ||
      isSameLoopback(candidate, entry),
  );
}

function isSameLoopback(candidate: string, entry: string): boolean {
  const a = URL.parse(candidate);
  const b = URL.parse(entry);
  if (!a || !b || a.protocol !== 'http:' || b.protocol !== 'http:') return false;
  return (
    a.hostname === b.hostname &&
    LOOPBACK_HOSTS.has(a.hostname) &&
    a.pathname === b.pathname &&
    a.search === b.search
  );
}

/** The redirect address with further query parameters; works for custom schemes too. */
export function withQuery(redirectUri: string, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(values).toString();
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`;
}
