import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CertificateFile, maxCertificateFiles, type Shop } from '#shared/contract/shops.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { host } from '../../../lib/connection/index.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { notice } from '../../../ui/notices.ts';
import { useReloadShops } from '../use-reload-shops.ts';
import { CertificateDropZone } from './certificate-drop-zone.tsx';
import { readCertificateFiles } from './read-files.ts';

/** One half of a pair was given: it is remembered, so that the other may follow by itself. */
const halves: ReadonlySet<string> = new Set(['certificate_key_missing', 'certificate_crt_missing']);

/** Takes the files and saves them at once; what is wrong stands below the drop zone. */
export function CertificateForm({
  shop,
  onSaved,
  onCancel,
}: {
  shop: Shop;
  onSaved: () => void;
  onCancel?: () => void;
}) {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState<readonly CertificateFile[]>([]);
  const reload = useReloadShops();
  const save = useMutation({
    mutationFn: async (chosen: File[]) => {
      const files = [...waiting, ...(await readCertificateFiles(chosen))].slice(-maxCertificateFiles);
      try {
        await host.shops.saveCertificate({ shopId: shop.id, files });
      } catch (error) {
        setWaiting(halves.has(toAppError(error).code) ? files : []);
        throw error;
      }
    },
    onSuccess: async () => {
      setWaiting([]);
      await reload();
      notice(t('shops.certificate.saved'));
      onSaved();
    },
  });
  return (
    <Stack gap="xs">
      <CertificateDropZone isBusy={save.isPending} onFiles={(files) => save.mutate(files)} />
      {save.isError && <ErrorPanel error={save.error} />}
      {waiting.length > 0 && (
        <Alert color="blue" icon={<IconFileCheck aria-hidden />}>
          {t('shops.certificate.waiting', { list: waiting.map(({ name }) => name).join('・') })}
        </Alert>
      )}
      {(onCancel || waiting.length > 0) && (
        <Group gap="xs">
          {waiting.length > 0 && (
            <Button
              variant="default"
              onClick={() => {
                setWaiting([]);
                save.reset();
              }}
            >
              {t('shops.certificate.startOver')}
            </Button>
          )}
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
