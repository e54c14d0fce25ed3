import { setTimeout as wait } from 'node:timers/promises';
import type { CallContext } from '#main/core/context.ts';
import type { CommandLog } from '#main/core/ports/store.ts';
import type { HostContract } from '#shared/contract/index.ts';
import type { OrderRow } from '#shared/contract/orders.ts';
import type { Services } from '#shared/contract/services.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import { AppError } from '#shared/domain/errors.ts';

/** Planted in a failing operation: must never reach a caller. */
export const canary = 'canary-4b1f-secret';

export const shopId = '5a0c1c2e-9d0b-4c57-8f0e-2b9f4f6b9a01';

/** An order row whose every text is Japanese, so that encodings are exercised. */
export function orderRow(id: number): OrderRow {
  return {
    id,
    shopId,
    mall: 'yahoo',
    mallOrderId: `test-${String(10_000_000 + id)}`,
    phaseId: 1,
    mallStatus: 'processing',
    payStatus: 'unpaid',
    shipStatus: 'not_shippable',
    fraudHold: 'none',
    orderedAt: 1_764_000_000_000 + id,
    importedAt: 1_764_000_100_000 + id,
    buyerName: `髙橋 ${id}`,
    recipientName: '齋藤 花子',
    prefecture: '東京都',
    itemSummary: '有田焼 湯呑み「藍」 ほか2点',
    quantity: 3,
    totalYen: 5_480,
    payMethodName: 'クレジットカード決済',
    shipMethodName: 'ヤマト運輸',
    requestDate: null,
    requestTime: '',
    shipDate: null,
    slipNumber: '',
    isSeen: false,
    isSplit: false,
    isTestOrder: false,
    hasBuyerComments: false,
    needGiftWrap: false,
    hasImportError: false,
    outbox: 'none',
  };
}

/** What the tests look at from the outside, through operations that carry plain texts. */
export interface FakeCoreState {
  viewRemovals: number;
  openStreams: number;
  views: number;
}

/**
 * A core with just enough behaviour to show what crosses a transport. Operations without a part in the tests
 * answer `not_found`.
 */
