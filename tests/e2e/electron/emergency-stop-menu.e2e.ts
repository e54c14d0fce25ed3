import { expect, test } from '@playwright/test';
import { launchApp } from '../support/electron.ts';

test('the application menu opens the emergency stop, on the very first screen too', async () => {
  const { app, page, dispose } = await launchApp();
  try {
    await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
    const accelerator = await app.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find(({ label }) => label === '緊急停止…');
      item?.click();
      return item?.accelerator;
    });
    expect(accelerator).toBe('CmdOrCtrl+Shift+F12');
    const dialog = page.getByRole('dialog', { name: '緊急停止', exact: true });
    await expect(dialog.getByRole('button', { name: '停止する', exact: true })).toBeDisabled();
    await dialog.getByRole('button', { name: '戻る' }).click();
    await expect(dialog).toBeHidden();
  } finally {
    await dispose();
  }
});
