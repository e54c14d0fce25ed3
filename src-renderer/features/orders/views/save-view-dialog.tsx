import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderView } from '#shared/contract/orders.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { isTyping, useWindowKeys } from '../../../lib/shortcuts.ts';
import { createStore, useStore } from '../../../lib/store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { orderListStore } from '../list-state.ts';
import { useSaveView } from './use-views.ts';

type Asked = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly view: OrderView } | null;

/** What the dialog is open for. */
export const saveViewStore = createStore<Asked>(null);

/** Keeps the conditions as a view: own or shared, new or over the one shown. Shift+S opens it. */
export function SaveViewDialog() {
  const asked = useStore(saveViewStore);
  useWindowKeys((event) => {
    if (event.key !== 'S' || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    saveViewStore.set({ kind: 'new' });
  });
  return asked && <ViewForm asked={asked} onClose={() => saveViewStore.set(null)} />;
}

function ViewForm({ asked, onClose }: { asked: NonNullable<Asked>; onClose: () => void }) {
  const { t } = useTranslation();
  const list = useStore(orderListStore);
  const views = useQuery(hostQuery.views.list.queryOptions({ input: {} })).data?.views ?? [];
  const shown = views.find((view) => view.id === list.viewId && !view.builtIn);
  const renamed = asked.kind === 'rename' ? asked.view : null;
  const [how, setHow] = useState<'new' | 'overwrite'>('new');
  const [name, setName] = useState(renamed?.name ?? '');
  const [isShared, setShared] = useState(renamed?.isShared ?? false);
  const saveView = useSaveView();
  const over = renamed === null && how === 'overwrite' ? shown : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { filter, search, sort } = renamed ?? list;
    if (over) saveView({ id: over.id, name: over.name, isShared: over.isShared, filter, search, sort });
    else if (!name.trim()) return;
    else saveView({ ...(renamed && { id: renamed.id }), name: name.trim(), isShared, filter, search, sort });
    onClose();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(renamed ? 'orders.view.rename' : 'orders.view.saveTitle')}
      size="sm"
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {!renamed && (
            <Text size="sm" c="dimmed">
              {t('orders.view.saveHint')}
            </Text>
          )}
          {!renamed && shown && (
            <Radio.Group
              label={t('orders.view.how')}
              value={how}
              onChange={(value) => setHow(value === 'overwrite' ? 'overwrite' : 'new')}
            >
              <Stack gap={6} mt={4}>
                <Radio value="new" label={t('orders.view.asNew')} />
                <Radio value="overwrite" label={t('orders.view.over', { name: shown.name })} />
              </Stack>
            </Radio.Group>
          )}
          {!over && (
            <>
              <TextInput
                data-autofocus
                label={t('orders.view.name')}
                maxLength={40}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Radio.Group
                label={t('orders.view.audience')}
                value={isShared ? 'shared' : 'own'}
                onChange={(value) => setShared(value === 'shared')}
              >
                <Stack gap={6} mt={4}>
                  <Radio value="own" label={t('orders.view.own')} />
                  <Radio value="shared" label={t('orders.view.shared')} />
                </Stack>
              </Radio.Group>
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!over && !name.trim()}>
              {t(over ? 'orders.view.overwriteButton' : 'common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
