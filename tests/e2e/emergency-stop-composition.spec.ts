import { expect, test } from './support/fixtures.ts';

test('keys of the Japanese input method stop nothing and close nothing', async ({ app }) => {
  const page = app.page();
  await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
  await page.keyboard.press('Control+Shift+F12');
  const dialog = page.getByRole('dialog', { name: '緊急停止', exact: true });
  await dialog.getByRole('button', { name: 'モールの障害' }).click();
  await dialog.getByRole('textbox', { name: '停止する人の名前' }).fill('山田');
  await dialog.getByRole('button', { name: '停止する', exact: true }).click();
  const words = dialog.getByRole('textbox', { name: /「緊急停止」と入力/ });
  await expect(words).toBeFocused();

  // What an input method sends: a text under composition, and keys that belong to it.
  const devtools = await page.context().newCDPSession(page);
  const key = (name: string, code: number) =>
    devtools.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: name,
      code: name,
      windowsVirtualKeyCode: code,
    });
  for (const text of ['きんきゅうていし', '緊急停止']) {
    await devtools.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
    await key('Escape', 27);
    await key('Enter', 13);
    await expect(words).toHaveValue(text);
  }
  await devtools.send('Input.insertText', { text: '緊急停止' });
  await expect(words).toHaveValue('緊急停止');
  await expect(dialog.getByRole('button', { name: '停止する', exact: true })).toBeEnabled();
  await expect(page.getByRole('region', { name: '緊急停止中のお知らせ' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
