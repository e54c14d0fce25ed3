import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck, IconWand } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { jstDateOf } from '#shared/domain/time.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { useErrorText } from '../../ui/error-text.ts';
import { notice } from '../../ui/notices.ts';
import styles from './shops.module.css';
import { useReloadShops } from './use-reload-shops.ts';

type Field = 'publicKey' | 'keyVersion' | 'issuedOn';

/** Key, version and issue date; both or neither, and each error stands at its field. */
export function KeyForm({
  shop,
  scope,
  onSaved,
  onCancel,
}: {
  shop: Shop;
  scope: SessionScope;
  onSaved: () => void;
  onCancel?: () => void;
}) {
  const { t } = useTranslation();
  const today = jstDateOf(Date.now());
  const [publicKey, setPublicKey] = useState('');
  const [keyVersion, setKeyVersion] = useState('');
  const [issuedOn, setIssuedOn] = useState(today);
  const [missing, setMissing] = useState<ReadonlySet<Field>>(new Set());
  const reload = useReloadShops();
  const save = useMutation(
    hostQuery.shops.saveKey.mutationOptions({
      onSuccess: async () => {
        await reload();
        notice(t('shops.key.saved'));
        onSaved();
      },
    }),
  );
  const [checkedText] = useDebouncedValue(publicKey, 250);
  const check = useQuery({
    ...hostQuery.shops.checkKey.queryOptions({ input: { shopId: shop.id, publicKey: checkedText } }),
    enabled: checkedText.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

  const saveError = save.error ? toAppError(save.error) : null;
  const checkError = check.isError && checkedText.trim() !== '' ? toAppError(check.error) : null;
  const keyMissing = useFieldError({ code: 'key_missing', details: {} });
  const versionMissing = useFieldError({ code: 'key_version_missing', details: {} });
  const saveText = useFieldError(saveError);
  const checkText = useFieldError(checkError);
  const errorAt = (field: Field): string | undefined => {
    if (field === 'publicKey' && missing.has(field)) return keyMissing;
    if (field === 'keyVersion' && missing.has(field)) return versionMissing;
    if (saveError && fieldOf(saveError) === field) return saveText;
    return field === 'publicKey' ? checkText : undefined;
  };
  const touched = () => {
    setMissing(new Set());
    if (save.isError) save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const blanks = new Set<Field>();
    if (!publicKey.trim()) blanks.add('publicKey');
    if (!keyVersion.trim()) blanks.add('keyVersion');
    setMissing(blanks);
    if (blanks.size === 0) save.mutate({ shopId: shop.id, scope, publicKey, keyVersion, issuedOn });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Textarea
          label={t('shops.key.paste')}
          description={t('shops.key.pasteHint')}
          placeholder="-----BEGIN PUBLIC KEY-----"
          autosize
          minRows={5}
          maxRows={10}
          maxLength={20_000}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: 'mono' }}
          value={publicKey}
          error={errorAt('publicKey')}
          onChange={(event) => {
            touched();
            setPublicKey(event.currentTarget.value);
          }}
        />
        {check.data && !checkError && checkedText.trim() !== '' && <CheckResult check={check.data} />}
        <div className={styles.two}>
          <TextInput
            label={t('shops.key.version')}
            description={t('shops.key.versionHint')}
            inputMode="numeric"
            maxLength={20}
            value={keyVersion}
            error={errorAt('keyVersion')}
            onChange={(event) => {
              touched();
              setKeyVersion(event.currentTarget.value);
            }}
          />
          <DateInput
            label={t('shops.key.issuedOn')}
            description={t('shops.key.issuedOnHint')}
            valueFormat="YYYY/MM/DD"
            maxDate={today}
            value={issuedOn}
            error={errorAt('issuedOn')}
            onChange={(day) => {
              touched();
              setIssuedOn(day ?? today);
            }}
          />
        </div>
        {saveError && fieldOf(saveError) === null && <ErrorPanel error={saveError} />}
        <Group gap="xs">
          <Button type="submit" size="sm" loading={save.isPending}>
            {t('shops.key.save')}
          </Button>
          {onCancel && (
            <Button size="sm" variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

const repairNames = ['blanks', 'line_ends', 'full_width', 'dashes', 'header'] as const;

function CheckResult({ check }: { check: { bits: number; repairs: string[]; sameKeyShops: string[] } }) {
  const { t } = useTranslation();
  const repairs = repairNames.filter((name) => check.repairs.includes(name));
  return (
    <Stack gap={6} role="status">
      <Alert color="green" icon={<IconCircleCheck aria-hidden />}>
        {t('shops.key.ok', { n: check.bits })}
      </Alert>
      {repairs.length > 0 && (
        <Alert color="blue" icon={<IconWand aria-hidden />}>
          {t('shops.key.repaired', {
            list: repairs.map((name) => t(`shops.key.repairs.${name}`)).join('・'),
          })}
        </Alert>
      )}
      {check.sameKeyShops.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('shops.key.sameKey', { list: check.sameKeyShops.join('・') })}
        </Alert>
      )}
    </Stack>
  );
}

function fieldOf(error: AppErrorShape): Field | null {
  if (error.code === 'invalid_input' && error.details.field === 'issuedOn') return 'issuedOn';
  if (error.code.startsWith('key_version_')) return 'keyVersion';
  return error.code.startsWith('key_') ? 'publicKey' : null;
}

function useFieldError(error: Pick<AppErrorShape, 'code' | 'details'> | null): string | undefined {
  const text = useErrorText(error ?? { code: 'internal', details: {} });
  return error ? `${text.what} — ${text.why} ${text.next}` : undefined;
}
