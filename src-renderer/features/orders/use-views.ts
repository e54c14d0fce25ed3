import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderView } from '#shared/contract/orders.ts';
import type { OrderFilter, OrderSort } from '#shared/domain/order-query.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { queryClient } from '../../lib/query-client.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';
import { orderListStore } from './list-state.ts';

interface ViewToSave {
  readonly id?: string;
  readonly name: string;
  readonly filter: OrderFilter;
  readonly search: string;
  readonly sort: OrderSort;
}

const reload = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: hostQuery.views.key() }),
    queryClient.invalidateQueries({ queryKey: hostQuery.orders.counts.key() }),
  ]);

/** Saves a view (a new one without id) and shows it. */
export function useSaveView(): (view: ViewToSave) => void {
  const { t } = useTranslation();
  const save = useMutation(
    hostQuery.views.save.mutationOptions({
      onSuccess: async (saved) => {
        await reload();
        orderListStore.set({
          viewId: saved.id,
          filter: saved.filter,
          search: saved.search,
          sort: saved.sort,
        });
        notice(t('orders.view.saved', { name: saved.name }));
      },
      onError: showError,
    }),
  );
  return ({ id, name, filter, search, sort }) =>
    save.mutate({ name, filter, search, sort, ...(id === undefined ? {} : { id }) });
}

/** Removes an own view and offers to bring it back. */
export function useRemoveView(): (view: OrderView) => void {
  const { t } = useTranslation();
  const remove = useMutation(hostQuery.views.remove.mutationOptions({ onError: showError }));
  return (view) =>
    remove.mutate(
      { viewId: view.id },
      {
        onSuccess: async () => {
          await reload();
          orderListStore.set((old) =>
            old.viewId === view.id ? { ...old, viewId: 'all', filter: {}, search: '' } : old,
          );
          notice(t('orders.view.removed', { name: view.name }));
        },
      },
    );
}
