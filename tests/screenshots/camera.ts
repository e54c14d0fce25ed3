import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { palettePng } from './palette-png.ts';

const folder = resolve(import.meta.dirname, '..', '..', 'docs', 'screenshots');
const mostBytes = 250_000;

/** Sizes of the window: what most shops have, and a large screen. */
export const sizes = { usual: { width: 1366, height: 768 }, large: { width: 1920, height: 1080 } } as const;

/** Takes a picture into docs/screenshots, without notices that come and go, once the fonts are loaded. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  // The pointer would leave a hovered row or an open tooltip in the picture.
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({
    animations: 'disabled',
    caret: 'hide',
    style: '.mantine-Notifications-root { visibility: hidden; }',
  });
  const png = palettePng(picture);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.png`), png);
  console.log(`${name}.png  ${Math.round(png.length / 1_000)} kB`);
  if (png.length > mostBytes) console.error(`${name}.png is larger than ${mostBytes / 1_000} kB`);
}
