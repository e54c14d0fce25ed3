import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './form.module.css';

/** The mall's value under a field that was changed by hand, and the way back to it. */
export function LocalMark({
  text,
  label,
  onDrop,
}: {
  /** The mall's value in words; '' when it has none. */
  text: string;
  label: string;
  onDrop: (() => void) | null;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.mall}>
      <span>
        {t('edit.local.mall')}: {text || t('edit.empty')}
      </span>
      {onDrop && (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconArrowBackUp size={13} aria-hidden />}
          aria-label={t('edit.local.dropOf', { field: label })}
          onClick={onDrop}
        >
          {t('edit.local.drop')}
        </Button>
      )}
    </div>
  );
}
