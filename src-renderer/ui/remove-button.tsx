import { Button, Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { ErrorPanel } from './error-panel.tsx';
import { notice } from './notices.ts';

/** Removes something no undo brings back: asks first, then removes, then says so. */
export function RemoveButton({
  label,
  ariaLabel,
  title,
  text,
  removed,
  onRemove,
}: {
  /** What the button and the dialog's button say. */
  label: string;
  ariaLabel?: string;
  title: string;
  text: string;
  /** Said once it is gone. */
  removed: string;
  /** Rejects with what the dialog then shows. */
  onRemove: () => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: onRemove,
    onSuccess: () => {
      setAsking(false);
      notice(removed);
    },
  });
  const close = () => {
    setAsking(false);
    remove.reset();
  };
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => setAsking(true)}
        {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
      >
        {label}
      </Button>
      <Dialog opened={isAsking} onClose={close} title={title}>
        <Text size="sm" mb="sm">
          {text}
        </Text>
        {remove.isError && <ErrorPanel error={remove.error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {label}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
