import { Alert, Drawer, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { aboveOthers } from './above-others.ts';
import styles from './emergency-stop.module.css';
import { CauseStep } from './resume/cause-step.tsx';
import { CompareStep } from './resume/compare-step.tsx';
import { RestartStep } from './resume/restart-step.tsx';
import { useStopStatus } from './use-stop-status.ts';

/**
 * The way back in three steps (spec §5): the cause, the comparison of every shop, the restart. It can be closed at any
 * time; what goes on goes on in the data host.
 */
export function ResumeGuide({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={640}
      title={t('emergencyStop.resume.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: styles.title ?? '' }}
      {...aboveOthers(onClose)}
    >
      <Steps />
    </Drawer>
  );
}

function Steps() {
  const { t } = useTranslation();
  const { stop, resume } = useStopStatus();
  const [hasResumed, setResumed] = useState(false);
  if (stop === null) {
    return hasResumed ? (
      <Alert
        color="green"
        icon={<IconCircleCheck aria-hidden />}
        title={t('emergencyStop.resume.resumed')}
        role="status"
      >
        {t('emergencyStop.resume.resumedText')}
      </Alert>
    ) : (
      <Text size="sm">{t('emergencyStop.resume.none')}</Text>
    );
  }
  return (
    <ol className={styles.steps}>
      <CauseStep stop={stop} resume={resume} />
      <CompareStep resume={resume} />
      <RestartStep resume={resume} onResumed={() => setResumed(true)} />
    </ol>
  );
}
