import type { Logger } from '#main/core/ports/logger.ts';

const nothing = () => undefined;

/** For parts whose log is not what a test looks at. */
export const silentLog: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
