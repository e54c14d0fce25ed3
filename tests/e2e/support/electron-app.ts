import type { Page } from '@playwright/test';
import type { AppOptions, RunningApp } from './app.ts';
import { type LaunchedApp, launchApp } from './electron.ts';
import { savedFile } from './electron-download.ts';

/** The product as the desktop app, with a data folder of its own. */
export async function startElectronApp(_browser: unknown, options: AppOptions): Promise<RunningApp> {
  const launch = async (dataDir?: string): Promise<LaunchedApp> => {
    const launched = await launchApp({
      endpoints: options.endpointsFile,
      ...(dataDir === undefined ? {} : { dataDir }),
    });
    await fitWindow(launched, options);
    return launched;
  };
  let launched = await launch();
  return {
    page: () => launched.page,
    savedBy: (act) => savedFile(launched.app, act),
    restart: async () => {
      await launched.quit();
      launched = await launch(launched.dataDir);
    },
    close: () => launched.dispose(),
  };
}

/** Gives the real window the size and colours the test asks for. */
async function fitWindow({ app, page }: LaunchedApp, { viewport, colorScheme }: AppOptions): Promise<Page> {
  await app.evaluate(
    ({ BrowserWindow, nativeTheme }, { width, height, scheme }) => {
      nativeTheme.themeSource = scheme;
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    },
    { ...viewport, scheme: colorScheme },
  );
  return page;
}
