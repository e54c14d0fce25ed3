import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderView } from '#shared/contract/orders.ts';
import type { OrderFilter, OrderSort } from '#shared/domain/order-query.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { noticeWithAction } from '../../../ui/action-notice.tsx';
import { showError } from '../../../ui/error-notice.tsx';
import { notice } from '../../../ui/notices.ts';
import { orderListStore } from '../list-state.ts';

interface ViewToSave {
  readonly id?: string;
  readonly name: string;
  readonly isShared: boolean;
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
  return ({ id, name, isShared, filter, search, sort }) =>
    save.mutate({ name, isShared, filter, search, sort, ...(id === undefined ? {} : { id }) });
}

/** Removes an own or shared view and offers to bring it back. */
export function useRemoveView(): (view: OrderView) => void {
  const { t } = useTranslation();
  const remove = useMutation(hostQuery.views.remove.mutationOptions({ onError: showError }));
  const saveView = useSaveView();
  return (view) =>
    remove.mutate(
      { viewId: view.id },
      {
        onSuccess: async () => {
          await reload();
          orderListStore.set((old) =>
            old.viewId === view.id ? { ...old, viewId: 'all', filter: {}, search: '' } : old,
          );
          const { name, isShared, filter, search, sort } = view;
          noticeWithAction(t('orders.view.removed', { name }), {
            label: t('orders.view.undo'),
            run: () => saveView({ name, isShared, filter, search, sort }),
          });
        },
      },
    );
}

/** Puts the own and shared views into this order, shown at once. */
export function useReorderViews(): (viewIds: readonly string[]) => void {
  const reorder = useMutation(
    hostQuery.views.reorder.mutationOptions({ onError: showError, onSettled: reload }),
  );
  return (viewIds) => {
    queryClient.setQueryData(
      hostQuery.views.list.queryKey({ input: {} }),
      (old) => old && { views: inOrder(old.views, viewIds) },
    );
    reorder.mutate({ viewIds: [...viewIds] });
  };
}

function inOrder(views: readonly OrderView[], viewIds: readonly string[]): OrderView[] {
  const builtIn = views.filter((view) => view.builtIn).length;
  return views.map((view) => {
    const at = viewIds.indexOf(view.id);
    return at < 0 ? view : { ...view, position: builtIn + at };
  });
}
