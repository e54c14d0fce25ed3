import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { shellQuery } from './connection/index.ts';

/** The terminal settings; the window is only drawn once they are known, so they are always there. */
export function useSettings(): TerminalSettings {
  const { data } = useQuery(shellQuery.settings.queryOptions({ input: {} }));
  if (!data) throw new Error('settings are read before the window is drawn');
  return data;
}

/** Saves some settings: shown at once, put back when the shell refuses. */
export function useSaveSettings(): (
  changes: Partial<TerminalSettings>,
  options?: { onError: (error: unknown) => void },
) => void {
  const queryClient = useQueryClient();
  const queryKey = shellQuery.settings.queryKey({ input: {} });
  const save = useMutation(
    shellQuery.saveSettings.mutationOptions({
      onMutate: (changes) => {
        const before = queryClient.getQueryData(queryKey);
        queryClient.setQueryData(queryKey, (old) => old && { ...old, ...withoutUndefined(changes) });
        return { before };
      },
      onError: (_error, _changes, context) => {
        if (context?.before) queryClient.setQueryData(queryKey, context.before);
      },
    }),
  );
  return save.mutate;
}

function withoutUndefined(
  changes: {
    [K in keyof TerminalSettings]?: TerminalSettings[K] | undefined;
  },
): Partial<TerminalSettings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
