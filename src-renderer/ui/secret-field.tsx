import { Badge, Button, Group, PasswordInput, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** One secret that can be set, replaced and removed, never shown. null keeps it, '' removes it. */
export function SecretField({
  label,
  hint,
  hasStored,
  secret,
  onSecret,
}: {
  label: string;
  hint: string;
  hasStored: boolean;
  secret: string | null;
  onSecret: (secret: string | null) => void;
}) {
  const { t } = useTranslation();
  const [isTyping, setTyping] = useState(!hasStored);
  if (isTyping) {
    return (
      <PasswordInput
        label={label}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="new-password"
        maxLength={500}
        value={secret ?? ''}
        onChange={(event) => onSecret(event.currentTarget.value)}
        rightSectionWidth={hasStored ? 120 : 34}
        {...(hasStored && !secret
          ? {
              rightSection: (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  onClick={() => {
                    setTyping(false);
                    onSecret(null);
                  }}
                >
                  {t('shops.secretKeep')}
                </Button>
              ),
            }
          : {})}
      />
    );
  }
  const isRemoving = secret === '';
  return (
    <div>
      <Text size="xs" fw={600} mb={2}>
        {label}
      </Text>
      <Group gap="xs" h={30}>
        {isRemoving ? (
          <Badge color="red">{t('shops.secretRemoved')}</Badge>
        ) : (
          <Badge color="green" leftSection={<IconCircleCheck size={12} aria-hidden />}>
            {t('shops.secretSet')}
          </Badge>
        )}
        <Button
          variant="default"
          onClick={() => {
            setTyping(true);
            onSecret(null);
          }}
        >
          {t('shops.secretReplace')}
        </Button>
        {isRemoving ? (
          <Button variant="subtle" onClick={() => onSecret(null)}>
            {t('shops.secretKeep')}
          </Button>
        ) : (
          <Button variant="subtle" color="red" onClick={() => onSecret('')}>
            {t('shops.secretRemove')}
          </Button>
        )}
      </Group>
    </div>
  );
}
