import { Group, Kbd, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import styles from './frame.module.css';
import { keyGroups, keyWords } from './key-groups.ts';

/** The map of all keys, on `?`; typing finds an action or a key. */
export function KeyboardMap({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t('frame.keys.title')} size={1240}>
      {isOpen && <Finder />}
    </Dialog>
  );
}

function Finder() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const sought = wanted.trim().toLowerCase();
  const groups = keyGroups
    .map((group) => ({
      name: t(`frame.keys.${group.name}`),
      rows: group.keys
        .map(([label, ...keys]) => ({
          label: t(`frame.keys.${label}`),
          keys: keys.map((key) => {
            const word = keyWords.find((known) => known === key);
            return word ? t(`frame.keys.${word}`) : key;
          }),
        }))
        .filter(({ label, keys }) => `${label} ${keys.join(' ')}`.toLowerCase().includes(sought)),
    }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        type="search"
        aria-label={t('frame.keys.find')}
        placeholder={t('frame.keys.find')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {groups.length === 0 && <Text c="dimmed">{t('frame.keys.none')}</Text>}
      <div className={styles.keyMap}>
        {groups.map((group) => (
          <Stack key={group.name} gap={5} className={styles.keyGroup ?? ''}>
            <Title order={3} size="sm">
              {group.name}
            </Title>
            {group.rows.map(({ label, keys }) => (
              <Group key={label} justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm">{label}</Text>
                <Group gap={4} wrap="nowrap">
                  {keys.map((key) => (
                    <Kbd key={key} size="xs">
                      {key}
                    </Kbd>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        ))}
      </div>
    </Stack>
  );
}
