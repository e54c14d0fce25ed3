import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CsvCheck, CsvMapping, CsvRowError } from '#shared/contract/csv.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { formatCount } from '../../../lib/format.ts';
import { saveFile } from '../../../lib/save-file.ts';
import styles from '../csv.module.css';
import { TableBox } from '../table-box.tsx';

/** So many are drawn; the file to save has all that were kept. */
const drawn = 200;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What is wrong, by line and column, and the same as a file to work through. */
export function ErrorTable({
  check,
  fileId,
  mapping,
}: {
  check: CsvCheck;
  fileId: string;
  mapping: CsvMapping;
}) {
  const { t } = useTranslation();
  const { encoding, separator } = mapping;
  const names =
    useQuery(
      hostQuery.csv.inspect.queryOptions({ input: { fileId, encoding, separator } }),
    ).data?.columns.map(({ name }) => name) ?? [];
  const columnOf = ({ column }: CsvRowError): string => {
    if (column === null) return '';
    const name = names[column] ?? '';
    return name === '' ? t('csv.columns.unnamed', { n: column + 1 }) : name;
  };
  const save = () => {
    const rows = [
      [t('csv.check.line'), t('csv.check.column'), t('csv.check.problem'), t('csv.check.value')],
      ...check.errors.map((error) => [
        String(error.line),
        columnOf(error),
        t(`csv.errors.${error.code}`),
        // The apostrophe keeps a spreadsheet from running what it should only show.
        /^[=+\-@\t\r]/.test(error.value) ? `'${error.value}` : error.value,
      ]),
    ];
    const text = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
    saveFile(t('csv.check.downloadName'), ['\u{feff}', text]);
  };
  return (
    <>
      <TableBox label={t('csv.check.errors')}>
        <thead>
          <tr>
            <th>{t('csv.check.line')}</th>
            <th>{t('csv.check.column')}</th>
            <th>{t('csv.check.problem')}</th>
            <th>{t('csv.check.value')}</th>
          </tr>
        </thead>
        <tbody>
          {check.errors.slice(0, drawn).map((error) => (
            <tr key={`${error.line} ${error.column} ${error.code}`}>
              <td>{formatCount(error.line)}</td>
              <td>{columnOf(error)}</td>
              <td>{t(`csv.errors.${error.code}`)}</td>
              <td className={`${styles.samples} selectable`}>{error.value}</td>
            </tr>
          ))}
        </tbody>
      </TableBox>
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed">
          {check.errorCount > drawn &&
            t('csv.check.first', { n: formatCount(Math.min(drawn, check.errors.length)) })}
        </Text>
        <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={save}>
          {t('csv.check.download')}
        </Button>
      </Group>
    </>
  );
}
