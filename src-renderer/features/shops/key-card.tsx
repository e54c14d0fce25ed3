import { Alert, Badge, Button, Group } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { dayMs, jstDateOf, startOfJstDate } from '#shared/domain/time.ts';
import { host } from '../../lib/connection/index.ts';
import { formatDay } from '../../lib/format.ts';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { KeyForm } from './key-form.tsx';
import { ScopeCard } from './scope-head.tsx';
import styles from './shops.module.css';
import { useReloadShops } from './use-reload-shops.ts';

/**
 * The public key of one scope: what is registered, its test, and the form to set or replace it. The shared
 * form opens on demand, since a shop that is imported by hand only needs none.
 */
export function KeyCard({ shop, scope }: { shop: Shop; scope: SessionScope }) {
  const { t } = useTranslation();
  const key = scope === 'terminal' ? shop.terminalKey : shop.sharedKey;
  const opensByItself = key === null && scope === 'terminal';
  const [isEditing, setEditing] = useState(false);
  const isOpen = isEditing || opensByItself;
  return (
    <ScopeCard
      scope={scope}
      title={t(`shops.scope.${scope}.key`)}
      actions={key && !isEditing ? <RemoveKeyButton shop={shop} scope={scope} /> : undefined}
    >
      {key ? (
        <CurrentKey keyFacts={key} />
      ) : (
        <Alert color="yellow" icon={<IconKey aria-hidden />}>
          {t(scope === 'terminal' ? 'shops.key.none' : 'shops.key.noneShared')}
        </Alert>
      )}
      {isOpen ? (
        <div className={styles.form}>
          <KeyForm
            shop={shop}
            scope={scope}
            onSaved={() => setEditing(false)}
            {...(opensByItself ? {} : { onCancel: () => setEditing(false) })}
          />
        </div>
      ) : (
        <Group mt="md" gap="xs">
          <Button
            variant="default"
            leftSection={<IconKey size={14} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t(key ? 'shops.key.replace' : 'shops.key.register')}
          </Button>
        </Group>
      )}
    </ScopeCard>
  );
}

function CurrentKey({ keyFacts }: { keyFacts: NonNullable<Shop['terminalKey']> }) {
  const { t } = useTranslation();
  const today = startOfJstDate(jstDateOf(Date.now()));
  const daysLeft = Math.round((startOfJstDate(keyFacts.expiresOn) - today) / dayMs);
  return (
    <dl className={styles.facts}>
      <dt>{t('shops.key.version')}</dt>
      <dd>{keyFacts.keyVersion}</dd>
      <dt>{t('shops.key.issuedOn')}</dt>
      <dd>{formatDay(keyFacts.issuedOn)}</dd>
      <dt>{t('shops.key.expiresOn')}</dt>
      <dd>
        <Group gap="xs">
          {formatDay(keyFacts.expiresOn)}
          <Badge color={daysLeft <= 0 ? 'red' : daysLeft <= 30 ? 'yellow' : 'green'}>
            {daysLeft <= 0 ? t('shops.key.expired') : t('shops.key.expiresIn', { n: daysLeft })}
          </Badge>
        </Group>
      </dd>
      <dt>{t('shops.key.size')}</dt>
      <dd>RSA {t('shops.key.bits', { n: keyFacts.bits })}</dd>
      <dt>{t('shops.key.fingerprint')}</dt>
      <dd className="mono">{keyFacts.fingerprint}</dd>
    </dl>
  );
}

function RemoveKeyButton({ shop, scope }: { shop: Shop; scope: SessionScope }) {
  const { t } = useTranslation();
  const reload = useReloadShops();
  return (
    <RemoveButton
      label={t('shops.key.remove')}
      title={t('shops.key.removeTitle')}
      text={t('shops.key.removeText')}
      removed={t('shops.key.removed')}
      onRemove={async () => {
        await host.shops.removeKey({ shopId: shop.id, scope });
        await reload();
      }}
    />
  );
}
