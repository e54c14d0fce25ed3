import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NoticeSettings } from '#shared/contract/shell.ts';
import type { ExpiryWarning } from '#shared/domain/expiry.ts';
import type { Notice, NoticePlace } from '#shared/domain/notice.ts';
import { type KeptNotices, nothingKept } from '../../settings/kept-notices.ts';
import { DesktopNotices } from './desktop-notices.ts';

const at = (text: string) => Date.parse(`${text}+09:00`);
const shop = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

let shown: { title: string; body: string; click: () => void }[];
let opened: NoticePlace[];
let settings: NoticeSettings;
let desktop: DesktopNotices;
let id: number;
/** What is in this PC's settings file, as it is read after a restart. */
let kept: KeptNotices;

/** The application is started at a moment, after the one before was ended. */
function startApp(when = Date.now()): void {
  // This sets the clock back to its beginning, too.
  vi.clearAllTimers();
  vi.setSystemTime(when);
  desktop = new DesktopNotices({
    settings: () => ({ language: 'ja', notices: settings }),
    now: Date.now,
    show: (text, click) => shown.push({ ...text, click }),
    open: (place) => opened.push(place),
    kept: {
      read: () => structuredClone(kept),
      write: (next) => {
        kept = structuredClone(next);
      },
    },
  });
  desktop.reviewKept();
}

const notice = (kind: Notice['kind'], facts: Partial<Notice> = {}): Notice => {
  id += 1;
  return {
    id,
    kind,
    at: Date.now(),
    shopId: shop(1),
    shopName: 'みどり食品',
    count: kind === 'new_orders' || kind === 'held' || kind === 'hold_released' ? 1 : 0,
    orderId: null,
    mallOrderId: '',
    errorCode: null,
    name: '',
    reason: '',
    isRead: false,
    ...facts,
  };
};
const warning: ExpiryWarning = {
  distanceMs: 86_400_000,
  item: {
    id: 'a',
    kind: 'consent',
    shopId: shop(1),
    shopName: 'みどり食品',
    mall: 'yahoo',
    environment: 'production',
    scope: 'shared',
    state: 'urgent',
    expiresAt: at('2026-11-23T22:30'),
    basis: 'signed',
    stops: [],
    renew: 'email_auth',
  },
};
const stopped = () => notice('stopped', { shopId: null, shopName: '', name: '山田', reason: '二重取込' });
const titles = () => shown.map(({ title }) => title);

beforeEach(() => {
  vi.useFakeTimers({ now: at('2026-11-22T14:00') });
  shown = [];
  opened = [];
  id = 0;
  settings = {
    newOrders: true,
    holds: true,
    failures: true,
    expiries: true,
    stops: true,
    quietHours: { isOn: false, from: 22 * 60, to: 7 * 60 },
  };
  kept = nothingKept();
  startApp();
});
afterEach(() => vi.useRealTimers());

const quietTonight = () => {
  settings = { ...settings, quietHours: { ...settings.quietHours, isOn: true } };
  vi.setSystemTime(at('2026-11-22T22:30'));
};

