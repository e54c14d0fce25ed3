import { AppError } from '#shared/domain/errors.ts';

/**
 * Plays the person at the browser on the simulated mall's consent page: agrees as `userId` and returns the
 * redirected address. Works on this computer's own addresses only, so it can never agree to anything real.
 */
export async function agreeOnConsentPage(authorizationUrl: string, userId: string): Promise<string> {
  const url = new URL(authorizationUrl);
  if (url.protocol !== 'http:' || url.hostname !== '127.0.0.1') {
    throw new AppError('forbidden', 'The demo agrees to its own mall only');
  }
  // The form hands the request's parameters on, as the page's hidden fields do.
  const form = new URLSearchParams(url.search);
  form.set('user', userId);
  form.set('decision', 'agree');
  const answer = await fetch(new URL(url.pathname, url.origin), {
    method: 'POST',
    body: form,
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  await answer.body?.cancel();
  const redirected = answer.headers.get('location');
  if (redirected === null) {
    throw new AppError('demo_unavailable', 'The demo mall did not take the consent', {
      details: { status: answer.status },
    });
  }
  return redirected;
}
