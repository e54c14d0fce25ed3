import { Button, Drawer, Group, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from '../../../lib/store.ts';
import { orderListStore, setFilter } from '../list-state.ts';
import { useNames } from '../use-names.ts';
import styles from './builder.module.css';
import { ConditionGroupBox } from './condition-group-box.tsx';
import { addPart, conditionsOf, type DraftGroup, draftOf, newCondition } from './condition-tree.ts';
import { faultsIn } from './faults.ts';

/** Whether the drawer of the condition builder is open. */
export const builderStore = createStore(false);

/** Builds conditions over every field of an order, joined by and/or, in groups up to three deep. */
export function ConditionBuilder() {
  const { t } = useTranslation();
  const isOpen = useStore(builderStore);
  const close = () => builderStore.set(false);
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      position="right"
      size={780}
      title={t('conditions.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: styles.body ?? '', content: styles.content ?? '', title: styles.title ?? '' }}
    >
      {isOpen && <BuilderForm onClose={close} />}
    </Drawer>
  );
}

function BuilderForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const [tree, setTree] = useState(() => startingTree());
  const [areFaultsShown, setFaultsShown] = useState(false);
  const faults = areFaultsShown ? faultsIn(tree) : new Map<number, never>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faultsIn(tree).size > 0) {
      setFaultsShown(true);
      return;
    }
    const where = conditionsOf(tree);
    const { where: _before, ...rest } = orderListStore.get().filter;
    setFilter(where.parts.length > 0 ? { ...rest, where } : rest);
    onClose();
  };
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <Text size="sm" c="dimmed">
        {t('conditions.intro')}
      </Text>
      <div className={styles.scroll}>
        <ConditionGroupBox
          group={tree}
          level={1}
          names={names}
          faults={faults}
          onTree={(change) => setTree((old) => change(old))}
        />
      </div>
      <Group justify="space-between" className={styles.foot ?? ''}>
        <Button variant="subtle" color="gray" onClick={() => setTree(draftOf(undefined))}>
          {t('conditions.clear')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('conditions.apply')}</Button>
        </Group>
      </Group>
    </form>
  );
}

function startingTree(): DraftGroup {
  const { where } = orderListStore.get().filter;
  const tree = draftOf(where);
  return tree.parts.length > 0 ? tree : addPart(tree, tree.key, newCondition('buyer.lastName'));
}
