import { Button, Checkbox, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvEncodings, type ExportFormat } from '#shared/contract/jobs.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from '../csv.module.css';
import { ExportColumns } from './export-columns.tsx';
import { exportPresetNames, exportPresets, presetOf } from './export-presets.ts';

/** What the file holds and how it is written. */
export function ExportForm({
  total,
  initial,
  isStarting,
  onStart,
}: {
  total: number;
  initial: ExportFormat;
  isStarting: boolean;
  onStart: (format: ExportFormat) => void;
}) {
  const { t } = useTranslation();
  const [format, setFormat] = useState(initial);
  const change = (part: Partial<ExportFormat>) => setFormat({ ...format, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onStart(format);
  };
  return (
    <form onSubmit={submit}>
      <Text fw={600}>{t('csv.export.total', { n: formatCount(total) })}</Text>
      <div className={styles.exportForm}>
        <div>
          <Select
            label={t('csv.export.preset')}
            mb="sm"
            allowDeselect={false}
            value={presetOf(format.columns)}
            data={[
              ...exportPresetNames.map((value) => ({ value, label: t(`csv.export.presets.${value}`) })),
              ...(presetOf(format.columns) === 'own'
                ? [{ value: 'own', label: t('csv.export.presets.own') }]
                : []),
            ]}
            onChange={(value) => {
              const preset = exportPresetNames.find((each) => each === value);
              if (preset !== undefined) change({ columns: [...exportPresets[preset]] });
            }}
          />
          <ExportColumns columns={format.columns} onChange={(columns) => change({ columns })} />
        </div>
        <Stack gap="md">
          <Radio.Group
            label={t('csv.export.encoding')}
            value={format.encoding}
            onChange={(value) => {
              const encoding = csvEncodings.find((each) => each === value);
              if (encoding !== undefined) change({ encoding });
            }}
          >
            <Stack gap={8} mt={6}>
              {csvEncodings.map((encoding) => (
                <Radio
                  key={encoding}
                  value={encoding}
                  label={t(`csv.encodings.${encoding}`)}
                  description={t(`csv.export.encodingHint.${encoding}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Radio.Group
            label={t('csv.export.rowsPer')}
            value={format.rowsPer}
            onChange={(value) => change({ rowsPer: value === 'line' ? 'line' : 'order' })}
          >
            <Stack gap={8} mt={6}>
              <Radio value="order" label={t('csv.export.perOrder')} />
              <Radio value="line" label={t('csv.export.perLine')} description={t('csv.export.perLineHint')} />
            </Stack>
          </Radio.Group>
          <Checkbox
            label={t('csv.export.guard')}
            description={t('csv.export.guardHint')}
            checked={format.formulaGuard}
            onChange={(event) => change({ formulaGuard: event.currentTarget.checked })}
          />
        </Stack>
      </div>
      <Group justify="flex-end" mt="md">
        <Button
          type="submit"
          size="sm"
          loading={isStarting}
          disabled={total === 0}
          leftSection={<IconFileExport size={16} aria-hidden />}
        >
          {t('csv.export.start')}
        </Button>
      </Group>
    </form>
  );
}
