import type { CsvMapping, CsvRowError } from '#shared/contract/csv.ts';
import { csvFieldOf, csvUpdates } from '#shared/domain/csv-fields.ts';
import { AppError, type AppErrorShape } from '#shared/domain/errors.ts';
import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import { type Phase, phaseIdOf } from '#shared/domain/phase.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import type { PlannedRow } from '../orders/order-plan.ts';
import { type EditDeps, planEdits } from '../orders/plan-edits.ts';
import type { Change, StoreReader } from '../ports/store.ts';
import { buildOrder } from './build-order.ts';
import { saysTheSame } from './compare-draft.ts';
import type { DraftValue, OrderDraft } from './order-draft.ts';
import { shown } from './read-row.ts';

export interface JudgeDeps {
  readonly store: Pick<
    StoreReader,
    'orderStates' | 'orderStandings' | 'orderFields' | 'fieldStandings' | 'phases'
  >;
  readonly guard: FraudGuard;
}

/** What becomes of one order of a file. */
export interface Verdict {
  readonly kind: 'create' | 'update' | 'unchanged' | 'skip' | 'wrong';
  readonly orderId: OrderId | null;
  readonly changes: readonly Change[];
  /** Fields of a known order that blank cells empty. */
  readonly cleared: readonly string[];
  /** Why it is wrong: as rows of the file, and as the job's row tells it. */
  readonly errors: readonly CsvRowError[];
  readonly error: AppErrorShape | null;
}

const plain = (kind: Verdict['kind'], orderId: OrderId | null): Verdict => ({
  kind,
  orderId,
  changes: [],
  cleared: [],
  errors: [],
  error: null,
});

/**
 * Says what becomes of up to 1,000 orders of a file as things stand now; `changes` are void once anything else was
 * committed. Known orders change only in what an operator may change, past the same checks and the same fraud guard.
 * `why` names the file in histories, `at` stands in for order times that are not given.
 */
export function judgeDrafts(
  { store, guard }: JudgeDeps,
  drafts: readonly OrderDraft[],
  mapping: CsvMapping,
  { why, at }: { why: string; at: number },
): Verdict[] {
  const known = store.orderStates(
    mapping.shopId,
    drafts.map(({ mallOrderId }) => mallOrderId),
  );
  const updates = drafts.flatMap((draft) => {
    const orderId = known.get(draft.mallOrderId)?.orderId;
    return orderId === undefined ? [] : [{ draft, orderId }];
  });
  const edits = plannedEdits({ store, guard }, updates, why);
  const phases = store.phases();
  const moves = new PhaseJudge(
    { store, guard },
    phases,
    updates.map(({ orderId }) => orderId),
  );
  const lines = new KnownLines(store, updates);
  return drafts.map((draft) => {
    const orderId = known.get(draft.mallOrderId)?.orderId;
    if (orderId === undefined) {
      if (mapping.unknownOrders === 'skip') return plain('skip', null);
      return creation(guard, mapping, draft, phases, { why, at });
    }
    const errors = lines.missingFrom(orderId, draft);
    const changes: Change[] = [];
    const { rows: edited, edit } = edits.get(orderId) ?? { rows: [], edit: null };
    let error: AppErrorShape | null = null;
    for (const row of edited) {
      const cell = draft.values.get(row.what);
      if (row.error === null || cell === undefined || saysTheSame(cell, row.before, mapping.encoding))
        continue;
      errors.push(rowError(cell, codeOf(row.error, 'value_invalid')));
      error ??= row.error;
    }
    const values = (edit?.values ?? []).filter(({ field, before }) => {
      const cell = draft.values.get(field);
      return cell !== undefined && !saysTheSame(cell, before, mapping.encoding);
    });
    if (edit !== null && values.length > 0) changes.push({ ...edit, values });
    const wanted = draft.values.get('phase');
    if (wanted !== undefined) {
      const move = moves.judge(orderId, Number(wanted.value), why);
      if (move instanceof AppError) {
        errors.push(rowError(wanted, codeOf(move, 'held_order')));
        error ??= move.toShape();
      } else if (move !== null) changes.push(move);
    }
    if (errors.length > 0) return { ...plain('wrong', orderId), errors, error: error ?? changedSince };
    const cleared = values.filter(({ after }) => after === '').map(({ field }) => field);
    return { ...plain(changes.length > 0 ? 'update' : 'unchanged', orderId), changes, cleared };
  });
}

/** What was right when the file was checked no longer is. */
const changedSince = new AppError('changed_since', 'The order changed after the file was checked').toShape();

const rowError = ({ line, column, raw }: DraftValue, code: CsvRowError['code']): CsvRowError => ({
  line,
  column,
  code,
  value: shown(raw),
});

/** How the file's row names what was refused. */
function codeOf(
  error: Pick<AppErrorShape, 'code' | 'details'>,
  otherwise: CsvRowError['code'],
): CsvRowError['code'] {
  if (error.code === 'order_in_staging') return 'staged_order';
  if (error.code === 'staging_by_import_only') return 'phase_by_import_only';
  return error.details.reason === 'too_long' ? 'value_too_long' : otherwise;
}

