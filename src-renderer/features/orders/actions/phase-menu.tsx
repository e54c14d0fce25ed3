import { Button, Kbd, Menu } from '@mantine/core';
import { IconChevronDown, IconTransform } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { useStore } from '../../../lib/store.ts';
import '../../../ui/badges.css';
import { useNames } from '../use-names.ts';
import { bulkMenuStore } from './bulk-store.ts';
import { chosenNow } from './chosen.ts';
import { moveOrders } from './move-orders.ts';

/** Moves the selection to a phase: by pointer, arrows, or the digit beside its name. */
export function PhaseMenu({ onClosed }: { onClosed: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const isOpen = useStore(bulkMenuStore) === 'phase';
  // Orders come into the staging phase by import only.
  const targets = [...names.phases.values()].filter(({ id }) => id !== phaseIdOf.staging);
  const move = (phaseId: number, by: 'menu' | 'keyboard') => {
    bulkMenuStore.set(null);
    const chosen = chosenNow();
    if (chosen) void moveOrders(chosen, phaseId, by);
    onClosed();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const phase = /^[1-9]$/.test(event.key) ? targets[Number(event.key) - 1] : undefined;
    if (!phase || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(phase.id, 'keyboard');
  };
  return (
    <Menu
      opened={isOpen}
      onChange={(opened) => {
        bulkMenuStore.set(opened ? 'phase' : null);
        if (!opened) onClosed();
      }}
      position="top-start"
      returnFocus={false}
    >
      <Menu.Target>
        <Button
          variant="subtle"
          leftSection={<IconTransform size={14} aria-hidden />}
          rightSection={<IconChevronDown size={12} aria-hidden />}
        >
          {t('bulk.phase')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown onKeyDown={onKeyDown}>
        <Menu.Label>{t('bulk.phaseTo')}</Menu.Label>
        {targets.map((phase, at) => (
          <Menu.Item
            key={phase.id}
            onClick={(event) => move(phase.id, event.detail === 0 ? 'keyboard' : 'menu')}
            rightSection={at < 9 ? <Kbd size="xs">{at + 1}</Kbd> : null}
          >
            <span className={`cell-badge dotted tone-${phase.color}`}>{names.phase(phase.id)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
