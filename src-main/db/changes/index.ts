import type { Change, ChangeOutcome } from '../../core/ports/store.ts';
import type { Database } from '../database.ts';
import { createLocalEdits } from '../orders/local-edits.ts';
import { createOrderEditor } from '../orders/order-editor.ts';
import { createOrderWriter } from '../orders/order-writer.ts';
import { createSearchDocuments } from '../orders/search-documents.ts';
import type { KnownIds } from '../queries/order-selection.ts';
import { createAutoImportSet } from './auto-import-set.ts';
import { createClockChecked } from './clock-checked.ts';
import { createEmailAuthSet } from './email-auth-set.ts';
import { createStopBegin, createStopEnd } from './emergency-stops.ts';
import { createExpiryAnnounced } from './expiry-announced.ts';
import { createExpiryDismissed } from './expiry-dismissed.ts';
import { createJobCollect } from './job-collect.ts';
import { createJobDropFetched } from './job-drop-fetched.ts';
import { createJobPrune } from './job-prune.ts';
import { createJobRecorded } from './job-recorded.ts';
import { createJobRows } from './job-rows.ts';
import { createJobStart } from './job-start.ts';
import { createJobState } from './job-state.ts';
import { createLeaseHold, createLeaseRelease, createLeaseRenew, createLeaseTake } from './lease-changes.ts';
import { createNoticeAdd, createNoticePrune, createNoticeRead } from './notice-changes.ts';
import { createOrderAcceptRefused } from './order-accept-refused.ts';
import { createOrderCsvCreate } from './order-csv-create.ts';
import { createOrderEdit } from './order-edit.ts';
import { createImportOrder } from './order-import.ts';
import { createImportFailed } from './order-import-failed.ts';
import { createOrderPhase } from './order-phase.ts';
import { createOutboxEnqueue } from './outbox-enqueue.ts';
import { createOutboxMove } from './outbox-move.ts';
import { createOutboxRead } from './outbox-read.ts';
import { createPhaseCreate } from './phase-create.ts';
import { createPhaseRemove } from './phase-remove.ts';
import { createPhaseReorder } from './phase-reorder.ts';
import { createPhaseUpdate } from './phase-update.ts';
import {
  createReconciliationCompared,
  createReconciliationFinish,
  createReconciliationStart,
} from './reconciliation-changes.ts';
import { createReleaseClose } from './release-close.ts';
import { createRuleRemove, createRuleReorder, createRuleSave } from './rule-changes.ts';
import { createRunFinish } from './run-finish.ts';
import { createRunFound } from './run-found.ts';
import { createRunListed } from './run-listed.ts';
import { createRunPrune, createRunRecord } from './run-record.ts';
import { createRunResume } from './run-resume.ts';
import { createRunStart } from './run-start.ts';
import { createSessionSet } from './session-set.ts';
import { createSettingSet } from './setting-set.ts';
import { createSharedSecretSet } from './shared-secret-set.ts';
import { createShopCreate } from './shop-create.ts';
import { createShopRemove } from './shop-remove.ts';
import { createShopUpdate } from './shop-update.ts';
import { createViewRemove } from './view-remove.ts';
import { createViewReorder } from './view-reorder.ts';
import { createViewSave } from './view-save.ts';
import type { Handler, WriteContext } from './write-context.ts';

/** Every kind of change with its handler. A new kind in the port does not compile until it has one here. */
export function createChangeHandlers(
  database: Database,
  knownIds: KnownIds,
): (context: WriteContext, change: Change) => ChangeOutcome {
  const documents = createSearchDocuments(database);
  const orders = createOrderWriter(database, documents);
  const localEdits = createLocalEdits(database);
  const editor = createOrderEditor(database, documents);
  const handlers: { [Kind in Change['kind']]: Handler<Kind> } = {
    'shop.create': createShopCreate(database),
    'shop.update': createShopUpdate(database),
    'shop.remove': createShopRemove(database),
    'session.set': createSessionSet(database),
    'sharedSecret.set': createSharedSecretSet(database),
    'emailAuth.set': createEmailAuthSet(database),
    'run.start': createRunStart(database),
    'run.found': createRunFound(database),
    'run.listed': createRunListed(database),
    'run.finish': createRunFinish(database),
    'run.resume': createRunResume(database),
    'run.record': createRunRecord(database),
    'run.prune': createRunPrune(database),
    'lease.take': createLeaseTake(database),
    'lease.renew': createLeaseRenew(database),
    'lease.hold': createLeaseHold(database),
    'lease.release': createLeaseRelease(database),
    'autoImport.set': createAutoImportSet(database),
    'reconciliation.start': createReconciliationStart(database),
    'reconciliation.compared': createReconciliationCompared(database),
    'reconciliation.finish': createReconciliationFinish(database),
    'order.import': createImportOrder(database, orders, localEdits),
    'order.importFailed': createImportFailed(database, orders),
    'order.edit': createOrderEdit(database, editor, localEdits),
    'order.csvCreate': createOrderCsvCreate(database, orders, editor),
    'order.phase': createOrderPhase(database),
    'order.acceptRefused': createOrderAcceptRefused(database),
    'release.close': createReleaseClose(database),
    'phase.create': createPhaseCreate(database),
    'phase.update': createPhaseUpdate(database),
    'phase.reorder': createPhaseReorder(database),
    'phase.remove': createPhaseRemove(database),
    'rule.save': createRuleSave(database),
    'rule.reorder': createRuleReorder(database),
    'rule.remove': createRuleRemove(database),
    'clock.checked': createClockChecked(database),
    'expiry.announced': createExpiryAnnounced(database),
    'expiry.dismissed': createExpiryDismissed(database),
    'notice.add': createNoticeAdd(database),
    'notice.read': createNoticeRead(database),
    'notice.prune': createNoticePrune(database),
    'outbox.enqueue': createOutboxEnqueue(database),
    'outbox.move': createOutboxMove(database),
    'outbox.read': createOutboxRead(database),
    'view.save': createViewSave(database),
    'view.remove': createViewRemove(database),
    'job.start': createJobStart(database, knownIds),
    'job.rows': createJobRows(database),
    'job.recorded': createJobRecorded(database),
    'job.state': createJobState(database),
    'job.collect': createJobCollect(database),
    'job.dropFetched': createJobDropFetched(database),
    'job.prune': createJobPrune(database),
    'view.reorder': createViewReorder(database),
    'setting.set': createSettingSet(database),
    'stop.begin': createStopBegin(database),
    'stop.end': createStopEnd(database),
  };
  // The kind picks the handler that takes it: TypeScript cannot follow that through the union.
  return (context, change) =>
    (handlers[change.kind] as (context: WriteContext, change: Change) => ChangeOutcome)(context, change);
}
