import type { TFunction } from 'i18next';
import { type Job, type JobProgress, jobKindSchema } from '#shared/contract/jobs.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import { fieldName } from '../../lib/field-name.ts';
import { fieldValue } from '../orders/field-words.ts';
import type { Names } from '../orders/use-names.ts';

/** Orders of a job that have been dealt with. */
export const handled = ({ done, unchanged, failed }: JobProgress): number => done + unchanged + failed;

/** Orders a second since the job began; 0 while too little is known. */
export function jobRate({ progress, startedAt }: Job, now: number): number {
  const seconds = (now - startedAt) / 1_000;
  return seconds > 1 ? handled(progress) / seconds : 0;
}

/** What a job does, in the operators' words: `「出荷待ち」へ変更`. */
export function jobTitle(t: TFunction, { kind, facts }: Pick<Job, 'kind' | 'facts'>, names: Names): string {
  switch (kind) {
    case 'phase':
      return t('jobs.title.phase', { phase: names.phase(Number(facts.phaseId)) });
    case 'field': {
      const field = String(facts.field ?? '');
      const name = orderFieldOf(field) ? fieldName(t, field) : field;
      const value = fieldValue(t, field, String(facts.value ?? ''), names);
      return value === ''
        ? t('jobs.title.fieldEmptied', { field: name })
        : t('jobs.title.field', { field: name, value });
    }
    case 'mall': {
      const operation = operations.find((known) => known === facts.operation);
      return operation ? t(`jobs.title.mall.${operation}`) : t('jobs.title.mall.any');
    }
    case 'export':
    case 'csv_import': {
      const file = String(facts.fileName ?? facts.name ?? '');
      return file === '' ? t(`jobs.title.${kind}`) : t(`jobs.title.${kind}Of`, { file });
    }
    case 'undo': {
      const undone = jobKindSchema.safeParse(facts.undoneKind);
      const title =
        undone.success && undone.data !== 'undo' ? jobTitle(t, { kind: undone.data, facts }, names) : '';
      return t(facts.isRedo === true ? 'jobs.title.redo' : 'jobs.title.undo', { title });
    }
    default:
      return t(`jobs.title.${kind}`);
  }
}

const operations = ['cancel', 'status', 'ship', 'pay', 'fields', 'seen'] as const;

/** Kinds of jobs whose results lead from phase to phase. */
const movesPhases: ReadonlySet<unknown> = new Set<Job['kind']>(['phase', 'accept']);

/** A result's value before or after, as people read it. */
export function rowValue(t: TFunction, { kind, facts }: Job, value: string, names: Names): string {
  if (movesPhases.has(kind === 'undo' ? facts.undoneKind : kind)) return fieldValue(t, 'phase', value, names);
  return typeof facts.field === 'string' ? fieldValue(t, facts.field, value, names) : value;
}
