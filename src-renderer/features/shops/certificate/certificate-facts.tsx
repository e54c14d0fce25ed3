import { Alert, Badge, Group } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiCertificate } from '#shared/contract/shops.ts';
import { formatMoment } from '../../../lib/format.ts';
import { useNow } from '../../../lib/use-now.ts';
import styles from '../shops.module.css';

const dayMs = 86_400_000;
/** From here on an expiry is "soon" (spec §2.5). */
const soonDays = 30;

/** What may be seen of a registered certificate, and what is wrong with it. */
export function CertificateFacts({ certificate }: { certificate: ApiCertificate }) {
  const { t } = useTranslation();
  const { storeMatch } = certificate;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('shops.certificate.expiresAt')}</dt>
        <dd>
          <Group gap="xs">
            {formatMoment(certificate.expiresAt)}
            <ExpiryBadge certificate={certificate} />
          </Group>
        </dd>
        <dt>{t('shops.certificate.validFrom')}</dt>
        <dd>{formatMoment(certificate.validFrom)}</dd>
        <dt>{t('shops.certificate.subject')}</dt>
        <dd>{certificate.subject}</dd>
        <dt>{t('shops.certificate.issuer')}</dt>
        <dd>{certificate.issuer}</dd>
        <dt>{t('shops.certificate.files')}</dt>
        <dd>
          {certificate.certificateFile}・{certificate.keyFile}
        </dd>
        <dt>{t('shops.certificate.fingerprint')}</dt>
        <dd className="mono">{certificate.fingerprint}</dd>
        <dt>{t('shops.certificate.savedAt')}</dt>
        <dd>{formatMoment(certificate.savedAt)}</dd>
      </dl>
      {storeMatch !== 'confirmed' && (
        <Alert
          mt="sm"
          color={storeMatch === 'other_store' ? 'red' : 'yellow'}
          icon={<IconAlertTriangle aria-hidden />}
        >
          {t(`shops.certificate.storeMatch.${storeMatch}`)}
        </Alert>
      )}
    </>
  );
}

/** Whether the certificate still counts, as colour, icon and word. */
function ExpiryBadge({ certificate }: { certificate: ApiCertificate }) {
  const { t } = useTranslation();
  const now = useNow(60_000);
  const daysLeft = Math.ceil((certificate.expiresAt - now) / dayMs);
  if (daysLeft <= 0) {
    return (
      <Badge color="red" leftSection={<IconAlertTriangle size={12} aria-hidden />}>
        {t('shops.certificate.expired')}
      </Badge>
    );
  }
  if (certificate.validFrom > now) {
    return (
      <Badge color="yellow" leftSection={<IconClock size={12} aria-hidden />}>
        {t('shops.certificate.notYetValid')}
      </Badge>
    );
  }
  const Icon = daysLeft <= soonDays ? IconAlertTriangle : IconCircleCheck;
  return (
    <Badge color={daysLeft <= soonDays ? 'yellow' : 'green'} leftSection={<Icon size={12} aria-hidden />}>
      {t('shops.certificate.expiresIn', { n: daysLeft })}
    </Badge>
  );
}
