import { Button, Group, Modal, Text } from '@mantine/core';
import { IconReplace, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { notice } from '../../../ui/notices.ts';
import { Card } from '../../../ui/page.tsx';
import { useReloadShops } from '../use-reload-shops.ts';
import { CertificateFacts } from './certificate-facts.tsx';
import { CertificateForm } from './certificate-form.tsx';

/** This terminal's API certificate: optional since the mall abolished it, still kept by shops (spec §2.1). */
export function CertificateCard({ shop }: { shop: Shop }) {
  const { t } = useTranslation();
  const [isReplacing, setReplacing] = useState(false);
  const { certificate } = shop;
  return (
    <Card
      title={t('shops.certificate.title')}
      hint={t('shops.certificate.optional')}
      actions={certificate && !isReplacing ? <RemoveCertificateButton shop={shop} /> : undefined}
    >
      <Text size="sm" c="dimmed">
        {t('shops.certificate.about')}
      </Text>
      {certificate && <CertificateFacts certificate={certificate} />}
      {certificate && !isReplacing ? (
        <Button
          mt="md"
          variant="default"
          leftSection={<IconReplace size={14} aria-hidden />}
          onClick={() => setReplacing(true)}
        >
          {t('shops.certificate.replace')}
        </Button>
      ) : (
        <CertificateForm
          shop={shop}
          onSaved={() => setReplacing(false)}
          {...(certificate ? { onCancel: () => setReplacing(false) } : {})}
        />
      )}
    </Card>
  );
}

function RemoveCertificateButton({ shop }: { shop: Shop }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const reload = useReloadShops();
  const remove = useMutation(
    hostQuery.shops.removeCertificate.mutationOptions({
      onError: showError,
      onSuccess: async () => {
        setAsking(false);
        await reload();
        notice(t('shops.certificate.removed'));
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
        {t('shops.certificate.remove')}
      </Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={t('shops.certificate.removeTitle')}>
        <Text size="sm">{t('shops.certificate.removeText')}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ shopId: shop.id })}>
            {t('shops.certificate.remove')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
