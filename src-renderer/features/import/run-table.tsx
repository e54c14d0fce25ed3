import { ActionIcon, Badge, Button, Skeleton, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#shared/contract/imports.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { showError } from '../../ui/error-notice.tsx';
import { Card } from '../../ui/page.tsx';
import { isByItself } from './by-itself.ts';
import styles from './import.module.css';
import { RunResult } from './run-result.tsx';
import { stateLooks } from './state-looks.ts';

/** What the runs did, newest first; the latest batch is open when it needs a look. */
export function RunTable({
  title,
  hint,
  empty,
  runs,
  isLoading,
}: {
  title: string;
  hint?: string;
  empty: string;
  runs: readonly ImportRun[];
  isLoading: boolean;
}) {
  const { t } = useTranslation();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const latest = runs[0]?.batchId;
  const toggle = (id: string) => {
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  return (
    <Card title={title} {...(hint !== undefined && { hint })}>
      {isLoading && <Skeleton height={80} />}
      {!isLoading && runs.length === 0 && <Text c="dimmed">{empty}</Text>}
      {runs.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th aria-label={t('imports.result')} />
              <th scope="col">{t('imports.startedAt')}</th>
              <th scope="col">{t('imports.shop')}</th>
              <th scope="col">{t('imports.result')}</th>
              {(['created', 'updated', 'unchanged', 'failed'] as const).map((kind) => (
                <th key={kind} scope="col" className={styles.num}>
                  {t(`imports.counts.${kind}`)}
                </th>
              ))}
              <th scope="col" className={styles.num}>
                {t('imports.duration')}
              </th>
              <th aria-label={t('imports.resume')} />
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => {
              const needsLook =
                run.batchId === latest && (run.error !== null || run.progress.counts.failed > 0);
              return (
                <RunRows
                  key={run.id}
                  run={run}
                  isOpen={needsLook !== toggled.has(run.id)}
                  onToggle={() => toggle(run.id)}
                />
              );
            })}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function RunRows({ run, isOpen, onToggle }: { run: ImportRun; isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const resume = useMutation(
    hostQuery.imports.resume.mutationOptions({
      onError: showError,
      onSettled: () => queryClient.invalidateQueries({ queryKey: hostQuery.imports.key() }),
    }),
  );
  const { color, Icon } = stateLooks[run.state];
  const { counts } = run.progress;
  const isCut = run.state === 'cancelled' || run.state === 'interrupted' || run.state === 'failed';
  return (
    <Fragment>
      <tr>
        <td>
          <ActionIcon
            size={24}
            aria-expanded={isOpen}
            aria-label={t('imports.open', { shop: run.shopName })}
            onClick={onToggle}
          >
            {isOpen ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
          </ActionIcon>
        </td>
        <td className={styles.nowrap}>{formatMoment(run.startedAt)}</td>
        <td className={styles.clip} title={run.shopName}>
          {run.shopName}
        </td>
        <td>
          <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
            {t(`imports.state.${run.state}`)}
          </Badge>
          {run.trigger !== 'manual' && (
            <Badge ml={6} color="gray">
              {t(`imports.trigger.${run.trigger}`)}
            </Badge>
          )}
        </td>
        <td className={styles.num}>{formatCount(counts.created)}</td>
        <td className={styles.num}>{formatCount(counts.updated)}</td>
        <td className={styles.num}>{formatCount(counts.unchanged)}</td>
        <td className={styles.num}>
          {counts.failed > 0 ? (
            <Text span size="sm" fw={600} c="var(--danger)">
              {formatCount(counts.failed)}
            </Text>
          ) : (
            '0'
          )}
        </td>
        <td className={styles.num}>
          {run.finishedAt === null ? '' : formatDuration(t, run.finishedAt - run.startedAt)}
        </td>
        <td className={styles.num}>
          {!isByItself(run) && isCut && (
            <Button
              variant="light"
              leftSection={<IconPlayerPlay size={14} aria-hidden />}
              loading={resume.isPending}
              onClick={() => resume.mutate({ runId: run.id })}
            >
              {t('imports.resume')}
            </Button>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={10}>
            <RunResult run={run} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}
