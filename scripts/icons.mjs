import { readFileSync } from 'node:fs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { inRoot } from './lib/paths.mjs';

// Draws resources/icon.png (1024 px; electron-builder makes .ico and .icns of it) and tray.png from icon.svg.

await bootstrap();
const { chromium } = await import('@playwright/test');
const svg = readFileSync(inRoot('resources', 'icon.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const [name, size] of [
  ['icon.png', 1024],
  ['tray.png', 32],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:100vw}</style>${svg}`,
  );
  await page.screenshot({ path: inRoot('resources', name), omitBackground: true });
}
await browser.close();
