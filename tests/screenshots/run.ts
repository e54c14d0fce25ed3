import { chromium } from '@playwright/test';
import { autoImport } from './scenes/auto-import.ts';
import { dailyWork } from './scenes/daily-work.ts';
import { emergencyStop } from './scenes/emergency-stop.ts';
import { largeShop } from './scenes/large-shop.ts';
import { otherScreens } from './scenes/other-screens.ts';
import { recovery } from './scenes/recovery.ts';
import { workbench } from './scenes/workbench.ts';

// npm run screenshots [-- scene …]: the product's main screens as pictures in docs/screenshots.

const scenes = { dailyWork, workbench, autoImport, emergencyStop, otherScreens, largeShop, recovery };
const wanted = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-lcd-text'],
  // People see scrollbars.
  ignoreDefaultArgs: ['--hide-scrollbars'],
});
try {
  for (const [name, scene] of Object.entries(scenes)) {
    if (wanted.length === 0 || wanted.includes(name)) await scene(browser);
  }
} finally {
  await browser.close();
}
