import type { CsvCheck, CsvCheckProgress, CsvMapping } from '#shared/contract/csv.ts';
import type { FileArea } from '../ports/file-store.ts';
import { stripGuard } from './formula-guard.ts';
import { type JudgeDeps, judgeDrafts, type Verdict } from './judge-drafts.ts';
import { idsFor } from './names.ts';
import type { DraftValues, OrderDraft } from './order-draft.ts';
import { readDrafts } from './read-drafts.ts';
import { shown } from './read-row.ts';
import { RowErrors } from './row-errors.ts';
import { indexRows, type RowIndex } from './row-index.ts';

/** Orders looked at in one go: a few ms of work, so that windows are answered meanwhile. */
const sliceOrders = 100;
const previewRows = 20;

const countOf: Readonly<Record<Verdict['kind'], 'created' | 'updated' | 'unchanged' | 'skipped' | null>> = {
  create: 'created',
  update: 'updated',
  unchanged: 'unchanged',
  skip: 'skipped',
  wrong: null,
};

/** What importing the file would do, and all that is wrong with it. Nothing is written. `signal` ends it with its reason. */
export async function checkFile(
  deps: JudgeDeps & { readonly store: Parameters<typeof idsFor>[0]; readonly files: FileArea },
  name: string,
  mapping: CsvMapping,
  at: number,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal | undefined; onProgress?: (progress: CsvCheckProgress) => void } = {},
): Promise<{ check: CsvCheck; index: RowIndex }> {
  const errors = new RowErrors();
  const total = (await deps.files.find(name))?.sizeBytes ?? 0;
  const index = await indexRows(deps.files, name, mapping, errors, {
    signal,
    onRead: (done) => onProgress?.({ step: 'reading', done, total }),
  });
  const ids = idsFor(deps.store, mapping.shopId);
  const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0 };
  let cleared = 0;
  const preview: CsvCheck['preview'] = [];
  const orders = index.mallOrderIds.length;
  for (let from = 0; from < orders; from += sliceOrders) {
    signal?.throwIfAborted();
    onProgress?.({ step: 'checking', done: from, total: orders });
    const positions = Array.from({ length: Math.min(sliceOrders, orders - from) }, (_, each) => from + each);
    const drafts = await readDrafts(deps.files, name, mapping, index, positions, ids, (error) =>
      errors.add(error),
    );
    const right = drafts.filter((draft) => draft !== null);
    for (const [which, verdict] of judgeDrafts(deps, right, mapping, { why: '', at }).entries()) {
      const draft = right[which];
      if (draft !== undefined && preview.length < previewRows) preview.push(...previewOf(draft, verdict));
      cleared += verdict.cleared.length;
      for (const error of verdict.errors) errors.add(error);
      const count = countOf[verdict.kind];
      if (count !== null) counts[count]++;
    }
  }
  return {
    index,
    check: {
      rows: index.rows,
      orders,
      ...counts,
      cleared,
      errorCount: errors.count,
      errors: errors.list(),
      preview: preview.slice(0, previewRows),
    },
  };
}

/** The rows of an order as they would be applied. */
function previewOf(
  { line, values, orderLines }: OrderDraft,
  { cleared }: Pick<Verdict, 'cleared'>,
): CsvCheck['preview'] {
  const texts = (given: DraftValues): Record<string, string> =>
    Object.fromEntries([...given].map(([field, { raw }]) => [field, shown(stripGuard(raw))]));
  const own = { values: texts(values), cleared: [...cleared] };
  if (orderLines.length === 0) return [{ ...own, line }];
  return orderLines.map((each) => ({
    ...own,
    line: each.line,
    values: { ...own.values, ...texts(each.values) },
  }));
}
