import { ActionIcon, Button, Group, Menu, Popover, TextInput } from '@mantine/core';
import { IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvMapping, SavedCsvMapping } from '#shared/contract/csv.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { notice } from '../../../ui/notices.ts';

/** Keeps a mapping under a name, and uses one that was kept. */
export function SavedMappings({
  mapping,
  header,
  saved,
  onUse,
}: {
  mapping: CsvMapping;
  header: readonly string[];
  saved: readonly SavedCsvMapping[];
  onUse: (mapping: CsvMapping) => void;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const refresh = () => queryClient.invalidateQueries({ queryKey: hostQuery.csv.mappings.key() });
  const save = useMutation(
    hostQuery.csv.saveMapping.mutationOptions({
      onSuccess: (kept) => {
        notice(t('csv.columns.savedAs', { name: kept.name }));
        setNaming(false);
        return refresh();
      },
      onError: showError,
    }),
  );
  const remove = useMutation(
    hostQuery.csv.removeMapping.mutationOptions({ onSuccess: refresh, onError: showError }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate({ name, mapping, header: [...header] });
  };
  return (
    <Group gap="xs">
      {saved.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('csv.columns.mapping')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {saved.map((each) => (
              <Group key={each.id} gap={4} wrap="nowrap">
                <Menu.Item onClick={() => onUse(each.mapping)}>{each.name}</Menu.Item>
                <ActionIcon
                  aria-label={t('csv.columns.removeMapping', { name: each.name })}
                  onClick={() => remove.mutate({ id: each.id })}
                >
                  <IconTrash size={14} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Popover opened={isNaming} onChange={setNaming} trapFocus position="bottom-end">
        <Popover.Target>
          <Button variant="default" onClick={() => setNaming(!isNaming)}>
            {t('csv.columns.save')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <form onSubmit={submit}>
            <TextInput
              label={t('csv.columns.saveName')}
              maxLength={60}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button mt="xs" type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t('common.save')}
            </Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}
