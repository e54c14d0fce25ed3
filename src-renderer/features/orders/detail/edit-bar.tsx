import { Button, Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../lib/store.ts';
import { useFieldName } from '../field-words.ts';
import { changedFields, type EditDraft, faultsOf } from './edit-draft.ts';
import { saveStateStore, stopEdit } from './edit-store.ts';
import styles from './form.module.css';
import { saveDraft } from './save-edit.ts';

/** What is unsaved, and the two ways out of editing. */
export function EditBar({ draft }: { draft: EditDraft }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const { isSaving } = useStore(saveStateStore);
  const n = changedFields(draft).length;
  const wrong = [...faultsOf(draft).keys()];
  const text =
    wrong.length > 0
      ? t('edit.checkFields', { list: wrong.map(fieldName).join(t('common.listSeparator')) })
      : n > 0
        ? t('edit.changed', { n })
        : t('edit.unchanged');
  return (
    <div className={styles.bar} data-dirty={n > 0} data-wrong={wrong.length > 0}>
      <span role="status">{text}</span>
      <Button variant="default" onClick={stopEdit} rightSection={<Kbd size="xs">Esc</Kbd>}>
        {t('edit.stop')}
      </Button>
      <Button loading={isSaving} disabled={n === 0 || wrong.length > 0} onClick={() => void saveDraft(draft)}>
        {t('edit.save')}
      </Button>
    </div>
  );
}
