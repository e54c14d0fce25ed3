import { QueryClient } from '@tanstack/react-query';
import { toAppError } from '#shared/contract/to-app-error.ts';

/** Nothing polls: data are fresh until an event of the host says otherwise. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (failures, error) => failures < 3 && toAppError(error).code === 'host_unavailable',
    },
    mutations: { networkMode: 'always' },
  },
});
