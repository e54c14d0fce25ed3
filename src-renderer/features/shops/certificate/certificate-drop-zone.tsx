import { Button, Text } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './certificate.module.css';

const accepted = '.crt,.cer,.pem,.der,.key,.zip';

/** Takes files by drag and drop or by the file chooser; what they are is for others to judge. */
export function CertificateDropZone({
  isBusy,
  onFiles,
}: {
  isBusy: boolean;
  onFiles: (files: File[]) => void;
}) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    setOver(false);
    if (!isBusy && files !== null && files.length > 0) onFiles([...files]);
  };
  const allow = (event: DragEvent) => {
    // Without this the browser opens a dropped file instead of handing it over.
    event.preventDefault();
    event.dataTransfer.dropEffect = isBusy ? 'none' : 'copy';
    setOver(!isBusy);
  };
  return (
    <section
      className={styles.zone}
      data-over={isOver}
      aria-label={t('shops.certificate.drop')}
      onDragEnter={allow}
      onDragOver={allow}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      }}
    >
      <IconFileCertificate size={28} stroke={1.5} aria-hidden />
      <div>
        <Text size="sm" fw={600}>
          {t(isOver ? 'shops.certificate.dropNow' : 'shops.certificate.drop')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('shops.certificate.dropHint')}
        </Text>
      </div>
      <Button variant="default" loading={isBusy} onClick={() => chooser.current?.click()}>
        {t('shops.certificate.choose')}
      </Button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={accepted}
        data-testid="certificate-files"
        onChange={(event) => {
          take(event.currentTarget.files);
          // So that choosing the same files again counts as a choice.
          event.currentTarget.value = '';
        }}
      />
    </section>
  );
}
