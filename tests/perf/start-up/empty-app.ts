import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } });
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
`;
const page =
  '<!doctype html><meta charset="utf-8"><title>empty</title><div class="ag-row" style="height: 28px">1</div>';

/** The least an Electron app can be: one sandboxed window with one line of text. */
export async function makeEmptyApp(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'juchuban-empty-app-'));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'empty-app', version: '1.0.0', main: 'main.cjs' }),
  );
  await writeFile(join(folder, 'main.cjs'), main);
  await writeFile(join(folder, 'index.html'), page);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
