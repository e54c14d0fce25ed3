/** Where the renderer is served from: the app's own scheme, or the headless host over HTTP. */
export type CspHost = 'electron' | 'headless';

/**
 * The Content-Security-Policy sent with every page, the same for both hosts but for `connect-src`: in
 * Electron all data travels over message ports, so the page may open no connection at all; in a browser it
 * talks to the host that served it (HTTP and WebSocket). Mantine and AG Grid insert `<style>` elements, which
 * needs 'unsafe-inline' for styles; their small pictures are data: addresses. Scripts come from files only.
 */
export function contentSecurityPolicy(host: CspHost): string {
  const directives: Record<string, string> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': host === 'electron' ? "'none'" : "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-src': "'none'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Headers every answer carries, beside its content type. */
export function securityHeaders(host: CspHost): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(host),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
