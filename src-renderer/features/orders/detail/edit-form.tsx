import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { useStore } from '../../../lib/store.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useFieldName } from '../field-words.ts';
import { phaseName } from '../order-words.ts';
import { type EditDraft, faultsOf, withValue } from './edit-draft.ts';
import { EditField } from './edit-field.tsx';
import { editStore, saveStateStore } from './edit-store.ts';
import { Section } from './facts.tsx';
import styles from './form.module.css';

const partyFields = [
  'lastName',
  'firstName',
  'lastNameKana',
  'firstNameKana',
  'zipCode',
  'prefecture',
  'city',
  'address1',
  'address2',
  'section1',
  'section2',
  'phone',
  'emergencyPhone',
  'mail',
] as const;
const wideParty = new Set(['address1', 'address2', 'mail']);

const shippingFields = [
  'shipping.requestDate',
  'shipping.requestTime',
  'shipping.shipDate',
  'shipping.arrivalDate',
  'shipping.carrierCode',
  'shipping.slipNumber1',
  'shipping.slipNumber2',
  'shipping.slipEmptyReason',
  'shipping.shipUrl',
  'shipping.shipNotes',
  'shipping.giftPaperName',
  'shipping.giftWrapMessage',
] as const;

/** Every field an operator may change, in the sections of the overview. */
export function EditForm({ detail, draft }: { detail: OrderDetail; draft: EditDraft }) {
  const { t } = useTranslation();
  const { error, badField } = useStore(saveStateStore);
  const form = useRef<HTMLDivElement>(null);
  const faults = faultsOf(draft);
  const fieldName = useFieldName();

  // A refused field may lie far down: bring it into sight.
  useEffect(() => {
    if (badField === null) return;
    const input = form.current?.querySelector(`[data-field="${CSS.escape(badField)}"]`);
    input?.scrollIntoView({ block: 'center' });
    if (input instanceof HTMLElement) input.focus();
  }, [badField]);

  const propsOf = (field: string) => {
    const fault = faults.get(field);
    const refused = badField === field ? t('edit.checkFields', { list: fieldName(field) }) : null;
    return {
      field,
      draft,
      error:
        fault === undefined
          ? refused
          : t(`edit.faults.${fault}`, { max: orderFieldOf(field)?.maxLength ?? 0 }),
      mallValue: detail.localEdits.find((edit) => edit.field === field)?.mallValue ?? null,
    };
  };
  return (
    <div ref={form}>
      {error !== null && (
        <div style={{ marginBottom: 12 }}>
          <ErrorPanel error={error} />
        </div>
      )}
      <Section title={t('orders.detail.status')}>
        <div className={styles.grid}>
          <PhaseField draft={draft} />
          {detail.order && <EditField {...propsOf('payment.payDate')} />}
        </div>
      </Section>
      {detail.order && (
        <>
          <Section title={t('orders.detail.shipping')}>
            <div className={styles.grid}>
              {shippingFields.map((field) => (
                <EditField
                  key={field}
                  {...propsOf(field)}
                  {...(field === 'shipping.carrierCode' ? { label: t('edit.carrier') } : {})}
                />
              ))}
            </div>
          </Section>
          {(['recipient', 'buyer'] as const).map((role) => (
            <Section key={role} title={t(`orders.detail.${role}`)}>
              <div className={styles.grid}>
                {partyFields
                  .filter((name) => role === 'buyer' || name !== 'mail')
                  .map((name) => (
                    <EditField
                      key={name}
                      {...propsOf(`${role}.${name}`)}
                      label={t(`edit.party.${name}`)}
                      isWide={wideParty.has(name)}
                    />
                  ))}
              </div>
            </Section>
          ))}
        </>
      )}
      <Section title={t('orders.detail.notes')}>
        <div className={styles.grid}>
          {detail.order && <EditField {...propsOf('notes')} />}
          <EditField {...propsOf('memo')} />
        </div>
      </Section>
    </div>
  );
}

/** The phase, saved together with the fields; the fraud guard may refuse it (spec §4.1). */
function PhaseField({ draft }: { draft: EditDraft }) {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases ?? [];
  const isDirty = draft.values.phase !== draft.base.phase;
  const choices = phases.filter(
    ({ id }) => String(id) === draft.base.phase || (id !== phaseIdOf.staging && id !== phaseIdOf.failed),
  );
  return (
    <div className={styles.field} data-dirty={isDirty}>
      <Select
        data-autofocus
        label={
          <>
            {t('edit.phase')}
            {isDirty && <span className={styles.dirty}>{t('edit.dirty')}</span>}
          </>
        }
        data={choices.map((phase) => ({ value: String(phase.id), label: phaseName(t, phase.id, phase) }))}
        value={draft.values.phase ?? null}
        onChange={(id) => id && editStore.set((old) => old && withValue(old, 'phase', id))}
      />
    </div>
  );
}
