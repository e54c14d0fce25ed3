import { Group, Kbd, Stack, Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import styles from './frame.module.css';

const groups = [
  {
    name: 'anywhere',
    keys: [
      ['search', 'Ctrl K', '/'],
      ['map', '?'],
      ['goDashboard', 'Alt 1'],
      ['goOrders', 'Alt 2'],
      ['goImport', 'Alt 3'],
      ['goOutbox', 'Alt 4'],
      ['goShops', 'Alt 5'],
      ['goExpiry', 'Alt 6'],
      ['goSettings', 'Alt 7'],
    ],
  },
  {
    name: 'detail',
    keys: [
      ['neighbour', 'J', 'K'],
      ['edit', 'E'],
      ['save', 'Ctrl S'],
      ['memo', 'M'],
      ['tabs', '1', '2', '3', '4'],
      ['close', 'Esc'],
    ],
  },
  {
    name: 'list',
    keys: [
      ['rows', '↑', '↓'],
      ['cells', '←', '→'],
      ['firstLast', 'Ctrl ↑', 'Ctrl ↓'],
      ['select', 'Space'],
      ['selectRange', 'Shift Space'],
      ['open', 'Enter'],
      ['copy', 'Ctrl C'],
      ['filter', 'F'],
      ['views', '[', ']'],
      ['refresh', 'R'],
      ['close', 'Esc'],
    ],
  },
] as const;

/** The map of all keys, on `?`. */
export function KeyboardMap({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t('frame.keys.title')} size="lg">
      <div className={styles.keyMap}>
        {groups.map((group) => (
          <Stack key={group.name} gap={6} className={styles.keyGroup ?? ''}>
            <Title order={3} size="sm">
              {t(`frame.keys.${group.name}`)}
            </Title>
            {group.keys.map(([label, ...keys]) => (
              <Group key={label} justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm">{t(`frame.keys.${label}`)}</Text>
                <Group gap={4} wrap="nowrap">
                  {keys.map((key) => (
                    <Fragment key={key}>
                      <Kbd size="xs">{key}</Kbd>
                    </Fragment>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        ))}
      </div>
    </Dialog>
  );
}
