import { Button, Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { shopSelectionStore } from './shop-selection.ts';
import { useReloadShops } from './use-reload-shops.ts';

/** Removing takes keys and tokens along, which no undo brings back: so it asks. */
export function RemoveShopButton({ shop }: { shop: Shop }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const reload = useReloadShops();
  const remove = useMutation(
    hostQuery.shops.remove.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        shopSelectionStore.set((old) => ({ ...old, shopId: null }));
        await reload();
        notice(t('shops.removed'));
      },
    }),
  );
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('shops.remove')}
      </Button>
      <Dialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('shops.removeTitle', { name: shop.name })}
      >
        <Text size="sm">{t('shops.removeText')}</Text>
        {remove.isError && <ErrorPanel error={remove.error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ shopId: shop.id, version: shop.version })}
          >
            {t('shops.remove')}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
