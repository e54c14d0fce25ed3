import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MallOperationKind } from '#shared/domain/mall-operation.ts';
import { useStore } from '../../../lib/store.ts';
import { bulkDialogStore, bulkMenuStore } from './bulk-store.ts';
import { chosenNow } from './chosen.ts';

const operations = [
  'ship',
  'pay',
  'cancel',
  'status',
  'seen',
] as const satisfies readonly MallOperationKind[];

/** What can be told to the mall about the selection; each opens a dialog that states the number. */
export function MallMenu({ onClosed }: { onClosed: () => void }) {
  const { t } = useTranslation();
  const isOpen = useStore(bulkMenuStore) === 'mall';
  return (
    <Menu
      opened={isOpen}
      onChange={(opened) => {
        bulkMenuStore.set(opened ? 'mall' : null);
        if (!opened && bulkDialogStore.get() === null) onClosed();
      }}
      position="top-start"
      returnFocus={false}
    >
      <Menu.Target>
        <Button
          variant="subtle"
          leftSection={<IconSend size={14} aria-hidden />}
          rightSection={<IconChevronDown size={12} aria-hidden />}
        >
          {t('outbox.menu.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {operations.map((operation) => (
          <Menu.Item
            key={operation}
            {...(operation === 'cancel' && { color: 'red' })}
            onClick={() => {
              const chosen = chosenNow();
              if (chosen) bulkDialogStore.set({ kind: 'mall', chosen, operation });
            }}
          >
            {t(`outbox.menu.${operation}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
