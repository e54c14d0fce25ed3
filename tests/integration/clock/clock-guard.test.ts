import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClockedHost } from './clocked-host.ts';

let host: ClockedHost;

beforeEach(async () => {
  host = await ClockedHost.start();
});
afterEach(() => host.close());

const code = (error: unknown): unknown => (error as { data?: { code?: string } }).data?.code;
const refused = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'passed', code);

describe('a consent and the clock', () => {
  it('is refused before the browser opens while the clock is ahead, and given once it is mended', async () => {
    const shop = await host.addShop();
    host.aheadBy(60_000);
    const error = await host.client.auth.begin({ shopId: shop.id }).catch((refusal) => refusal);
    expect(error.data).toMatchObject({ code: 'clock_ahead', details: { direction: 'ahead' } });
    expect(Math.abs(error.data.details.amountMs - 60_000)).toBeLessThanOrEqual(error.data.details.errorMs);
    expect(host.tokenRequests()).toBe(0);

    host.aheadBy(0);
    const attempt = await host.client.auth.begin({ shopId: shop.id });
    const redirected = await host.agree(attempt.authorizationUrl);
    host.aheadBy(60_000);
    const complete = () => host.client.auth.complete({ attemptId: attempt.attemptId, redirected });
    expect(await refused(complete())).toBe('clock_ahead');
    host.aheadBy(-541_000);
    expect(await refused(complete())).toBe('clock_behind');
    expect(host.tokenRequests()).toBe(0);
    expect(await host.client.auth.attempt({ attemptId: attempt.attemptId })).toMatchObject({
      state: 'failed',
      errorCode: 'clock_behind',
      errorDetails: { direction: 'behind' },
    });

    host.aheadBy(0);
    expect((await complete()).consent.state).toBe('signed');
    expect(host.tokenRequests()).toBe(1);
    const { checks } = await host.client.clock.history({ limit: 10 });
    expect(checks.map(({ purpose, verdict }) => `${purpose} ${verdict}`)).toEqual([
      'consent_complete good',
      'consent_complete behind',
      'consent_complete ahead',
      'consent_begin good',
      'consent_begin ahead',
    ]);
    expect((await host.client.clock.status({})).last).toEqual(checks[0]);
  });

  it('renews no access token while the clock is rejected', async () => {
    host.mall.control.settings({ accessTokenMs: 30_000 });
    const shop = await host.addShop();
    const attempt = await host.client.auth.begin({ shopId: shop.id });
    const redirected = await host.agree(attempt.authorizationUrl);
    await host.client.auth.complete({ attemptId: attempt.attemptId, redirected });
    const before = host.tokenRequests();

    host.aheadBy(60_000);
    expect((await host.client.clock.check({})).verdict).toBe('ahead');
    const importAll = async () => {
      const { runs } = await host.client.imports.start({
        shopIds: [shop.id],
        period: { kind: 'since_last' },
      });
      const runId = runs[0]?.id ?? '';
      await expect
        .poll(async () => (await host.client.imports.get({ runId })).state, { timeout: 30_000 })
        .not.toBe('running');
      return host.client.imports.get({ runId });
    };
    expect(await importAll()).toMatchObject({ state: 'failed', error: { code: 'clock_ahead' } });
    expect(host.tokenRequests()).toBe(before);

    host.aheadBy(0);
    expect((await importAll()).state).toBe('completed');
    expect(host.tokenRequests()).toBeGreaterThan(before);
  });
});

describe('a check against the mall and a time server', () => {
  it.each([
    ['1 min ahead', 60_000, 'ahead'],
    ['half a second ahead', 500, 'ahead'],
    ['true', 0, 'good'],
    ['1 s behind', -1_000, 'good'],
    ['8:59 behind', -539_000, 'good'],
    ['9:01 behind', -541_000, 'behind'],
  ])('judges a clock that is %s', async (_name, ahead, verdict) => {
    host.aheadBy(ahead);
    const check = await host.client.clock.check({});
    expect(check).toMatchObject({ verdict, purpose: 'manual', terminal: '受付1' });
    expect(check.sources.map(({ kind, state, agrees }) => [kind, state, agrees])).toEqual([
      ['http', 'answered', true],
      ['sntp', 'answered', true],
    ]);
    expect(Math.abs((check.offsetMs ?? 0) - ahead)).toBeLessThanOrEqual(check.errorMs ?? 0);
    expect(host.mall.control.counters().total['/']).toBeGreaterThanOrEqual(6);
  });

  it('shows that the sources contradict each other', async () => {
    host.sntp.behaviour.offsetMs = 30_000;
    const check = await host.client.clock.check({});
    expect(check).toMatchObject({ verdict: 'sources_disagree', offsetMs: null });
    expect(check.sources.map(({ agrees }) => agrees)).toEqual([true, false]);
  });

  it('knows nothing when nobody answers, and takes the second opinion when the mall does not', async () => {
    await host.close();
    host = await ClockedHost.start({ 'time.http': ['http://127.0.0.1:9/'] });
    const shop = await host.addShop();
    const check = await host.client.clock.check({});
    expect(check).toMatchObject({
      verdict: 'good',
      sources: [{ state: 'failed', reason: 'unreachable' }, {}],
    });
    host.sntp.behaviour.stratum = 0;
    expect(await refused(host.client.auth.begin({ shopId: shop.id }))).toBe('clock_unknown');
    expect(host.tokenRequests()).toBe(0);
  });
});
