import { Button, Kbd, Menu } from '@mantine/core';
import { IconChevronDown, IconTransform } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
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
  useDigits(isOpen, (digit) => {
    const phase = targets[digit - 1];
    if (phase) move(phase.id, 'keyboard');
  });
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
      <Menu.Dropdown>
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

/** Digits while the menu is open, also those typed before it has drawn itself and taken the focus. */
function useDigits(isOpen: boolean, choose: (digit: number) => void): void {
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  useEffect(() => {
    if (!isOpen) return;
    const listen = (event: KeyboardEvent) => {
      if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(Number(event.key));
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [isOpen]);
}
