import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShopAutoImport, ShopMonitor } from '#shared/contract/auto-import.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';

/**
 * Changes one or two settings of a shop at once; `said` tells that it is done. What another terminal changed meanwhile
 * is a conflict: it is told, and the screen shows the others' values.
 */
export function useSaveShop(): {
  readonly isPending: boolean;
  readonly save: (shop: ShopMonitor, changes: Partial<ShopAutoImport>, said: string) => void;
} {
  const queryClient = useQueryClient();
  const { isPending, mutate } = useMutation(
    hostQuery.autoImport.saveShop.mutationOptions({
      onError: showError,
      onSettled: () => queryClient.invalidateQueries({ queryKey: hostQuery.autoImport.monitor.key() }),
    }),
  );
  return {
    isPending,
    save: (shop, changes, said) =>
      mutate(
        {
          shopId: shop.shopId,
          version: shop.settingsVersion,
          settings: { ...shop.settings, ...changes },
        },
        { onSuccess: () => notice(said) },
      ),
  };
}
