import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#shared/contract/imports.ts';
import { formatCount } from '../../lib/format.ts';

const kinds = ['created', 'updated', 'unchanged', 'failed'] as const;

/** New, updated, unchanged and failed orders, in words. */
export function CountsText({ counts }: { counts: ImportRun['progress']['counts'] }) {
  const { t } = useTranslation();
  return kinds.map((kind) => (
    <Text
      key={kind}
      span
      size="xs"
      {...(kind === 'failed' && counts.failed > 0 ? { c: 'var(--danger)', fw: 600 } : {})}
    >
      {t(`imports.counts.${kind}`)} {formatCount(counts[kind])}
    </Text>
  ));
}
