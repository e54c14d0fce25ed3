import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { loopbackReceiver } from './loopback-receiver.ts';

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

describe('the loopback receiver', () => {
  it('hands over the whole redirected address and stops listening', async () => {
    const uri = `http://127.0.0.1:${await freePort()}/oauth/callback`;
    const { redirected } = await loopbackReceiver.listen(uri, new AbortController().signal);
    const answer = await fetch(`${uri}?code=c&state=s`);
    expect(await answer.text()).toContain('受注番に戻ってください');
    expect(await redirected).toBe(`${uri}?code=c&state=s`);
    await expect(fetch(uri)).rejects.toThrow();
  });

  it('ignores other paths, methods and hosts', async () => {
    const stop = new AbortController();
    const uri = `http://127.0.0.1:${await freePort()}/oauth/callback`;
    const { redirected } = await loopbackReceiver.listen(uri, stop.signal);
    expect((await fetch(new URL('/other?code=c', uri))).status).toBe(404);
    expect((await fetch(uri, { method: 'POST' })).status).toBe(404);
    expect((await fetch(uri.replace('127.0.0.1', 'localhost'))).status).toBe(404);
    stop.abort(new Error('cancelled'));
    await expect(redirected).rejects.toThrow('cancelled');
  });

  it('says so when the port is taken', async () => {
    const stop = new AbortController();
    const uri = `http://127.0.0.1:${await freePort()}/oauth/callback`;
    const { redirected } = await loopbackReceiver.listen(uri, stop.signal);
    await expect(loopbackReceiver.listen(uri, stop.signal)).rejects.toMatchObject({
      code: 'redirect_uri_invalid',
      details: { reason: 'port_taken' },
    });
    stop.abort(new Error('cancelled'));
    await expect(redirected).rejects.toThrow('cancelled');
  });
});
