import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiagnosisService } from '#main/core/diagnosis/diagnosis-service.ts';
import { shop as record, sessionWith } from '#main/core/expiry/testing/sessions.ts';
import type { ClockStatus } from '#main/core/ports/clock-status.ts';
import type { ConnectionEvent } from '#main/malls/port.ts';
import type { Diagnosis, DiagnosisCheckId } from '#shared/contract/diagnosis.ts';
import { clockOf } from '../yahoo/clock-of.ts';
import { day, noLog, noon, YahooShop } from '../yahoo/yahoo-shop.ts';

const hour = 3_600_000;
let mall: YahooShop;
let clockStatus: ClockStatus;

beforeEach(async () => {
  mall = await YahooShop.start({ orders: 3 });
  clockStatus = { verdict: 'good', offsetMs: 0, errorMs: 50, at: noon };
});
afterEach(() => mall.close());

/** What a session record holds after everything the mall said so far. */
function session() {
  const verdicts = mall.events.filter((event) => event.kind === 'verdict');
  const ended = mall.events.find(
    (event): event is Extract<ConnectionEvent, { kind: 'ended' }> => event.kind === 'ended',
  );
  const last = verdicts.at(-1);
  return sessionWith({
    shopId: record.id,
    lastVerdict: last?.value ?? null,
    lastVerdictAt: last?.at ?? null,
    unsignedSince: verdicts.find((event) => event.value !== 'authorized')?.at ?? null,
    endedAt: ended?.at ?? null,
    endedReason: ended?.error.code ?? null,
  });
}

function diagnose(errorCode: string | null = null): Promise<Diagnosis> {
  const service = new DiagnosisService({
    shop: () => record,
    access: {
      session: (_id, scope) => (scope === 'terminal' ? session() : { ...sessionWith(), key: null }),
      certificate: () => null,
      consentTerminal: () => '受注PC',
      connection: () => mall.connection,
    },
    mallOf: () => mall.mall,
    clock: clockOf(() => mall.simulator.control.time().now),
    clockStatus: { check: async () => clockStatus },
    globalIp: null,
    log: noLog,
    terminalName: () => '受注PC',
    appVersion: '0.1.0',
  });
  return service.run(record.id, 'terminal', errorCode);
}

function check(diagnosis: Diagnosis, id: DiagnosisCheckId) {
  return diagnosis.checks.find((candidate) => candidate.id === id);
}

describe('a diagnosis against the mall', () => {
  it('finds all good with one signed call, and points to the PC that gave the consent', async () => {
    await mall.consent();
    const diagnosis = await diagnose('px-04102');
    expect(diagnosis.checks.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(diagnosis).toMatchObject({ allGood: true, consentTerminal: '受注PC' });
    expect(check(diagnosis, 'mall_answer')).toMatchObject({ evidence: 'accepted_again' });
    expect(mall.calls('orderList')).toBe(1);
  });

  it('sees a session over after 12 hours of refused signatures, without a loop', async () => {
    await mall.consent();
    mall.simulator.control.patchKey({ sellerId: 'teststore', version: '1', enabled: false });
    mall.simulator.control.time({ freeze: noon + 13 * hour });
    const diagnosis = await diagnose();
    expect(check(diagnosis, 'mall_answer')).toMatchObject({ result: 'bad', evidence: 'session_expired' });
    expect(check(diagnosis, 'verdict')).toMatchObject({
      result: 'bad',
      evidence: 'invalid-key-status',
      fix: 'open_mall_keys',
    });
    expect(check(diagnosis, 'consent_age')).toMatchObject({ evidence: 'mall_ended_early' });
    expect(mall.calls('orderList')).toBe(1);
  });

  it.each<[string, () => void, string]>([
    ['unknown version', () => mall.secrets.values.set('public-key-version', '9'), 'not-found-key-version'],
    ['expired key', () => mall.simulator.control.time({ freeze: noon + 366 * day }), 'expired-key-version'],
  ])('tells an %s by the verdict of its own call', async (_name, spoil, evidence) => {
    if (evidence === 'expired-key-version') {
      spoil();
      await mall.consent();
    } else {
      await mall.consent();
      spoil();
    }
    expect(check(await diagnose(), 'verdict')).toMatchObject({ result: 'bad', evidence });
  });

  it('reports each refusal of the application or the address with its own next step', async () => {
    await mall.consent();
    for (const [code, evidence] of [
      ['px-04306', 'ip_not_registered'],
      ['px-04303', 'app_not_registered'],
      ['px-14303', 'permission_or_key_pair'],
      ['ed-00002', 'maintenance'],
    ] as const) {
      const status = code === 'ed-00002' ? 503 : 403;
      mall.simulator.control.addFault({
        path: 'orderList',
        action: { kind: 'error', status, code, message: 'Refused.' },
      });
      expect(check(await diagnose(), 'mall_answer')).toMatchObject({ result: 'bad', evidence });
    }
  });

  it('makes no call that could do harm: wrong clock, or a key that is not complete', async () => {
    await mall.consent();
    clockStatus = { verdict: 'ahead', offsetMs: 60_000, errorMs: 50, at: noon };
    const ahead = await diagnose();
    expect(check(ahead, 'clock')).toMatchObject({ result: 'bad', fix: 'open_date_settings' });
    expect(check(ahead, 'mall_answer')).toMatchObject({ evidence: 'skipped_bad_clock' });
    clockStatus = { ...clockStatus, verdict: 'good' };
    mall.secrets.values.delete('public-key-version');
    const half = await diagnose();
    expect(check(half, 'key_pair')).toMatchObject({ result: 'bad', evidence: 'version_missing' });
    expect(check(half, 'mall_answer')).toMatchObject({ evidence: 'skipped_unsigned' });
    expect(mall.calls('orderList')).toBe(0);
  });

  it('carries no secret: neither key nor token nor client secret nor version of another', async () => {
    await mall.consent();
    mall.secrets.values.set('client-secret', 'canary-client-secret');
    for (const code of [null, 'px-14303']) {
      const text = JSON.stringify(await diagnose(code));
      for (const [name, value] of mall.secrets.values) {
        if (name !== 'public-key-version') expect(text).not.toContain(value);
      }
      const access = mall.secrets.values.get('access-token') ?? '';
      expect(text).not.toContain(JSON.parse(access).token);
      expect(text).not.toContain('BEGIN PUBLIC KEY');
      expect(text).not.toContain('canary');
    }
  });
});
