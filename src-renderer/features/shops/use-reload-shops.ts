import { useQueryClient } from '@tanstack/react-query';
import { hostQuery } from '../../lib/connection/index.ts';

/** Asks again for the shops and what depends on them, after a command changed one. */
export function useReloadShops(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: hostQuery.shops.list.key() }),
      queryClient.invalidateQueries({ queryKey: hostQuery.imports.plan.key() }),
      queryClient.invalidateQueries({ queryKey: hostQuery.emailAuth.key() }),
    ]);
}
