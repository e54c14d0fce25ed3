import { Button, Text } from '@mantine/core';
import { IconReplace } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { host } from '../../../lib/connection/index.ts';
import { Card } from '../../../ui/page.tsx';
import { RemoveButton } from '../../../ui/remove-button.tsx';
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
  const reload = useReloadShops();
  return (
    <RemoveButton
      label={t('shops.certificate.remove')}
      title={t('shops.certificate.removeTitle')}
      text={t('shops.certificate.removeText')}
      removed={t('shops.certificate.removed')}
      onRemove={async () => {
        await host.shops.removeCertificate({ shopId: shop.id });
        await reload();
      }}
    />
  );
}
