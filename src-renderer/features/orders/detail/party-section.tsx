import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Party } from '#shared/domain/order.ts';
import { copyWithNotice } from '../../../ui/notices.ts';
import styles from './detail.module.css';
import { Facts, Section } from './facts.tsx';

/** The buyer or the recipient, with the address ready to be copied. */
export function PartySection({
  kind,
  party,
  other,
}: {
  kind: 'buyer' | 'recipient';
  party: Party;
  other: Party;
}) {
  const { t } = useTranslation();
  const name = fullName(party);
  const lines = addressLines(party);
  const isSame = kind === 'buyer' && name === fullName(other) && lines.join() === addressLines(other).join();
  const copy = () =>
    copyWithNotice([...lines, name, party.phone].filter(Boolean).join('\n'), t('common.copied'));
  return (
    <Section title={t(`orders.detail.${kind}`)}>
      <Group gap={4} wrap="nowrap" justify="space-between" align="flex-start">
        <div>
          <span className={styles.name}>{name || '—'}</span>
          <div className={styles.sub}>
            {[party.lastNameKana, party.firstNameKana].filter(Boolean).join(' ')}
          </div>
        </div>
        <Tooltip label={t('orders.detail.copyAddress')}>
          <ActionIcon size={24} aria-label={t('orders.detail.copyAddress')} onClick={copy}>
            <IconCopy size={14} />
          </ActionIcon>
        </Tooltip>
      </Group>
      {isSame ? (
        <Text size="sm" c="dimmed">
          {t('orders.detail.sameAsRecipient')}
        </Text>
      ) : (
        <div className="selectable">
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      )}
      <Facts
        rows={[
          [t('orders.detail.phone'), party.phone],
          [t('orders.detail.emergencyPhone'), party.emergencyPhone],
          [t('orders.detail.mail'), party.mail],
        ]}
      />
    </Section>
  );
}

const fullName = (party: Party): string => [party.lastName, party.firstName].filter(Boolean).join(' ');

function addressLines(party: Party): string[] {
  const zip = party.zipCode.replace(/^(\d{3})-?(\d{4})$/, '〒$1-$2');
  return [
    zip,
    `${party.prefecture}${party.city}${party.address1}`,
    party.address2,
    [party.section1, party.section2].filter(Boolean).join(' '),
  ].filter(Boolean);
}
