/** Reverses the page's escaping. */
function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

/**
 * Plays the person at the browser: opens the consent page, agrees (or not) with the proposed user and answers
 * with the whole redirected address. @throws Error when the page offers no form or does not redirect
 */
export async function agreeToConsent(
  authorizationUrl: string,
  decision: 'agree' | 'deny' = 'agree',
): Promise<string> {
  const page = await (await fetch(authorizationUrl)).text();
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1];
  if (action === undefined) throw new Error('the address shows no consent form');
  const form = new URLSearchParams({ decision });
  for (const [, attributes = ''] of page.matchAll(/<input ([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(attributes)?.[1];
    const value = /value="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (name !== undefined) form.append(unescapeHtml(name), unescapeHtml(value));
  }
  const response = await fetch(new URL(unescapeHtml(action), authorizationUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`the consent was not accepted (HTTP ${response.status})`);
  return location;
}
