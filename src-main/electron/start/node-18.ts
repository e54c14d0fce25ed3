import diagnosticsChannel from 'node:diagnostics_channel';

// Imported by boot.ts before all else. The registry runtime's main process runs Node 18.15; what the bundled libraries
// need of later versions is filled in here, and nothing happens on Electron 45.

/** Node 18.19: pino asks for a channel as it loads; nobody subscribes to it here. */
const channels = diagnosticsChannel as { tracingChannel?: unknown };
channels.tracingChannel ??= () => ({
  hasSubscribers: false,
  traceSync: (work: () => unknown) => work(),
});

/** Node 19.9. */
const urls = URL as { canParse?: (address: string, base?: string) => boolean };
urls.canParse ??= (address, base) => {
  try {
    return new URL(address, base) instanceof URL;
  } catch {
    return false;
  }
};

/** Node 20.3: aborts with the first of `signals`. */
const signalClass = AbortSignal as { any?: (signals: AbortSignal[]) => AbortSignal };
signalClass.any ??= (signals) => {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener('abort', () => controller.abort(signal.reason), { signal: controller.signal });
  }
  return controller.signal;
};
