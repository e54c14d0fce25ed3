import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startYahooSimulator } from '#simulators/yahoo/index.ts';
import { listenToPorts } from '../e2e/electron/support/page-ports.ts';
import { launchApp } from '../e2e/support/electron.ts';
import {
  collectCanaries,
  filesBelow,
  leaks,
  mistakenPrivateKey,
  type Place,
  plantedSecret,
  tableValues,
} from '../support/canaries.ts';
import { playSecretFlow } from '../support/secret-flow.ts';

test('no secret is in the database, settings, logs, profile or port traffic of the app', async () => {
  const simulator = await startYahooSimulator({
    requestsPerSecond: null,
    // Shorter than the product's margin before the end: the refresh token is used again and again.
    settings: { accessTokenMs: 30_000 },
    shops: [{ sellerId: 'canary-store', clientSecret: plantedSecret(), orders: { count: 30 } }],
  });
  const dir = await mkdtemp(join(tmpdir(), 'juchuban-endpoints-'));
  const endpoints = join(dir, 'endpoints.json');
  await writeFile(endpoints, JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 1_000 }));
  const launched = await launchApp({ endpoints });
  try {
    const [account] = simulator.accounts;
    if (account === undefined) throw new Error('the simulator has a shop');
    const ports = await listenToPorts(launched.page);
    const host = ports.client('data');
    const privateKey = mistakenPrivateKey();
    const outcome = await playSecretFlow(host, account, privateKey);
    expect(outcome).toMatchObject({ state: 'completed', created: 30 });
    expect(outcome.codes).not.toContain('no failure');
    // Every screen asks for what it shows.
    await launched.page.reload();
    for (const name of ['店舗と接続', '手動取込', '設定', '受注']) {
      await launched.page.getByRole('link', { name, exact: true }).click();
    }
    await expect(launched.page.locator('.ag-row:not(.row-loading)').first()).toBeVisible();

    const canaries = collectCanaries({ account, privateKey, journal: simulator.control.journal() });
    const names = [...canaries.keys()].join();
    for (const name of [
      'client secret',
      'public key',
      'private key',
      'access token',
      'refresh_token',
      'code',
    ])
      expect(names).toContain(name);
    const traffic: Place[] = [
      { name: 'port traffic', content: Buffer.from(ports.traffic.join('\n')) },
      { name: 'page', content: Buffer.from(await launched.page.content()) },
    ];
    for (const { content } of traffic.slice(0, 1)) expect(content.includes(account.sellerId)).toBe(true);
    const running = [...filesBelow(launched.dataDir), ...tableValues(join(launched.dataDir, 'juchuban.db'))];
    expect(running.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['juchuban.db', 'juchuban.db-wal', 'logs/main.log', 'logs/data-host.log']),
    );
    expect(leaks([...traffic, ...running], canaries)).toEqual([]);
    await launched.quit();
    expect(leaks(filesBelow(launched.dataDir), canaries)).toEqual([]);
  } finally {
    await launched.dispose();
    await simulator.close();
    await rm(dir, { recursive: true, force: true });
  }
});
