import { isAbsolute, resolve } from 'node:path';

/** What the command line and the environment ask of this start. */
export interface LaunchOptions {
  /** `--demo`: start the demo without a question. */
  readonly demoRequested: boolean;
  /** `--smoke-test`: report on one line whether window and data host came up, then quit. */
  readonly smokeTest: boolean;
  /** `--hidden`: keep the window off the screen (tests on a person's desktop). */
  readonly hidden: boolean;
  /** `--background`: starts without a window, in the notification area. */
  readonly background: boolean;
  /** JUCHUBAN_DATA_DIR: another folder for database, settings, logs and browser profile; null = the usual one. */
  readonly dataDir: string | null;
  /** A `juchuban://` address the operating system started us with. */
  readonly deepLink: string | null;
}

export const backgroundFlag = '--background';
export const deepLinkScheme = 'juchuban';
const longestDeepLink = 8_000;

/** The address of our scheme among the arguments, or null. Anything else on the command line is not looked at. */
export function deepLinkIn(argv: readonly string[]): string | null {
  const found = argv.find(
    (argument) => argument.startsWith(`${deepLinkScheme}://`) && argument.length <= longestDeepLink,
  );
  return found !== undefined && URL.canParse(found) ? found : null;
}

export function readLaunchOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LaunchOptions {
  const dataDir = environment.JUCHUBAN_DATA_DIR;
  return {
    demoRequested: argv.includes('--demo'),
    smokeTest: argv.includes('--smoke-test'),
    hidden: argv.includes('--hidden'),
    background: argv.includes(backgroundFlag),
    dataDir:
      dataDir === undefined || dataDir === '' ? null : isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    deepLink: deepLinkIn(argv),
  };
}