describe('notifications of the desktop', () => {
  it('fold what comes within a few seconds into one', () => {
    desktop.notices([notice('held', { count: 2 })]);
    vi.advanceTimersByTime(2_900);
    desktop.notices([
      notice('held', { count: 3 }),
      notice('held', { count: 1, shopId: shop(2), shopName: '青果店' }),
    ]);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(titles()).toEqual(['不正保留の受注 6 件']);
    expect(shown[0]?.body.split('\n').slice(0, 2)).toEqual(['みどり食品: 5', '青果店: 1']);
    desktop.notices([notice('held')]);
    vi.runAllTimers();
    expect(shown).toHaveLength(2);
  });

  it('name the only one, and a click leads to it', () => {
    desktop.notices([notice('new_orders', { orderId: 7, mallOrderId: 'test-10000007' })]);
    vi.runAllTimers();
    expect(shown).toMatchObject([{ title: '新しい受注 1 件', body: 'みどり食品 · test-10000007' }]);
    shown[0]?.click();
    expect(opened).toEqual([{ kind: 'order', orderId: 7 }]);
  });

  it('of different things lead to the list', () => {
    desktop.notices([
      notice('new_orders', { count: 4 }),
      notice('import_failed', { errorCode: 'mall_timeout' }),
    ]);
    desktop.expiry([warning]);
    vi.runAllTimers();
    expect(titles()).toEqual(['お知らせ 3 件']);
    expect(shown[0]?.body).toContain('新しい受注 4 件 – みどり食品');
    expect(shown[0]?.body).toContain('有効期限のお知らせ 1 件');
    shown[0]?.click();
    expect(opened).toEqual([{ kind: 'notices' }]);
  });

  it('of an end alone say what ends, and lead to the board', () => {
    desktop.expiry([warning]);
    vi.runAllTimers();
    expect(titles()).toEqual(['有効期限が近づいています']);
    shown[0]?.click();
    expect(opened).toEqual([{ kind: 'expiry' }]);
  });

  it('are of the kinds that are switched on', () => {
    settings = {
      ...settings,
      newOrders: false,
      holds: false,
      failures: false,
      expiries: false,
      stops: false,
    };
    for (const kind of ['new_orders', 'held', 'hold_released', 'import_failed', 'stopped'] as const)
      desktop.notices([notice(kind)]);
    desktop.expiry([warning]);
    vi.runAllTimers();
    expect(shown).toEqual([]);
  });

  it('wait in the quiet hours for one summary when they end', () => {
    quietTonight();
    desktop.notices([notice('new_orders', { count: 3 })]);
    vi.advanceTimersByTime(3 * 3_600_000);
    desktop.notices([notice('new_orders', { count: 2 }), notice('held')]);
    desktop.expiry([warning]);
    vi.setSystemTime(at('2026-11-23T06:59:59.999'));
    vi.advanceTimersByTime(0);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(10 * 60_000);
    expect(titles()).toEqual(['静かな時間のお知らせ 4 件']);
    expect(shown[0]?.body.split('\n')).toEqual([
      '新しい受注 5 件 – みどり食品',
      '不正保留の受注 1 件 – みどり食品',
      '有効期限のお知らせ 1 件',
    ]);
    vi.runAllTimers();
    expect(shown).toHaveLength(1);
  });

  it('that wait for the end of the quiet hours are shown then, though the PC was started anew meanwhile', () => {
    quietTonight();
    vi.setSystemTime(at('2026-11-22T23:00'));
    desktop.notices([notice('new_orders', { count: 3 })]);
    desktop.expiry([warning]);
    startApp(at('2026-11-23T03:00'));
    desktop.notices([notice('held')]);
    expect(titles()).toEqual([]);
    vi.advanceTimersByTime(4 * 3_600_000);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.body).toContain('新しい受注 3 件');
    startApp();
    vi.advanceTimersByTime(24 * 3_600_000);
    expect(shown).toHaveLength(1);
  });

  it('that waited are shown at once when the PC was off until the quiet hours were over', () => {
    quietTonight();
    vi.setSystemTime(at('2026-11-22T23:00'));
    desktop.notices([notice('new_orders')]);
    startApp(at('2026-11-23T09:00'));
    expect(shown).toHaveLength(1);
  });

  it('come at once when the quiet hours are switched off', () => {
    quietTonight();
    desktop.notices([notice('held')]);
    desktop.reviewKept();
    expect(shown).toEqual([]);
    settings = { ...settings, quietHours: { ...settings.quietHours, isOn: false } };
    desktop.reviewKept();
    expect(titles()).toEqual(['静かな時間のお知らせ 1 件']);
  });

  it('of an emergency stop come at once, quiet hours or not', () => {
    quietTonight();
    desktop.notices([notice('held'), stopped()]);
    expect(shown).toMatchObject([{ title: '緊急停止しました', body: '山田 · 二重取込' }]);
    vi.setSystemTime(at('2026-11-23T07:00'));
    vi.runAllTimers();
    expect(titles()).toEqual(['緊急停止しました', '静かな時間のお知らせ 1 件']);
  });
});