export function fakeCore(state: FakeCoreState): Services<HostContract, CallContext> {
  const missing = () => {
    throw new AppError('not_found', 'Not part of this test', { details: { entity: 'fake' } });
  };
  const shopList = () => {
    throw new Error(`bug at /home/${canary}/file.ts`, { cause: new Error(canary) });
  };
  return {
    system: {
      info: async () => ({
        appVersion: `removals=${state.viewRemovals} streams=${state.openStreams}`,
        hostKind: 'in-process',
        terminalName: '受付1',
        secretStore: { kind: 'memory', reason: 'test' },
        database: { schemaVersion: 1, revision: 7, sizeBytes: 4096, openMs: 1.5 },
        demo: { available: false, running: false },
      }),
      events: (_input, { signal }) => events(state, signal),
    },
    shops: {
      list: shopList,
      create: ({ clientSecret }) => {
        throw new AppError('shop_duplicate', 'The shop exists', { details: { length: clientSecret.length } });
      },
      update: missing,
      remove: missing,
      checkKey: () => ({ bits: 2048, fingerprint: 'ab:cd', repairs: ['blanks'], sameKeyShops: [] }),
      saveKey: missing,
      removeKey: missing,
      saveCertificate: missing,
      removeCertificate: missing,
    },
    auth: { testKey: missing, begin: missing, complete: missing, cancel: missing, attempt: missing },
    emailAuth: { latest: missing, start: missing, resend: missing, cancel: missing, redeem: missing },
    mail: { get: missing, save: missing, test: missing },
    clock: { check: missing, status: missing, history: missing },
    autoImport: {
      monitor: missing,
      strip: missing,
      runs: missing,
      reconciliations: missing,
      saveShop: missing,
      saveSettings: missing,
      runNow: missing,
      reconcileNow: missing,
      accept: missing,
    },
    emergencyStop: {
      status: missing,
      stop: missing,
      beginResume: missing,
      skipShop: missing,
      cancelResume: missing,
      resume: missing,
      journal: missing,
    },
    notices: { list: missing, markRead: missing, mailSettings: missing, saveMailSettings: missing },
    imports: {
      start: missing,
      // An answer that breaks the contract: a bug the caller must not see the inside of.
      plan: () => ({ periods: [{ shopId: canary, from: 0.5, to: 1, isFirst: true }] }),
      cancel: missing,
      resume: missing,
      get: missing,
      list: async ({ limit }, { signal }) => {
        // limit 199 stands for a query that waits until its caller gives up.
        if (limit === 199) await wait(60_000, undefined, signal === undefined ? {} : { signal });
        return { runs: [] };
      },
    },
    orders: {
      window: ({ offset, limit }) => ({
        rows: Array.from({ length: limit }, (_, index) => orderRow(offset + index + 1)),
        total: 1_000_000,
        totalIsExact: true,
        revision: 7,
      }),
      phases: () => ({ phases: [] }),
      counts: () => ({ phases: [], views: [], revision: 7 }),
      get: missing,
      history: ({ orderId }) => ({
        entries: [
          { id: orderId, at: 1, actor: 'a', terminal: 't', action: 'imported', changes: [], note: '' },
        ],
      }),
      raw: missing,
    },
    views: {
      list: () => ({ views: [] }),
      save: async ({ name, filter, search, sort }) => {
        // Slow enough for a repeat to arrive while it runs.
        await wait(30);
        state.views += 1;
        return {
          id: `view-${state.views}`,
          name,
          builtIn: false,
          isShared: false,
          position: state.views,
          filter,
          search,
          sort,
        };
      },
      remove: () => {
        state.viewRemovals += 1;
        return { ok: true };
      },
      reorder: missing,
    },
    edits: { save: missing, dropLocalEdits: missing, getMany: missing },
    phases: {
      list: missing,
      create: missing,
      update: missing,
      reorder: missing,
      remove: missing,
      move: missing,
    },
    fraud: {
      settings: missing,
      saveSettings: missing,
      releases: missing,
      acceptReleases: missing,
      dismissReleases: missing,
    },
    rules: { list: missing, save: missing, dryRun: missing, reorder: missing, remove: missing },
    jobs: {
      start: missing,
      get: missing,
      list: missing,
      rows: missing,
      cancel: missing,
      undo: missing,
      undoable: missing,
      readFile: missing,
      discardFile: missing,
    },
    reimport: { differences: missing, apply: missing },
    outbox: { enqueue: missing, list: missing, counts: missing, retry: missing, withdraw: missing },
    csv: {
      open: missing,
      append: async () => ({ ok: true as const }),
      discard: missing,
      inspect: missing,
      check: missing,
      import: missing,
      mappings: missing,
      saveMapping: missing,
      removeMapping: missing,
    },
    dashboard: { get: missing },
    expiry: { board: missing, dismiss: missing, settings: missing, saveSettings: missing },
    diagnosis: { run: missing },
    demo: { start: missing },
  };
}

async function* events(
  state: FakeCoreState,
  signal: AbortSignal | undefined,
): AsyncGenerator<ChangeEvent, void, void> {
  state.openStreams += 1;
  try {
    yield { type: 'ready', revision: 7 };
    for (let revision = 8; revision <= 10; revision += 1) {
      yield { type: 'changed', revision, entity: 'order', ids: [revision] };
    }
    // Silent from here on, as a quiet shop is: only the signal ends it.
    await new Promise<void>((resolve) => {
      if (signal?.aborted === true) resolve();
      else signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    state.openStreams -= 1;
  }
}

/** The command log of a database, in memory; answers are kept as JSON as a database keeps them. */
export function memoryCommandLog(): CommandLog {
  const kept = new Map<string, { operation: string; answer: string }>();
  return {
    find: (key) => {
      const found = kept.get(key);
      return found === undefined ? null : { operation: found.operation, answer: JSON.parse(found.answer) };
    },
    keep: (key, operation, answer) => {
      kept.set(key, { operation, answer: JSON.stringify(answer) });
    },
  };
}
