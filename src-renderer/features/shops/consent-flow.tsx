import { Button, Group, Loader, Text, Textarea, TextInput } from '@mantine/core';
import { IconCopy, IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RedirectMethod } from '#shared/contract/shops.ts';
import { errorCodeSchema } from '#shared/domain/errors.ts';
import { onReturnAddress } from '../../lib/commands.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { openExternal } from '../../lib/open-external.ts';
import { useNow } from '../../lib/use-now.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { copyWithNotice, notice } from '../../ui/notices.ts';
import { ClockRemedy } from '../clock/clock-remedy.tsx';
import styles from './shops.module.css';

export interface Attempt {
  readonly attemptId: string;
  readonly authorizationUrl: string;
  readonly method: RedirectMethod;
  readonly redirectUri: string;
  readonly expiresAt: number;
}

/** 「リフレッシュトークン更新」 in two steps: agree in the browser, bring the address back. */
export function ConsentFlow({ attempt, onEnd }: { attempt: Attempt; onEnd: () => void }) {
  const { t } = useTranslation();
  const [pasted, setPasted] = useState('');
  const now = useNow(1_000);
  const done = () => {
    notice(t('shops.consent.done'));
    onEnd();
  };
  const complete = useMutation(hostQuery.auth.complete.mutationOptions({ onSuccess: done }));
  const cancel = useMutation(hostQuery.auth.cancel.mutationOptions({ onError: showError, onSettled: onEnd }));
  const remote = useAttemptState(attempt, done);
  useReturnAddress(attempt, (address) =>
    complete.mutate({ attemptId: attempt.attemptId, redirected: address }),
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    complete.mutate({ attemptId: attempt.attemptId, redirected: pasted });
  };
  const error = complete.error ?? remote.error;
  return (
    <section aria-label={t('shops.consent.flowTitle')}>
      <Step number={1} title={t('shops.consent.stepOpen')}>
        <Text size="sm">{t('shops.consent.stepOpenText')}</Text>
        <Group gap="xs" mt={6} wrap="nowrap">
          <TextInput
            flex={1}
            readOnly
            aria-label={t('shops.consent.stepOpen')}
            value={attempt.authorizationUrl}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button
            variant="default"
            leftSection={<IconExternalLink size={14} aria-hidden />}
            onClick={() => openExternal(attempt.authorizationUrl).catch(showError)}
          >
            {t('shops.consent.openAgain')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() => copyWithNotice(attempt.authorizationUrl, t('common.copied'))}
          >
            {t('shops.consent.copyUrl')}
          </Button>
        </Group>
      </Step>
      <Step number={2} title={t('shops.consent.stepPaste')}>
        {attempt.method === 'paste' ? (
          <Text size="sm">{t('shops.consent.stepPasteText', { uri: attempt.redirectUri })}</Text>
        ) : (
          <Group gap="xs">
            <Loader size={14} />
            <Text size="sm">
              {t(remote.isRedeeming ? 'shops.consent.redeeming' : 'shops.consent.waiting')}
            </Text>
            <Text size="sm" c="dimmed">
              {t('shops.consent.pasteInstead')}
            </Text>
          </Group>
        )}
        <form onSubmit={submit}>
          <Textarea
            mt={6}
            label={t('shops.consent.redirected')}
            autosize
            minRows={2}
            maxRows={5}
            maxLength={8_000}
            spellCheck={false}
            classNames={{ input: 'mono' }}
            placeholder={`${attempt.redirectUri}?code=…&state=…`}
            value={pasted}
            onChange={(event) => {
              setPasted(event.currentTarget.value);
              if (complete.isError) complete.reset();
            }}
          />
          {error !== null && (
            <div style={{ marginTop: 8 }}>
              <ErrorPanel error={error} action={<ClockRemedy error={error} onMended={complete.reset} />} />
            </div>
          )}
          <Group mt="sm" gap="xs">
            <Button type="submit" size="sm" loading={complete.isPending} disabled={!pasted.trim()}>
              {t('shops.consent.complete')}
            </Button>
            <Button
              size="sm"
              variant="subtle"
              color="gray"
              onClick={() => cancel.mutate({ attemptId: attempt.attemptId })}
            >
              {t('shops.consent.cancel')}
            </Button>
            <Text size="xs" c="dimmed">
              {t('shops.consent.expiresIn', { span: formatDuration(t, attempt.expiresAt - now) })}
            </Text>
          </Group>
        </form>
      </Step>
    </section>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <div className={styles.step}>
      <span className={styles.stepNumber}>{number}</span>
      <div>
        <Text fw={600}>{title}</Text>
        {children}
      </div>
    </div>
  );
}

/**
 * With loopback the browser comes back to the data host, not to this window: the attempt is asked for until
 * it has ended.
 */
function useAttemptState(attempt: Attempt, onDone: () => void): { isRedeeming: boolean; error: unknown } {
  const isAutomatic = attempt.method !== 'paste';
  const { data } = useQuery({
    ...hostQuery.auth.attempt.queryOptions({ input: { attemptId: attempt.attemptId } }),
    enabled: isAutomatic,
    gcTime: 0,
    refetchInterval: (query) =>
      query.state.data?.state === 'waiting' || query.state.data?.state === 'redeeming' ? 800 : false,
  });
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  const isDone = data?.state === 'done';
  useEffect(() => {
    if (isDone) latest.current();
  }, [isDone]);
  const code = data?.state === 'expired' ? 'consent_attempt_expired' : data?.errorCode;
  const error =
    code && data
      ? {
          code: errorCodeSchema.catch('internal').parse(code),
          message: '',
          details: data.errorDetails,
          retryable: false,
        }
      : null;
  return { isRedeeming: data?.state === 'redeeming', error };
}

/** With the custom scheme the operating system hands the address to this window. */
function useReturnAddress(attempt: Attempt, onAddress: (address: string) => void): void {
  const latest = useRef(onAddress);
  useEffect(() => {
    latest.current = onAddress;
  });
  const isScheme = attempt.method === 'scheme';
  useEffect(() => {
    if (!isScheme) return;
    onReturnAddress((address) => latest.current(address));
    return () => onReturnAddress(null);
  }, [isScheme]);
}
