import { Buffer } from 'node:buffer';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { buildZip } from '#main/core/certificate/testing/build-zip.ts';
import { createTestAuthority, type TestAuthority } from '#main/core/certificate/testing/test-authority.ts';
import { expect, test } from './support/fixtures.ts';
import { connectShop } from './support/steps.ts';

test.use({ orderCount: 1 });

let authority: TestAuthority;
test.beforeAll(() => {
  authority = createTestAuthority();
});
test.afterAll(() => authority.dispose());

const subject = '/O=Test Shop/CN=SHP-test-store';
const crtName = 'SHP-test-store.crt';
const keyName = 'test-store.key';
const card = (page: Page) => page.getByRole('region', { name: 'API証明書' });

interface GivenFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Through the file chooser, as a person chooses. */
async function choose(page: Page, ...files: GivenFile[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    card(page).getByRole('button', { name: 'ファイルを選ぶ' }).click(),
  ]);
  await chooser.setFiles(
    files.map(({ name, content }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(content),
    })),
  );
}

/** Dropped from the file manager onto the drop zone. */
async function drop(page: Page, ...files: GivenFile[]): Promise<void> {
  const given = files.map(({ name, content }) => ({
    name,
    base64: Buffer.from(content).toString('base64'),
  }));
  const dataTransfer = await page.evaluateHandle((items) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of items) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, given);
  const zone = card(page).getByRole('region', { name: /ここにドロップ/ });
  await zone.dispatchEvent('dragover', { dataTransfer });
  await expect(zone).toContainText('ここで離すと読み取ります');
  await zone.dispatchEvent('drop', { dataTransfer });
}

test('an API certificate: refused, completed, shown, kept over a restart, replaced, removed', async ({
  app,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  await connectShop(app.page(), account, '試験ストア');
  const pair = authority.issue({ subject });
  const crt = { name: crtName, content: pair.certificate };
  const key = { name: keyName, content: pair.key };

  await choose(app.page(), { name: '商品.zip', content: buildZip([{ name: 'a.csv', content: 'a' }]) });
  await expect(card(app.page()).getByRole('alert')).toContainText('証明書の ZIP ではありません');
  await choose(app.page(), { name: 'film.mp4', content: new Uint8Array(300 * 1024) });
  await expect(card(app.page()).getByRole('alert')).toContainText('ファイルが大きすぎます');
  await choose(app.page(), { ...crt, name: 'SHP-taro.crt' }, key);
  await expect(card(app.page()).getByRole('alert')).toContainText('別のストアの証明書です');

  // One half waits for the other.
  await choose(app.page(), crt);
  await expect(card(app.page()).getByRole('alert').first()).toContainText('秘密鍵（.key）がありません');
  await expect(card(app.page())).toContainText(`受け取り済み: ${crtName}`);
  await drop(app.page(), key);
  await expect(card(app.page())).toContainText('CN=SHP-test-store');
  await expect(card(app.page())).toContainText('あと 365 日');
  await expect(card(app.page())).toContainText(`${crtName}・${keyName}`);

  await app.restart();
  await app.page().getByRole('link', { name: '店舗と接続' }).click();
  await app.page().getByRole('tab', { name: '公開鍵・証明書' }).click();
  await expect(card(app.page())).toContainText('CN=SHP-test-store');

  // An old one, as most shops still have, in the ZIP as downloaded.
  const from = new Date('2022-07-01T00:00:00+09:00');
  const old = authority.issue({ subject, key: pair.key, from, to: new Date('2023-07-01T00:00:00+09:00') });
  const parts = [
    { name: crtName, content: old.certificate },
    { name: keyName, content: old.key },
  ];
  await card(app.page()).getByRole('button', { name: '証明書を入れ替える' }).click();
  await drop(app.page(), { name: 'test-store.zip', content: buildZip(parts) });
  await expect(card(app.page())).toContainText('期限切れ（提示しません）');
  await expect(card(app.page())).toContainText('2023/07/01(土) 00:00');

  // A notice that fades out has no contrast left.
  await expect(app.page().locator('.mantine-Notification-root')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page: app.page() }).analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  expect(grave).toEqual([]);

  await card(app.page()).getByRole('button', { name: '証明書を削除する' }).click();
  await app.page().getByRole('dialog').getByRole('button', { name: '証明書を削除する' }).click();
  await expect(card(app.page()).getByRole('button', { name: 'ファイルを選ぶ' })).toBeVisible();
  await expect(card(app.page())).not.toContainText('CN=SHP-test-store');
});
