import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestStore, origin, shopId, silentLog } from '#main/db/testing/test-store.ts';
import type { ExpiryWarning } from '#shared/domain/expiry.ts';
import type { SessionRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { ExpiryService } from './expiry-service.ts';
import { day, hour, noon, sessionWith } from './testing/sessions.ts';
import { VirtualClock } from './testing/virtual-clock.ts';
import { yahooThings } from './yahoo-things.ts';

let store: Store;
let close: () => void;
let clock: VirtualClock;
let notified: (readonly ExpiryWarning[])[];
let mails: { to: string; subject: string; text: string; at: number }[];
let mailFails: boolean;
let service: ExpiryService;

const ctx = { actor: '山田' };

function serve(): ExpiryService {
  return new ExpiryService({
    store,
    clock,
    log: silentLog,
    terminalName: () => '受注PC',
    notifier: { notices: () => {}, waiting: () => {}, expiry: (warnings) => notified.push(warnings) },
    mail: {
      send: async (mail) => {
        if (mailFails) throw new Error('no network');
        mails.push({ ...mail, at: clock.now() });
      },
    },
    things: () =>
      store.shops().flatMap((shop) => {
        const session = store.session(shop.id, 'terminal');
        return session === null
          ? []
          : yahooThings({ shop, scope: 'terminal', session, certificate: null }, clock.now());
      }),
  });
}

const setSession = (patch: Partial<SessionRecord>) => {
  store.commit([{ kind: 'session.set', session: { ...sessionWith(patch), shopId: shopId() } }], origin(noon));
  service.lookNow();
};
const said = () => notified.flat().map(({ item, distanceMs }) => `${item.kind} ${distanceMs / hour}h`);

beforeEach(() => {
  ({ store, close } = createTestStore(1));
  clock = new VirtualClock(noon);
  notified = [];
  mails = [];
  mailFails = false;
  service = serve();
});
afterEach(async () => {
  await service.close();
  close();
});

describe('the expiry board', () => {
  it('shows nothing for what was never set', () => {
    setSession({ consentedAt: null, key: null });
    expect(service.board()).toMatchObject({ items: [], worst: 'ok', warnings: [] });
  });

  it.each<[string, Partial<SessionRecord>, object]>([
    [
      'a signed consent',
      { key: null, lastVerdict: null },
      { state: 'soon', expiresAt: noon + 12 * hour, basis: 'unsigned', renew: 'start_consent' },
    ],
    [
      'a consent the mall ended',
      { endedAt: noon + 5, endedReason: 'mall_session_expired' },
      { state: 'expired', expiresAt: noon + 5, basis: 'mall_ended', stops: ['manual_import'] },
    ],
    [
      'a withdrawn consent',
      { endedAt: noon + 5, endedReason: 'consent_required' },
      { state: 'expired', basis: 'withdrawn' },
    ],
    ['a good consent', {}, { state: 'ok', expiresAt: noon + 28 * day, basis: 'signed' }],
  ])('shows %s', (_name, patch, expected) => {
    setSession(patch);
    clock.jumpTo(noon + 10);
    expect(service.board().items).toContainEqual(expect.objectContaining({ kind: 'consent', ...expected }));
  });

  it('puts what has stopped first, and says since when', () => {
    setSession({ key: { keyVersion: '1', bits: 2048, fingerprint: 'ab', issuedOn: '2025-06-01' } });
    const board = service.board();
    expect(board.worst).toBe('expired');
    expect(board.items.map((item) => [item.kind, item.state])).toEqual([
      ['public_key', 'expired'],
      ['consent', 'ok'],
    ]);
    expect(board.items[0]).toMatchObject({ expiresAt: Date.UTC(2026, 4, 31, 15), stops: ['signing'] });
  });
});

// The service looks every 15 minutes: a month is thousands of looks at a real database.
describe('warnings', { timeout: 30_000 }, () => {
  it('come for a key that expires on day 10 at day 0, 7, 9 and 10, each once, and after a renewal again', async () => {
    // Ends at 2026-06-20 00:00 in Japan: nine and a half days ahead.
    setSession({
      consentedAt: null,
      key: { keyVersion: '1', bits: 2048, fingerprint: 'ab', issuedOn: '2025-06-20' },
    });
    service.saveSettings({ mailTo: ['tencho@example.jp'] }, ctx);
    const end = Date.UTC(2026, 5, 19, 15);
    service.start();
    await clock.runTo(noon + 10 * day);
    expect(said()).toEqual(['public_key 240h', 'public_key 72h', 'public_key 24h', 'public_key 0h']);
    expect(mails.map((mail) => mail.at)).toEqual([noon, end - 3 * day, end - day, end]);
    expect(mails[0]?.text).toContain('2026/06/20 00:00');
    expect(mails[3]?.subject).toContain('期限が切れました');

    setSession({
      consentedAt: null,
      key: { keyVersion: '2', bits: 2048, fingerprint: 'cd', issuedOn: '2026-06-30' },
    });
    await clock.runTo(noon + 10 * day + hour);
    expect(service.board()).toMatchObject({ worst: 'ok', warnings: [] });
    expect(said()).toHaveLength(4);
    const renewedEnd = Date.UTC(2027, 5, 29, 15);
    for (const distance of [31, 30, 29, 10, 9, 3, 1, 0]) {
      clock.jumpTo(renewedEnd - distance * day);
      service.lookNow();
      await clock.runTo(clock.now() + 1_000);
    }
    expect(said().slice(4)).toEqual([
      'public_key 720h',
      'public_key 240h',
      'public_key 72h',
      'public_key 24h',
      'public_key 0h',
    ]);
  });

  it('come for a signed consent 3 days, 1 day and 2 hours before its 28th day', async () => {
    setSession({});
    service.start();
    const moments: number[] = [];
    for (let at = noon; at <= noon + 28 * day; at += hour) {
      await clock.runTo(at);
      while (moments.length < notified.length) moments.push(at);
    }
    expect(said()).toEqual(['consent 72h', 'consent 24h', 'consent 2h', 'consent 0h']);
    expect(moments).toEqual([25 * day, 27 * day, 28 * day - 2 * hour, 28 * day].map((n) => noon + n));
  });

  it('come for a consent that shrinks to 12 hours in time for its new end', async () => {
    setSession({});
    service.start();
    await clock.runTo(noon + 5 * hour);
    setSession({ lastVerdict: 'expired-timestamp', unsignedSince: noon + 5 * hour });
    await clock.runTo(noon + 13 * hour);
    expect(said()).toEqual(['consent 2h', 'consent 0h']);
  });

  it('skip to the most urgent after the app was off, and are not repeated by a new start', async () => {
    setSession({});
    service.start();
    await clock.runTo(noon + day);
    await service.close();
    clock.jumpTo(noon + 27 * day + 23 * hour);
    service = serve();
    service.start();
    await clock.runTo(clock.now() + 60_000);
    expect(said()).toEqual(['consent 2h']);
    await service.close();
    service = serve();
    service.start();
    await clock.runTo(clock.now() + 60_000);
    expect(said()).toEqual(['consent 2h']);
  });

  it('stay in the banner until put away, and return with the next one', async () => {
    setSession({});
    service.start();
    await clock.runTo(noon + 25 * day);
    const [warning] = service.board().warnings;
    expect(warning).toMatchObject({ distanceMs: 3 * day, item: { kind: 'consent', state: 'soon' } });
    service.dismiss([warning?.item.id ?? ''], ctx);
    expect(service.board().warnings).toEqual([]);
    await clock.runTo(noon + 27 * day);
    expect(service.board().warnings).toMatchObject([{ distanceMs: day, item: { state: 'urgent' } }]);
  });

  it('are mailed again later when the mail server could not be reached, for a day', async () => {
    setSession({});
    service.saveSettings({ mailTo: ['a@example.jp', 'b@example.jp', 'a@example.jp'] }, ctx);
    mailFails = true;
    service.start();
    await clock.runTo(noon + 25 * day + hour);
    mailFails = false;
    await clock.runTo(noon + 25 * day + 2 * hour);
    expect(mails.map((mail) => mail.to)).toEqual(['a@example.jp', 'b@example.jp']);
    await clock.runTo(noon + 26 * day);
    expect(mails).toHaveLength(2);
    expect(said()).toEqual(['consent 72h']);
  });

  it('of the simulated mall stay inside the window', async () => {
    const shop = store.shop(shopId());
    if (shop === null) throw new Error('no shop');
    const { id, version, lastImportTo: _to, lastImportAt: _at, ...input } = shop;
    store.commit(
      [{ kind: 'shop.update', id, expectedVersion: version, shop: { ...input, environment: 'demo' } }],
      origin(noon),
    );
    setSession({});
    service.start();
    await clock.runTo(noon + 28 * day);
    expect(notified).toEqual([]);
    expect(service.board().warnings).toHaveLength(1);
  });
});
