import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../lib/store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { changedFields } from './edit-draft.ts';
import { editStore, leaveStore, leaveTo, saveStateStore } from './edit-store.ts';
import { useFieldList } from './foreign-line.tsx';
import { saveDraft } from './save-edit.ts';

/** Leaving an order with unsaved changes: save them, drop them, or stay. */
export function LeaveDialog() {
  const { t } = useTranslation();
  const listOf = useFieldList();
  const leave = useStore(leaveStore);
  const draft = useStore(editStore);
  const { isSaving } = useStore(saveStateStore);
  const stay = () => leaveStore.set(null);
  const save = async () => {
    if (!leave || !draft) return;
    const isSaved = await saveDraft(draft);
    // What could not be saved is on screen now, behind this question.
    if (isSaved) leaveTo(leave.to);
    else stay();
  };
  return (
    <Dialog opened={leave !== null && draft !== null} onClose={stay} title={t('edit.leave.title')} size={480}>
      {draft && <Text size="sm">{t('edit.leave.text', { list: listOf(changedFields(draft)) })}</Text>}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={stay}>
          {t('edit.leave.stay')}
        </Button>
        <Button variant="light" color="red" onClick={() => leave && leaveTo(leave.to)}>
          {t('edit.leave.discard')}
        </Button>
        <Button data-autofocus loading={isSaving} onClick={() => void save()}>
          {t('edit.leave.save')}
        </Button>
      </Group>
    </Dialog>
  );
}
