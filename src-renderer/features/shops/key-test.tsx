import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KeyTest as KeyTestResult, Shop } from '#shared/contract/shops.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import styles from './shops.module.css';
import { useReloadShops } from './use-reload-shops.ts';
import { verdictText } from './verdict-text.ts';

/** 「公開鍵をテスト」: one signed call in the scope, and the mall's verdict in plain words with what to do. */
export function KeyTest({ shop, scope }: { shop: Shop; scope: SessionScope }) {
  const { t } = useTranslation();
  const reload = useReloadShops();
  const test = useMutation(hostQuery.auth.testKey.mutationOptions({ onSettled: () => void reload() }));
  if ((scope === 'terminal' ? shop.terminalKey : shop.sharedKey) === null) return null;
  return (
    <div className={styles.test}>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={14} aria-hidden />}
        loading={test.isPending}
        onClick={() => test.mutate({ shopId: shop.id, scope })}
      >
        {t('shops.key.test')}
      </Button>
      {test.data && (
        <Text size="xs" c="dimmed">
          {t('shops.key.testedAt', { at: formatMoment(test.data.at) })}
        </Text>
      )}
      <div className={styles.testResult} role="status">
        {test.data && <Verdict result={test.data} />}
        {test.isError && <ErrorPanel error={test.error} />}
      </div>
    </div>
  );
}

function Verdict({ result }: { result: KeyTestResult }) {
  const { t } = useTranslation();
  const isGood = result.verdict === 'authorized';
  const text =
    result.verdict === null
      ? { what: t('shops.key.testNone'), next: t('shops.key.testNoneNext') }
      : verdictText(t, result.verdict);
  const Icon = isGood ? IconCircleCheck : IconAlertTriangle;
  return (
    <>
      <Alert color={isGood ? 'green' : 'yellow'} icon={<Icon aria-hidden />} title={text.what}>
        <Text size="sm">{text.next}</Text>
        {result.verdict !== null && (
          <Text size="xs" c="dimmed" className="mono">
            X-SWS-Authorize-Status: {result.verdict}
          </Text>
        )}
      </Alert>
      {result.error && (
        <div style={{ marginTop: 8 }}>
          <ErrorPanel error={result.error} />
        </div>
      )}
    </>
  );
}