/** An order that nobody knows is not held: the fraud guard lets it begin in any phase. */
function creation(
  guard: FraudGuard,
  mapping: CsvMapping,
  draft: OrderDraft,
  phases: readonly Phase[],
  { why, at }: { why: string; at: number },
): Verdict {
  const order = buildOrder(draft, at);
  const wanted = draft.values.get('phase');
  const phase = phases.find(({ id }) => id === (wanted?.value ?? phaseIdOf.new));
  const begin = phase === undefined ? null : guard.beginIn(order, phase);
  if (begin?.kind !== 'permitted') {
    const code = phase === undefined ? 'phase_unknown' : 'phase_by_import_only';
    const errors = wanted === undefined ? [] : [rowError(wanted, code)];
    return { ...plain('wrong', null), errors, error: changedSince };
  }
  const memo = String(draft.values.get('memo')?.value ?? '');
  const { permit } = begin;
  return {
    ...plain('create', null),
    changes: [{ kind: 'order.csvCreate', shopId: mapping.shopId, order, permit, memo, why }],
  };
}

/** What a file changes in one order: a row for each field, and the edit of those that may change. */
interface PlannedEdit {
  readonly rows: readonly PlannedRow[];
  readonly edit: Extract<Change, { kind: 'order.edit' }> | null;
}

/** Every field that a file changes in known orders, planned as any other edit. */
function plannedEdits(
  deps: EditDeps,
  updates: readonly { draft: OrderDraft; orderId: OrderId }[],
  why: string,
): Map<OrderId, PlannedEdit> {
  const wanted = updates.map(({ draft, orderId }) => ({
    orderId,
    values: [...draft.values].flatMap(([id, { value }]) => {
      const field = csvFieldOf(id);
      if (field === null || id === 'phase' || !csvUpdates(field)) return [];
      // Blanks are nothing that an operator could have entered; nothing at all is there to empty the field.
      const isEdit = value === null || String(value).trim() !== '';
      return isEdit ? [{ field: id, value: String(value ?? '') }] : [];
    }),
  }));
  const plan = planEdits(deps, wanted, 'csv', why);
  const edits = new Map(
    plan.changes.flatMap((change) =>
      change.kind === 'order.edit' ? [[change.permit.orderId, change] as const] : [],
    ),
  );
  const rows = Map.groupBy(plan.rows, ({ orderId }) => orderId);
  return new Map(
    [...rows].map(([orderId, row]) => [orderId, { rows: row, edit: edits.get(orderId) ?? null }]),
  );
}

/** The fraud guard, asked for many orders with one look at what it depends on. */
class PhaseJudge {
  readonly #deps: JudgeDeps;
  readonly #orderIds: readonly OrderId[];
  readonly #byPhase = new Map<PhaseId, ReturnType<FraudGuard['movesTo']>>();
  #standings: ReturnType<StoreReader['orderStandings']> | undefined;
  readonly #phases: readonly Phase[];

  constructor(deps: JudgeDeps, phases: readonly Phase[], orderIds: readonly OrderId[]) {
    this.#deps = deps;
    this.#phases = phases;
    this.#orderIds = orderIds;
  }

  /** null: it is there already. An AppError: it may not go there. */
  judge(orderId: OrderId, phaseId: PhaseId, why: string): Change | AppError | null {
    const { store, guard } = this.#deps;
    this.#standings ??= store.orderStandings(this.#orderIds);
    const phase = this.#phases.find(({ id }) => id === phaseId);
    const standing = this.#standings.get(orderId);
    if (phase === undefined || standing === undefined) {
      return new AppError('not_found', 'The phase does not exist', { details: { entity: 'phase' } });
    }
    const judge = this.#byPhase.get(phaseId) ?? guard.movesTo(phase, 'csv');
    this.#byPhase.set(phaseId, judge);
    const verdict = judge(standing);
    if (verdict.kind === 'unchanged') return null;
    return verdict.kind === 'refused' ? verdict.error : { kind: 'order.phase', permit: verdict.permit, why };
  }
}

/** The lines that known orders have: a file cannot bring others. */
class KnownLines {
  readonly #lines: ReadonlyMap<OrderId, readonly (readonly unknown[])[]>;

  constructor(
    store: Pick<StoreReader, 'orderFields'>,
    updates: readonly { draft: OrderDraft; orderId: OrderId }[],
  ) {
    const named = updates.filter(({ draft }) =>
      draft.orderLines.some(({ values }) => values.has('lines.itemId')),
    );
    const rows =
      named.length === 0
        ? []
        : store.orderFields(
            named.map(({ orderId }) => orderId),
            ['lines.itemId', 'lines.subCode'],
          );
    this.#lines = new Map(rows.map(({ orderId, lines }) => [orderId, lines]));
  }

  missingFrom(orderId: OrderId, draft: OrderDraft): CsvRowError[] {
    const lines = this.#lines.get(orderId);
    if (lines === undefined) return [];
    return draft.orderLines.flatMap(({ values }) => {
      const item = values.get('lines.itemId');
      const sub = values.get('lines.subCode');
      const isThere = (line: readonly unknown[]): boolean =>
        line[0] === item?.value && (sub === undefined || line[1] === sub.value);
      return item === undefined || lines.some(isThere) ? [] : [rowError(item, 'line_unknown')];
    });
  }
}
