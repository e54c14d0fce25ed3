import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { ColorMenu } from './color-menu.tsx';
import { asAssignable, assignableKinds } from './phase-kinds.ts';
import styles from './phases.module.css';

/** The line below the list that adds a phase. */
export function NewPhase() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [color, setColor] = useState('blue');
  const [kind, setKind] = useState(asAssignable('custom'));
  const create = useMutation(
    hostQuery.phases.create.mutationOptions({
      onSuccess: async (phase) => {
        setName('');
        notice(t('phases.added', { name: phase.name }));
        await queryClient.invalidateQueries({ queryKey: hostQuery.phases.key() });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate({ name: name.trim(), color, kind });
  };
  return (
    <form className={styles.add} onSubmit={submit}>
      <Group gap="xs">
        <ColorMenu
          color={color}
          label={(shown) => t('phases.newColor', { color: shown })}
          onChoose={setColor}
        />
        <TextInput
          w={220}
          aria-label={t('phases.newName')}
          placeholder={t('phases.placeholder')}
          maxLength={40}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            if (create.isError) create.reset();
          }}
        />
        <Select
          w={140}
          aria-label={t('phases.newKind')}
          data={assignableKinds.map((value) => ({
            value: value as string,
            label: t(`phases.kinds.${value}`),
          }))}
          value={kind}
          onChange={(value) => setKind(asAssignable(value ?? 'custom'))}
        />
        <Button
          type="submit"
          disabled={name.trim() === ''}
          loading={create.isPending}
          leftSection={<IconPlus size={14} aria-hidden />}
        >
          {t('phases.add')}
        </Button>
      </Group>
      {create.isError && (
        <div style={{ marginTop: 8 }}>
          <ErrorPanel error={create.error} />
        </div>
      )}
    </form>
  );
}
