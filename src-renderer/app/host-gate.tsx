import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { hostQuery, shellQuery, useHostStatus } from '../lib/connection/index.ts';
import { RecoveryScreen } from './recovery-screen.tsx';

/**
 * Lets the product through while the data host lives or is being restarted (the frame stays, what was
 * typed stays), and shows the recovery screen once the shell has given up on it.
 */
export function HostGate({ children }: { children: ReactNode }) {
  const status = useHostStatus();
  const queryClient = useQueryClient();
  const isConnected = status === 'connected';
  const state = useQuery(
    shellQuery.hostState.queryOptions({
      input: {},
      // Only while the host is away: the shell has no way to call us before a fresh port exists.
      refetchInterval: isConnected ? false : 500,
    }),
  ).data;
  useEffect(() => {
    if (isConnected) void queryClient.invalidateQueries({ queryKey: shellQuery.hostState.key() });
  }, [isConnected, queryClient]);
  const info = useQuery({
    ...hostQuery.system.info.queryOptions({ input: {} }),
    enabled: isConnected,
  });
  const failed = state?.state === 'failed' && !(isConnected && info.isSuccess && state.errorCode === null);
  if (failed && state) return <RecoveryScreen hostState={state} />;
  return children;
}
