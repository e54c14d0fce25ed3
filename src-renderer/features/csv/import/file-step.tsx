import { Button, Progress, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxCsvBytes } from '#shared/contract/csv.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { goTo } from '../../../lib/navigation.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Card } from '../../../ui/page.tsx';
import styles from '../csv.module.css';
import { uploadFile } from './upload-file.ts';
import { wizardStore } from './wizard-store.ts';

/** Takes the file by drag and drop or by the file chooser. */
export function FileStep() {
  const { t } = useTranslation();
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops;
  const [isOver, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const [share, setShare] = useState(0);
  const chooser = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(file, setShare),
    onSuccess: (file) => wizardStore.set({ step: 'columns', file, mapping: null }),
  });
  const take = (files: FileList | null) => {
    setOver(false);
    const file = files?.[0];
    if (file === undefined || upload.isPending) return;
    setTooLarge(file.size > maxCsvBytes ? file.name : null);
    setShare(0);
    if (file.size <= maxCsvBytes) upload.mutate(file);
  };
  const allow = (event: DragEvent) => {
    // Without this the browser opens a dropped file instead of handing it over.
    event.preventDefault();
    event.dataTransfer.dropEffect = upload.isPending ? 'none' : 'copy';
    setOver(!upload.isPending);
  };
  if (shops?.length === 0) {
    return (
      <Card title={t('csv.steps.file')}>
        <Text mb="sm">{t('csv.file.noShops')}</Text>
        <Button onClick={() => goTo('shops')}>{t('imports.connect')}</Button>
      </Card>
    );
  }
  return (
    <Card title={t('csv.steps.file')}>
      <section
        className={styles.zone}
        data-over={isOver}
        aria-label={t('csv.file.drop')}
        onDragEnter={allow}
        onDragOver={allow}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files);
        }}
      >
        <IconFileTypeCsv size={34} stroke={1.4} aria-hidden />
        {upload.isPending ? (
          <div className={styles.wide} role="status">
            <Text size="sm" mb={6}>
              {t('csv.file.reading', { name: upload.variables.name })}
            </Text>
            <Progress
              size={10}
              value={share * 100}
              aria-label={t('csv.file.reading', { name: upload.variables.name })}
            />
          </div>
        ) : (
          <>
            <Text fw={600}>{t(isOver ? 'csv.file.dropNow' : 'csv.file.drop')}</Text>
            <Button size="sm" onClick={() => chooser.current?.click()}>
              {t('csv.file.choose')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('csv.file.hint')}
            </Text>
          </>
        )}
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.txt,.tsv,text/csv"
          data-testid="csv-file"
          onChange={(event) => {
            take(event.currentTarget.files);
            // So that choosing the same file again counts as a choice.
            event.currentTarget.value = '';
          }}
        />
      </section>
      <Text size="sm" c="dimmed" mt="sm">
        {t('csv.file.held')}
      </Text>
      {tooLarge !== null && (
        <Text role="alert" c="var(--danger)" mt="sm">
          {t('csv.file.tooLarge', { name: tooLarge })}
        </Text>
      )}
      {upload.isError && <ErrorPanel error={upload.error} />}
    </Card>
  );
}
