import {
  type AutoImportState,
  defaultShopAutoImport,
  type Reconciliation,
  type ShopMonitor,
  type StripRun,
} from '#shared/contract/auto-import.ts';
import type { AppErrorShape, ErrorCode } from '#shared/domain/errors.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** 2026/11/28(土) 14:04 in Japan. */
export const storyNow = Date.parse('2026-11-28T05:04:00Z');

/** A moment of the story's day by the clock in Japan: `14:10`. */
export function at(clock: string): number {
  return Date.parse(`2026-11-28T${clock}:00+09:00`);
}

export function failure(code: ErrorCode, details: AppErrorShape['details'] = {}): AppErrorShape {
  return { code, message: code, details, retryable: true };
}

const counts = { created: 0, updated: 0, unchanged: 0, failed: 0 };
const until = at('14:25');

/** Every state of a loop, some in several shades, with the sentence an operator reads. */
export const stories: readonly {
  readonly name: string;
  readonly state: AutoImportState;
  readonly words: string;
}[] = [
  { name: 'off', state: { kind: 'off' }, words: 'オフ' },
  { name: 'paused', state: { kind: 'paused' }, words: '一時停止中。再開するまで取り込みません' },
  { name: 'stopped', state: { kind: 'stopped' }, words: '緊急停止中。手動取込はできます' },
  {
    name: 'waiting',
    state: { kind: 'waiting', until: at('14:10') },
    words: '14:10 まで待機（10分ごと）',
  },
  { name: 'queued', state: running('auto', 'waiting', 0, 0, null), words: '取込中 — 順番を待っています' },
  { name: 'listing', state: running('auto', 'listing', 0, 0, null), words: '取込中 — 注文を探しています' },
  {
    name: 'found',
    state: running('reconciliation', 'listing', 1_204, 0, null),
    words: '照合中 — 注文を探しています（1,204件）',
  },
  { name: 'counting', state: running('auto', 'fetching', 300, 2, null), words: '取込中 2 / 300' },
  {
    name: 'running',
    state: running('auto', 'fetching', 300, 120, 170_000),
    words: '取込中 120 / 300（残り約3分）',
  },
  {
    name: 'failed once',
    state: { kind: 'backing_off', until, failures: 1, isOpen: false, error: failure('mall_timeout') },
    words: '失敗しました。14:25 にもう一度試します',
  },
  {
    name: 'failed often',
    state: { kind: 'backing_off', until, failures: 3, isOpen: false, error: failure('mall_unreachable') },
    words: '3回続けて失敗しました。14:25 に試します',
  },
  {
    name: 'circuit open',
    state: { kind: 'backing_off', until, failures: 8, isOpen: true, error: failure('mall_server_error') },
    words: '8回続けて失敗したため、間隔を空けています。14:25 に試します',
  },
  {
    name: 'maintenance',
    state: { kind: 'maintenance', until: at('14:20'), error: failure('mall_maintenance') },
    words: 'モールがメンテナンス中です。14:20 にもう一度試します',
  },
  { name: 'busy by hand', state: busy('manual'), words: '端末「出荷PC」が 14:02 から手動で取り込んでいます' },
  { name: 'busy', state: busy('auto'), words: '端末「出荷PC」が 14:02 から取り込んでいます' },
  {
    name: 'busy comparing',
    state: busy('reconciliation'),
    words: '端末「出荷PC」が 14:02 から照合しています',
  },
  {
    name: 'needs consent',
    state: {
      kind: 'needs_consent',
      error: failure('mall_session_expired', {
        scope: 'shared',
        mallCode: 'px-04102',
        mallMessage: 'AccessToken has been expired. This API session is shorter than another API.',
      }),
    },
    words: '認証が必要です',
  },
  {
    name: 'clock',
    state: {
      kind: 'clock_rejected',
      until,
      error: failure('clock_ahead', { amountMs: 65_000, errorMs: 500, sources: '' }),
    },
    words: 'PCの時計が合っていないため止まっています',
  },
  {
    name: 'failed',
    state: { kind: 'failed', until, error: failure('mall_not_permitted', { mallCode: 'px-04303' }) },
    words: '取り込めません。14:25 にもう一度試します',
  },
];

function running(
  purpose: 'auto' | 'reconciliation',
  stage: 'waiting' | 'listing' | 'fetching',
  found: number,
  done: number,
  remainingMs: number | null,
): AutoImportState {
  return {
    kind: 'running',
    purpose,
    since: at('14:02'),
    progress: { stage, found, done, counts: { ...counts, created: done }, remainingMs },
  };
}

function busy(purpose: 'manual' | 'auto' | 'reconciliation'): AutoImportState {
  const lease = { shopId: shopIdOf(0), owner: 'other', terminal: '出荷PC', purpose };
  return {
    kind: 'busy',
    lease: { ...lease, since: at('14:02'), expiresAt: at('14:06') },
    until: at('14:06'),
  };
}

export function shopIdOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`;
}

/** One monitored shop in a state. */
export function monitored(
  n: number,
  state: AutoImportState,
  changes: Partial<ShopMonitor> = {},
): ShopMonitor {
  return {
    shopId: shopIdOf(n),
    shopName: `店舗${n + 1}`,
    settings: { ...defaultShopAutoImport, isOn: state.kind !== 'off', isPaused: state.kind === 'paused' },
    settingsVersion: 1,
    state,
    nextAt: 'until' in state ? state.until : null,
    lastSuccessAt: at('14:00'),
    staged: 0,
    reconciliation: compared(n),
    nextReconciliationAt: at('15:00'),
    today: { runs: 84, created: 12, updated: 3, unchanged: 40, failed: 0 },
    ...changes,
  };
}

/** A comparison without a gap, of the last 14 days. */
export function compared(n: number, changes: Partial<Reconciliation> = {}): Reconciliation {
  return {
    id: `00000000-0000-4000-9000-${String(n + 1).padStart(12, '0')}`,
    shopId: shopIdOf(n),
    reason: 'hourly',
    state: 'completed',
    startedAt: at('14:00') - 8_000,
    finishedAt: at('14:00'),
    from: at('14:00') - 14 * dayMs,
    to: at('14:00'),
    listed: 1_204,
    missing: 2,
    changed: 1,
    gap: 0,
    error: null,
    ...changes,
  };
}

/** A day of runs up to the story's now: mostly idle, some with orders, every kind of trouble once or twice. */
export function dayOfRuns(everyMinutes: number): StripRun[] {
  const count = Math.floor(dayMs / (everyMinutes * minuteMs));
  return Array.from({ length: count }, (_, index) => {
    const created = (index * 7) % 60 < everyMinutes + 6 ? ((index * 13) % 9) + 1 : 0;
    const isFailed = index % 97 === 40;
    return {
      at: storyNow - (count - index) * everyMinutes * minuteMs,
      durationMs: 400 + ((index * 37) % 4_000),
      trigger: (index * everyMinutes) % 60 < everyMinutes ? 'reconciliation' : 'auto',
      state: isFailed ? 'failed' : index % 211 === 56 ? 'interrupted' : 'completed',
      created: isFailed ? 0 : created,
      updated: isFailed || created === 0 ? 0 : index % 3,
      failed: index % 131 === 70 ? 2 : 0,
    };
  });
}
