import { Button, Group, NumberInput, Stack, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';

/** How often a shop is imported, and whether its new orders wait to be accepted: shared by all terminals. */
export function ShopSettingsDialog({ shop, onClose }: { shop: ShopMonitor; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const monitorKey = hostQuery.autoImport.monitor.key();
  // What this dialog saw when it opened: a change by another terminal is met as a conflict, not overwritten.
  const [seen, setSeen] = useState(shop);
  const [settings, setSettings] = useState(shop.settings);
  const save = useMutation(
    hostQuery.autoImport.saveShop.mutationOptions({
      onSuccess: () => {
        notice(t('autoImport.edit.saved'));
        onClose();
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: monitorKey }),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ shopId: seen.shopId, version: seen.settingsVersion, settings });
  };
  const reload = () => {
    setSeen(shop);
    setSettings(shop.settings);
    save.reset();
  };
  return (
    <Dialog opened onClose={onClose} title={t('autoImport.edit.title', { shop: shop.shopName })} size={480}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <NumberInput
            data-autofocus
            required
            w={200}
            label={t('autoImport.edit.interval')}
            description={t('autoImport.edit.intervalHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            styles={{ description: { width: 420 } }}
            min={1}
            max={60}
            clampBehavior="strict"
            allowDecimal={false}
            value={settings.intervalMinutes}
            onChange={(minutes) =>
              typeof minutes === 'number' && setSettings({ ...settings, intervalMinutes: minutes })
            }
          />
          <Switch
            label={t('autoImport.edit.staging')}
            description={t(settings.usesStaging ? 'autoImport.edit.stagingOn' : 'autoImport.edit.stagingOff')}
            checked={settings.usesStaging}
            onChange={(event) => setSettings({ ...settings, usesStaging: event.currentTarget.checked })}
          />
          {save.isError && (
            <ErrorPanel
              error={save.error}
              action={
                toAppError(save.error).code === 'conflict' && (
                  <Button variant="default" onClick={reload}>
                    {t('autoImport.edit.reload')}
                  </Button>
                )
              }
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
