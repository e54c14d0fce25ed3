import { Button } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DiagnosisCheck, FixAction } from '#shared/contract/diagnosis.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import styles from './diagnosis.module.css';
import { evidenceText } from './diagnosis-text.ts';

const icons = { ok: IconCheck, bad: IconX, unknown: IconQuestionMark } as const;

/** One check: mark and word, what was found, and the button that fixes it. */
export function CheckRow({
  check,
  scope,
  onFix,
}: {
  check: DiagnosisCheck;
  scope: SessionScope;
  onFix: (action: FixAction) => void;
}) {
  const { t } = useTranslation();
  const Icon = icons[check.result];
  const { fix } = check;
  return (
    <li className={styles.check} data-result={check.result}>
      <span className={styles.mark}>
        <Icon size={15} stroke={2.6} aria-hidden />
        {t(`diagnosis.result.${check.result}`)}
      </span>
      <div className={styles.found}>
        <b>{t(`diagnosis.check.${check.id}`)}</b>
        <p className="selectable">{evidenceText(t, check)}</p>
      </div>
      {fix !== null && (
        <Button
          className={styles.fix ?? ''}
          variant={check.result === 'bad' ? 'filled' : 'default'}
          onClick={() => onFix(fix)}
        >
          {t(
            fix === 'start_consent' && scope === 'shared'
              ? 'diagnosis.fix.start_consent_shared'
              : `diagnosis.fix.${fix}`,
          )}
        </Button>
      )}
    </li>
  );
}
