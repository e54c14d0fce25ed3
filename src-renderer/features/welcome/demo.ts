import { host, hostQuery, shell, shellQuery } from '../../lib/connection/index.ts';
import { queryClient } from '../../lib/query-client.ts';
import { createStore, useStore } from '../../lib/store.ts';

export interface DemoState {
  readonly isStarting: boolean;
  readonly error: unknown;
}

const demoStore = createStore<DemoState>({ isStarting: false, error: null });

export function useDemo(): DemoState {
  return useStore(demoStore);
}

/** Starts the simulated mall, its shop and its import, then shows the orders as they arrive. */
export async function startDemo(): Promise<void> {
  if (demoStore.get().isStarting) return;
  demoStore.set({ isStarting: true, error: null });
  try {
    await host.demo.start({});
    queryClient.setQueryData(
      shellQuery.settings.queryKey({ input: {} }),
      await shell.saveSettings({ welcomed: true }),
    );
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: hostQuery.shops.key() }),
      queryClient.invalidateQueries({ queryKey: hostQuery.imports.key() }),
      queryClient.invalidateQueries({ queryKey: hostQuery.system.info.key() }),
    ]);
    demoStore.set({ isStarting: false, error: null });
  } catch (error) {
    demoStore.set({ isStarting: false, error });
  }
}
