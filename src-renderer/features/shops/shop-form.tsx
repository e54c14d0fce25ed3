import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { redirectMethods, type Shop, type ShopInput } from '#shared/contract/shops.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { useErrorText } from '../../ui/error-text.ts';
import { notice } from '../../ui/notices.ts';
import { Card } from '../../ui/page.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import styles from './shops.module.css';
import { useReloadShops } from './use-reload-shops.ts';

type Field = 'name' | 'sellerId' | 'clientId' | 'redirectUri';

/** Where an error of the whole operation belongs on the form. */
const fieldOf: { readonly [Code in ErrorCode]?: Field } = {
  seller_id_invalid: 'sellerId',
  shop_duplicate: 'sellerId',
  redirect_uri_invalid: 'redirectUri',
};

const blank: ShopInput = {
  mall: 'yahoo',
  name: '',
  sellerId: '',
  clientId: '',
  environment: 'production',
  redirectMethod: 'paste',
  redirectUri: '',
};

/** Shared settings of a shop; the secret is written, never read back. */
export function ShopForm({ shop, onSaved }: { shop: Shop | null; onSaved?: (shop: Shop) => void }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(shop);
  const [input, setInput] = useState<ShopInput>(seen ? inputOf(seen) : blank);
  /** null keeps the stored secret, '' removes it. */
  const [secret, setSecret] = useState<string | null>(shop?.hasClientSecret ? null : '');
  const [missing, setMissing] = useState<ReadonlySet<Field>>(new Set());
  const reload = useReloadShops();
  const onSuccess = async (saved: Shop) => {
    setSeen(saved);
    setSecret(saved.hasClientSecret ? null : '');
    await reload();
    notice(shop ? t('shops.saved') : t('shops.created', { name: saved.name }));
    onSaved?.(saved);
  };
  const create = useMutation(hostQuery.shops.create.mutationOptions({ onSuccess }));
  const update = useMutation(hostQuery.shops.update.mutationOptions({ onSuccess }));
  const mutation = shop ? update : create;
  const error = mutation.error ? toAppError(mutation.error) : null;
  const text = useErrorText(error ?? { code: 'internal', details: {} });
  const errorAt = (field: Field) =>
    missing.has(field)
      ? t('common.required')
      : error && fieldOf[error.code] === field
        ? `${text.what}。${text.why}`
        : undefined;

  const change = (changes: Partial<ShopInput>) => {
    setInput((old) => ({ ...old, ...changes }));
    setMissing(new Set());
    if (mutation.isError) mutation.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const blanks = (['name', 'sellerId', 'clientId'] as const).filter((field) => !input[field].trim());
    setMissing(new Set(blanks));
    if (blanks.length > 0) return;
    if (seen) update.mutate({ shopId: seen.id, version: seen.version, shop: input, clientSecret: secret });
    else create.mutate({ shop: input, clientSecret: secret ?? '' });
  };
  const field = (name: Field) => ({
    value: input[name],
    error: errorAt(name),
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });

  return (
    <Card title={t('shops.tabs.settings')}>
      <form onSubmit={submit} noValidate>
        <div className={styles.two}>
          <TextInput
            label={t('shops.mall')}
            value={t(`common.malls.${input.mall}`)}
            readOnly
            variant="filled"
          />
          <TextInput
            label={t('shops.name')}
            description={t('shops.nameHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={60}
            required
            {...field('name')}
          />
          <TextInput
            label={t('shops.sellerId')}
            description={t('shops.sellerIdHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={128}
            required
            spellCheck={false}
            {...field('sellerId')}
          />
          <EnvironmentChoice input={input} onChange={change} />
          <TextInput
            label={t('shops.clientId')}
            maxLength={200}
            required
            spellCheck={false}
            autoComplete="off"
            {...field('clientId')}
          />
          <SecretField
            key={`${seen?.version}:${seen?.hasClientSecret}`}
            label={t('shops.clientSecret')}
            hint={t('shops.secretHint')}
            hasStored={seen?.hasClientSecret ?? false}
            secret={secret}
            onSecret={setSecret}
          />
          <div className={styles.whole}>
            <Text size="xs" fw={600} mb={2}>
              {t('shops.redirectMethodLabel')}
            </Text>
            <SegmentedControl
              aria-label={t('shops.redirectMethodLabel')}
              value={input.redirectMethod}
              data={redirectMethods.map((method) => ({
                value: method,
                label: t(`shops.redirectMethod.${method}`),
              }))}
              onChange={(redirectMethod) => change({ redirectMethod })}
            />
            <Text size="xs" c="dimmed" mt={4}>
              {t(`shops.redirectHint.${input.redirectMethod}`)}
            </Text>
          </div>
          <TextInput
            className={styles.whole ?? ''}
            label={t('shops.redirectUri')}
            description={t('shops.redirectUriHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={500}
            spellCheck={false}
            placeholder={input.redirectMethod === 'paste' ? 'https://…' : ''}
            required={input.redirectMethod === 'paste'}
            {...field('redirectUri')}
          />
        </div>
        {error && fieldOf[error.code] === undefined && (
          <ErrorPanel
            error={error}
            action={
              error.code === 'conflict' && shop ? (
                <Button
                  variant="default"
                  onClick={() => {
                    setSeen(shop);
                    change(inputOf(shop));
                  }}
                >
                  {t('shops.reload')}
                </Button>
              ) : undefined
            }
          />
        )}
        <Group mt="md">
          <Button type="submit" size="sm" loading={mutation.isPending}>
            {t(shop ? 'common.save' : 'shops.create')}
          </Button>
        </Group>
      </form>
    </Card>
  );
}

/** The demo mall's shop is made by the demo; people choose between the real ones. */
function EnvironmentChoice({
  input,
  onChange,
}: {
  input: ShopInput;
  onChange: (changes: Partial<ShopInput>) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const offered = input.environment === 'demo' ? (['demo'] as const) : (['production', 'test'] as const);
  return (
    <div>
      <Text id={id} size="xs" fw={600} mb={2}>
        {t('shops.environmentLabel')}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        value={input.environment}
        data={offered.map((environment) => ({
          value: environment,
          label: t(`shops.environment.${environment}`),
        }))}
        onChange={(environment) => onChange({ environment })}
      />
    </div>
  );
}

function inputOf(shop: Shop): ShopInput {
  const { mall, name, sellerId, clientId, environment, redirectMethod, redirectUri } = shop;
  return { mall, name, sellerId, clientId, environment, redirectMethod, redirectUri };
}
