import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconDeviceFloppy,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderView } from '#shared/contract/orders.ts';
import { orderListStore } from '../list-state.ts';
import { saveViewStore } from './save-view-dialog.tsx';
import { useRemoveView, useSaveView } from './use-views.ts';

/** What can be done with the own or shared view that is shown. */
export function ViewMenu({
  view,
  place,
  count,
  onMove,
}: {
  view: OrderView;
  place: number;
  count: number;
  onMove: (to: number) => void;
}) {
  const { t } = useTranslation();
  const saveView = useSaveView();
  const removeView = useRemoveView();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon my="auto" aria-label={t('orders.view.menu', { name: view.name })}>
          <IconChevronDown size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconDeviceFloppy size={15} aria-hidden />}
          onClick={() => {
            const { filter, search, sort } = orderListStore.get();
            saveView({ id: view.id, name: view.name, isShared: view.isShared, filter, search, sort });
          }}
        >
          {t('orders.view.overwrite')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencil size={15} aria-hidden />}
          onClick={() => saveViewStore.set({ kind: 'rename', view })}
        >
          {t('orders.view.rename')}
        </Menu.Item>
        <Menu.Item
          disabled={place === 0}
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={() => onMove(place - 1)}
        >
          {t('orders.view.moveLeft')}
        </Menu.Item>
        <Menu.Item
          disabled={place === count - 1}
          leftSection={<IconArrowRight size={15} aria-hidden />}
          onClick={() => onMove(place + 1)}
        >
          {t('orders.view.moveRight')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => removeView(view)}
        >
          {t('orders.view.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
