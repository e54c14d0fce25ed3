import { Alert, Button, Group, Loader, Modal, SegmentedControl, Select, Text } from '@mantine/core';
import { IconCircleCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnosis } from '#shared/contract/diagnosis.ts';
import { sessionScopes } from '#shared/domain/session-scope.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { useStore } from '../../lib/store.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { copyWithNotice } from '../../ui/notices.ts';
import { clockDrawerStore } from '../clock/clock-drawer-state.ts';
import { CheckRow } from './check-row.tsx';
import styles from './diagnosis.module.css';
import { type DiagnosisSubject, diagnosisStore } from './diagnosis-store.ts';
import { diagnosisText } from './diagnosis-text.ts';
import { runFix } from './run-fix.ts';

/** The diagnosis over whatever screen led to it (spec §2.3). */
export function DiagnosisDialog() {
  const { t } = useTranslation();
  const subject = useStore(diagnosisStore);
  const close = () => diagnosisStore.set(null);
  return (
    <Modal
      opened={subject !== null}
      onClose={close}
      title={t('diagnosis.title')}
      size={820}
      classNames={{ content: styles.content ?? '', body: styles.modalBody ?? '' }}
    >
      {subject !== null && <ChosenShop subject={subject} close={close} />}
    </Modal>
  );
}

function ChosenShop({ subject, close }: { subject: DiagnosisSubject; close: () => void }) {
  const { t } = useTranslation();
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} }));
  const filtered = useStore(shopFilterStore);
  const all = shops.data?.shops ?? [];
  const wanted = subject.shopId ?? filtered;
  const shop = all.find((candidate) => candidate.id === wanted) ?? all[0];
  if (shops.isError) return <ErrorPanel error={shops.error} onRetry={() => void shops.refetch()} />;
  if (shops.isPending) return <Loader size="sm" />;
  if (shop === undefined) return <Text size="sm">{t('diagnosis.noShops')}</Text>;
  const choose = (change: Partial<DiagnosisSubject>) => {
    // Another shop or scope is another question: the code that led here belongs to the first one.
    diagnosisStore.set({ shopId: shop.id, scope: subject.scope, ...change });
  };
  return (
    <>
      <Group gap="sm" wrap="nowrap">
        <Select
          flex={1}
          aria-label={t('diagnosis.shop')}
          data={all.map(({ id, name }) => ({ value: id, label: name }))}
          value={shop.id}
          allowDeselect={false}
          onChange={(shopId) => shopId && choose({ shopId })}
        />
        <SegmentedControl
          aria-label={t('diagnosis.scope.label')}
          data={sessionScopes.map((scope) => ({ value: scope, label: t(`diagnosis.scope.${scope}`) }))}
          value={subject.scope}
          onChange={(value) => choose({ scope: value === 'shared' ? 'shared' : 'terminal' })}
        />
      </Group>
      <Checks
        key={`${shop.id} ${subject.scope} ${subject.errorCode ?? ''}`}
        subject={{ ...subject, shopId: shop.id }}
        close={close}
      />
    </>
  );
}

/** Runs at once, and again when asked. */
function Checks({
  subject,
  close,
}: {
  subject: DiagnosisSubject & { readonly shopId: string };
  close: () => void;
}) {
  const { t } = useTranslation();
  const { mutate, data, error, isPending } = useMutation(hostQuery.diagnosis.run.mutationOptions());
  const { shopId, scope, errorCode } = subject;
  useEffect(() => {
    mutate({ shopId, scope, ...(errorCode === undefined ? {} : { errorCode }) });
  }, [mutate, shopId, scope, errorCode]);
  const again = () => mutate({ shopId, scope, ...(errorCode === undefined ? {} : { errorCode }) });
  if (error !== null) return <ErrorPanel error={error} onRetry={again} />;
  if (data === undefined || isPending) {
    return (
      <Group gap="sm" className={styles.running ?? ''} role="status">
        <Loader size="sm" />
        <Text size="sm">{t('diagnosis.running')}</Text>
      </Group>
    );
  }
  return (
    <>
      <Summary diagnosis={data} close={close} />
      <ul className={styles.checks}>
        {data.checks.map((check) => (
          <CheckRow
            key={check.id}
            check={check}
            scope={scope}
            onFix={(action) => runFix(action, data, close, again)}
          />
        ))}
      </ul>
      <div className={styles.foot}>
        <Button variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={again}>
          {t('diagnosis.runAgain')}
        </Button>
        <Button
          variant="default"
          title={t('diagnosis.copyHint')}
          leftSection={<IconCopy size={14} aria-hidden />}
          onClick={() => copyWithNotice(diagnosisText(t, data), t('diagnosis.copied'))}
        >
          {t('diagnosis.copy')}
        </Button>
        <Text size="xs" c="dimmed" ml="auto">
          {t('diagnosis.checkedAt', { at: formatMoment(data.at) })}
        </Text>
      </div>
    </>
  );
}

function Summary({ diagnosis, close }: { diagnosis: Diagnosis; close: () => void }) {
  const { t } = useTranslation();
  const count = (result: 'bad' | 'unknown') =>
    diagnosis.checks.filter((check) => check.result === result).length;
  const terminal = diagnosis.consentTerminal;
  if (diagnosis.allGood) {
    const name = terminal === null ? '' : t('diagnosis.summary.goodName', { name: terminal });
    return (
      <Alert mt="sm" color="green" icon={<IconCircleCheck aria-hidden />} title={t('diagnosis.summary.good')}>
        {t('diagnosis.summary.goodHint', { name })}
        <div>
          <Button
            mt="xs"
            variant="default"
            onClick={() => {
              close();
              clockDrawerStore.set(true);
            }}
          >
            {t('diagnosis.summary.openHistory')}
          </Button>
        </div>
      </Alert>
    );
  }
  const kind = count('bad') > 0 ? 'bad' : 'unknown';
  return (
    <Text mt="md" size="sm" role="status">
      <b>{t(`diagnosis.summary.${kind}`, { n: count(kind) })}</b> {t(`diagnosis.summary.${kind}Hint`)}
    </Text>
  );
}
