import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { ImportRunId, OrderId, PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { BeginPermit, EditPermit, PhasePermit } from './fraud-permit.ts';

/** A rule's move of an order that is being imported. */
export type RuleMove =
  | { readonly kind: 'permitted'; readonly to: PhaseId; readonly permit: BeginPermit }
  | { readonly kind: 'refused'; readonly to: PhaseId };

/** Every way in which a field's edit can be asked for; `drop` gives fields back to the mall's value. */
export type EditPath = 'detail' | 'bulk' | 'undo' | 'csv' | 'drop';

/** An editable field (id of `orderFields`) with its text as seen and as wanted; '' for an empty one. */
export interface EditedValue {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What is written of an order. */
export type OrderChange =
  /**
   * A good answer for one order. New → inserted in `phaseIfNew`; in 失敗 without ever a good answer → moved to
   * `phaseIfNew`; otherwise its mall data are brought up to date and the phase stays. Equal data change
   * nothing (no version, no history, no raw answer). What an operator edited here stays but for `givenUp`; the
   * mall's value is kept beneath it. A hold that is lifted is told of (`fraudReleases`).
   */
  | {
      readonly kind: 'order.import';
      readonly runId: ImportRunId | null;
      readonly shopId: ShopId;
      readonly order: MallOrder;
      /** The answer as received, kept compressed for support; null for what the mall accepted from us just now. */
      readonly raw: Uint8Array | null;
      readonly phaseIfNew: PhaseId;
      /**
       * The rule that decides instead of `phaseIfNew` where a new order begins. Refused by the fraud guard: it begins
       * in 失敗, and the change is offered once the hold is lifted (spec §4.1).
       */
      readonly byRule?: { readonly name: string; readonly move: RuleMove };
      /** Locally edited fields that take the mall's value again. */
      readonly givenUp?: readonly string[];
      /** 注文再取込: the history says so. */
      readonly isReimport?: boolean;
    }
  /**
   * An order whose answer could not be used: unknown so far → a row in 失敗 with the error and the raw
   * answer; known → its data and phase stay, the error is shown and kept in the history.
   */
  | {
      readonly kind: 'order.importFailed';
      readonly runId: ImportRunId | null;
      readonly shopId: ShopId;
      readonly mallOrderId: string;
      readonly error: AppErrorShape;
      readonly raw: Uint8Array | null;
    }
  /**
   * Moves an order to another phase. Only with a permit of the fraud guard for this very move: a forged one answers
   * `forbidden`, an outdated one `conflict`. `why` names in the history what moved it, '' where the permit's path
   * says it all. `refused`: the phase that an import rule (`why`) wanted and the fraud guard refused; it is offered once
   * the hold is lifted (spec §4.1).
   */
  | {
      readonly kind: 'order.phase';
      readonly permit: PhasePermit;
      readonly why: string;
      readonly refused?: PhaseId;
    }
  /**
   * 「受注取込」 met a held order for which no rule holds: it stays in staging, and the way to `phaseId` is offered once
   * the hold is lifted. Its history tells it once.
   */
  | { readonly kind: 'order.acceptRefused'; readonly orderId: OrderId; readonly phaseId: PhaseId }
  /**
   * Changes editable fields of an order, all or none: each only while it still is `before` (else `conflict`). What
   * then differs from the mall's value is kept at every import. Only with a permit of the guard (`forbidden`,
   * `conflict` as for `order.phase`).
   */
  | {
      readonly kind: 'order.edit';
      readonly permit: EditPermit;
      readonly by: EditPath;
      readonly values: readonly EditedValue[];
      readonly why: string;
    }
  /**
   * An order that a CSV file tells of and nobody knew: never a held one (`forbidden`). It has no version of the mall's,
   * so that an import completes it. `conflict` when it is known by now. `why` names the file.
   */
  | {
      readonly kind: 'order.csvCreate';
      readonly shopId: ShopId;
      readonly order: MallOrder;
      readonly permit: BeginPermit;
      readonly memo: string;
      readonly why: string;
    }
  /** Somebody answered a lifted hold; `accepted`: the refused change is made in the same commit. */
  | {
      readonly kind: 'release.close';
      readonly orderId: OrderId;
      readonly answer: 'accepted' | 'dismissed';
    };
