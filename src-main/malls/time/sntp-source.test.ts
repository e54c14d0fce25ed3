import { afterEach, describe, expect, it } from 'vitest';
import { type SntpBehaviour, type SntpServer, startSntpServer } from '#simulators/sntp/server.ts';
import { readSntpAnswer } from './sntp-packet.ts';
import { sntpSource } from './sntp-source.ts';

const mono = { now: () => performance.now() };
const signal = new AbortController().signal;
let server: SntpServer | null = null;

async function ask(behaviour: Partial<SntpBehaviour> = {}, timeoutMs = 2_000) {
  server = await startSntpServer(behaviour);
  return sntpSource(server.address, { mono, timeoutMs }).read(signal);
}

afterEach(async () => {
  await server?.close();
  server = null;
});

describe('a time server', () => {
  it('is asked as an SNTP client of version 4 without telling our time', async () => {
    const anchor = Date.now() - mono.now();
    const reading = await ask({ offsetMs: 60_000, rootDelaySeconds: 0, rootDispersionSeconds: 0 });
    const [request] = server?.requests ?? [];
    expect(request).toHaveLength(48);
    expect(request?.readUInt8(0)).toBe(0x23);
    expect([...(request?.subarray(1, 40) ?? [])].every((byte) => byte === 0)).toBe(true);
    const offset = {
      lo: reading.sentAt + anchor - reading.notAfter,
      hi: reading.receivedAt + anchor - reading.notBefore,
    };
    expect(offset.lo).toBeLessThanOrEqual(-59_999);
    expect(offset.hi).toBeGreaterThanOrEqual(-60_001);
    expect(offset.hi - offset.lo).toBeLessThan(1_000);
  });

  it('adds the error the server states of itself', async () => {
    const exact = await ask({ rootDelaySeconds: 0, rootDispersionSeconds: 0 });
    await server?.close();
    const vague = await ask({ rootDelaySeconds: 0.2, rootDispersionSeconds: 0.3 });
    const width = (reading: typeof exact) => reading.notAfter - reading.notBefore;
    expect(width(vague) - width(exact)).toBeGreaterThan(700);
  });

  it('is asked again when a packet is lost', async () => {
    await ask({ lose: 1 }, 600);
    expect(server?.requests).toHaveLength(2);
  });

  it.each([
    ['is silent', { lose: 9 }, 'timeout'],
    ['answers somebody else', { wrongOriginate: true }, 'timeout'],
    ['sends half a packet', { length: 40 }, 'timeout'],
    ['sends a kiss of death', { stratum: 0, referenceId: 'RATE' }, 'kiss_of_death'],
    ['is not synchronised', { leap: 3 }, 'unsynchronised'],
    ['has no stratum', { stratum: 16 }, 'unsynchronised'],
    ['is too uncertain', { rootDispersionSeconds: 3 }, 'unsynchronised'],
    ['is no server', { mode: 3 }, 'bad_answer'],
    ['speaks an old version', { version: 2 }, 'bad_answer'],
    ['does not say when it answered', { zeroTransmit: true }, 'bad_answer'],
  ])('is no source when it %s', async (_name, behaviour, reason) => {
    // Only the silent ones are waited for; an answer may take its time on a busy machine.
    await expect(ask(behaviour, reason === 'timeout' ? 200 : 5_000)).rejects.toMatchObject({
      name: 'TimeSourceError',
      reason,
    });
  });

  it('names the refusal of a kiss of death', async () => {
    await expect(ask({ stratum: 0, referenceId: 'DENY' })).rejects.toThrow('DENY');
  });

  it('is unreachable when its name is unknown', async () => {
    await expect(sntpSource('nobody.invalid', { mono, timeoutMs: 3_000 }).read(signal)).rejects.toMatchObject(
      {
        name: 'TimeSourceError',
      },
    );
  });

  it('is given up with the caller', async () => {
    server = await startSntpServer({ lose: 9 });
    const stop = new AbortController();
    const reading = sntpSource(server.address, { mono }).read(stop.signal);
    stop.abort(new Error('closing'));
    await expect(reading).rejects.toThrow('closing');
  });

  it('is read across the era of 2036', () => {
    const packet = Buffer.alloc(48);
    packet[0] = 0x24;
    packet[1] = 1;
    packet.writeUInt32BE(10, 32);
    packet.writeUInt32BE(11, 40);
    const answer = readSntpAnswer(packet);
    expect(new Date(answer.receivedAt).toISOString()).toBe('2036-02-07T06:28:26.000Z');
    expect(answer.answeredAt - answer.receivedAt).toBe(1_000);
  });
});
