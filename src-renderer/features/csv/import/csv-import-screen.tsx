import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../../../lib/navigation.ts';
import { useStore } from '../../../lib/store.ts';
import { Page } from '../../../ui/page.tsx';
import styles from '../csv.module.css';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileStep } from './file-step.tsx';
import { ResultStep } from './result-step.tsx';
import { wizardSteps, wizardStore } from './wizard-store.ts';

/** CSV import (spec §3): file, columns, check, import. Nothing is written before the last step. */
export function CsvImportScreen() {
  const { t } = useTranslation();
  const wizard = useStore(wizardStore);
  return (
    <Page
      title={t('csv.title')}
      actions={
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={() => goTo('import')}
        >
          {t('csv.back')}
        </Button>
      }
    >
      <ol className={styles.steps}>
        {wizardSteps.map((step, at) => (
          <li key={step} aria-current={step === wizard.step ? 'step' : undefined}>
            <span aria-hidden>{at + 1}</span>
            {t(`csv.steps.${step}`)}
          </li>
        ))}
      </ol>
      {wizard.step === 'file' && <FileStep />}
      {wizard.step === 'columns' && <ColumnsStep key={wizard.file.fileId} wizard={wizard} />}
      {wizard.step === 'check' && <CheckStep wizard={wizard} />}
      {wizard.step === 'result' && <ResultStep wizard={wizard} />}
    </Page>
  );
}
