import { randomUUID } from 'node:crypto';
import type { MallPort } from '#main/malls/port.ts';
import type { SystemInfo } from '#shared/contract/system.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { MallCode } from '#shared/domain/mall.ts';
import { ConsentService } from './auth/consent-service.ts';
import { EmailAuthService } from './auth/email-auth-service.ts';
import { Sessions } from './auth/sessions.ts';
import { AutoImportService } from './auto-import/auto-import-service.ts';
import { ReconciliationService } from './auto-import/reconciliation-service.ts';
import { CertificateService } from './certificate/certificate-service.ts';
import { ClockGuard } from './clock/clock-guard.ts';
import { dependsOnClock } from './clock/depends-on-clock.ts';
import { CsvImportRunner } from './csv/csv-import-runner.ts';
import { CsvService } from './csv/csv-service.ts';
import { DemoService } from './demo/demo-service.ts';
import { DiagnosisService } from './diagnosis/diagnosis-service.ts';
import { EmergencyStopService } from './emergency-stop/emergency-stop-service.ts';
import { GuidedResume } from './emergency-stop/guided-resume.ts';
import { EventHub } from './events/event-hub.ts';
import { ExpiryService } from './expiry/expiry-service.ts';
import { yahooThings } from './expiry/yahoo-things.ts';
import { ExportFiles } from './export/export-files.ts';
import { ExportRunner } from './export/export-runner.ts';
import { FraudService } from './fraud/fraud-service.ts';
import { FraudGuard } from './fraud/guard.ts';
import { defaultLeaseTimes, ImportLeases, type LeaseTimes } from './import/import-leases.ts';
import { ImportService } from './import/import-service.ts';
import { StoreJobRecorder } from './jobs/job-recorder.ts';
import { JobService } from './jobs/job-service.ts';
import type { OrderPlanner } from './jobs/order-planner.ts';
import { fieldRunner } from './jobs/runners/field-runner.ts';
import { mallRunner } from './jobs/runners/mall-runner.ts';
import { phaseRunner } from './jobs/runners/phase-runner.ts';
import { undoRunner } from './jobs/runners/undo-runner.ts';
import { MailService } from './mail/mail-service.ts';
import { NoticeService } from './notices/notice-service.ts';
import { createOperations, type Operations } from './operations.ts';
import { EditService } from './orders/edit-service.ts';
import { planFieldEdit } from './orders/plan-edits.ts';
import { planPhaseMove } from './orders/plan-phase-move.ts';
import { planRestore } from './orders/plan-restore.ts';
import { OutboxService } from './outbox/outbox-service.ts';
import { defaultOutboxTimes, type OutboxTimes } from './outbox/outbox-times.ts';
import { PhaseService } from './phases/phase-service.ts';
import type { Clock } from './ports/clock.ts';
import type { DemoMall } from './ports/demo-mall.ts';
import type { FileStore } from './ports/file-store.ts';
import type { Logger } from './ports/logger.ts';
import type { LoopbackReceiver } from './ports/loopback-receiver.ts';
import type { MailSender } from './ports/mail-sender.ts';
import type { MonotonicClock } from './ports/monotonic-clock.ts';
import type { Notifier } from './ports/notifier.ts';
import type { ShopRecord } from './ports/records.ts';
import type { SecretStore } from './ports/secret-store.ts';
import type { SharedVault } from './ports/shared-vault.ts';
import type { Store } from './ports/store.ts';
import type { TimeSource } from './ports/time-source.ts';
import type { WarningMail } from './ports/warning-mail.ts';
import { reimportApplyRunner } from './reimport/reimport-apply-runner.ts';
import { reimportRunner } from './reimport/reimport-runner.ts';
import { ReimportService } from './reimport/reimport-service.ts';
import { ImportRules } from './rules/import-rules.ts';
import { RuleService } from './rules/rule-service.ts';
import { ShopService } from './shops/shop-service.ts';
import { acceptRunner } from './staging/accept-runner.ts';

/** What the outside gives the core: every host (utility process, headless, tests) fills in the same list. */
export interface CoreDeps {
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly vault: SharedVault;
  readonly mailSender: MailSender;
  readonly malls: Partial<Record<MallCode, MallPort>>;
  readonly loopback: LoopbackReceiver;
  readonly demoMall: DemoMall;
  /** Files of the data folder that are imported or exported. */
  readonly files: FileStore;
  readonly clock: Clock;
  readonly mono: MonotonicClock;
  /** Who knows true time, the authorization host first. */
  readonly timeSources: readonly TimeSource[];
  readonly log: Logger;
  /** Left out where there is no desktop to notify. */
  readonly notifier?: Notifier;
  /** Left out where no mail can be sent. */
  readonly warningMail?: WarningMail;
  /** The outbox's patience where it differs from the usual one: tests cannot wait for minutes. */
  readonly outboxTimes?: Partial<OutboxTimes>;
  /** The leases' times where they differ from the usual ones: tests restart hosts in a hurry. */
  readonly leaseTimes?: Partial<LeaseTimes>;
  /** [0, 1); left out: the language's own. */
  readonly random?: () => number;
  readonly terminalName: () => string;
  readonly appVersion: string;
  readonly hostKind: SystemInfo['hostKind'];
}

/** The running core: one method per operation of the contract, and an orderly end. */
export interface Core {
  readonly operations: Operations;
  /** Begins what goes on by itself: the watch over this PC's clock, the warnings before something expires. */
  start(): void;
  /** Stops running work, lets it write what it holds, and ends the event streams. The store stays open. */
  close(): Promise<void>;
}

/** Entities whose change moves an end. */
const endsWith: ReadonlySet<string> = new Set(['shop', 'session']);

/** Entities whose change makes the import rules other ones. */
const decidesRules: ReadonlySet<string> = new Set(['rule', 'phase']);

/** Puts the services together. */
export function createCore(deps: CoreDeps): Core {
  const { store, clock, log, terminalName } = deps;
  const events = new EventHub();
  const mallOf = (shop: ShopRecord): MallPort => {
    const mall = deps.malls[shop.mall];
    if (mall === undefined)
      throw new AppError('forbidden', `The mall ${shop.mall} cannot be connected yet`, {
        details: { mall: shop.mall },
      });
    return mall;
  };
  const emergencyStops = new EmergencyStopService({ store, clock, log, terminalName, newId: randomUUID });
  const clockGuard = new ClockGuard({
    ...deps,
    sources: deps.timeSources,
    newId: randomUUID,
    isNeeded: () => store.shops().some(dependsOnClock),
    onStatus: () => {
      events.publish([{ type: 'changed', revision: store.revision(), entity: 'clock', ids: [] }]);
      autoImport.clockJumped();
    },
  });
  const { secrets, vault } = deps;
  const sessions = new Sessions({ store, secrets, vault, events, clockGuard, clock, log, terminalName });
  const consents = new ConsentService({
    store,
    sessions,
    mallOf,
    loopback: deps.loopback,
    clockGuard,
    clock,
    log,
  });
  const mail = new MailService({ store, vault, sender: deps.mailSender, clock, terminalName });
  const emailAuths = new EmailAuthService({
    store,
    vault,
    sessions,
    mail,
    mallOf,
    clockGuard,
    clock,
    terminalName,
  });
  const guard = new FraudGuard(store);
  const importRules = new ImportRules(store, guard);
  const recorder = new StoreJobRecorder({ store, clock, terminalName, newId: randomUUID });
  const orderDeps = { store, guard, jobs: recorder, clock, terminalName, newId: randomUUID };
  const fraud = new FraudService(orderDeps);
  const notices = new NoticeService({
    store,
    clock,
    log,
    terminalName,
    notifier: deps.notifier ?? null,
    mail: deps.warningMail ?? mail,
  });
  const leases = new ImportLeases({
    ...deps,
    times: { ...defaultLeaseTimes, ...deps.leaseTimes },
    newId: randomUUID,
  });
  const imports = new ImportService({
    store,
    sessions,
    mallOf,
    clock,
    rules: importRules,
    leases,
    log,
    events,
    terminalName,
  });
  const showAutoImport = (shopId: ShopId) =>
    events.publish([{ type: 'changed', revision: store.revision(), entity: 'autoImport', ids: [shopId] }]);
  const cycleDeps = {
    store,
    sessions,
    clockGuard,
    leases,
    stop: emergencyStops,
    mallOf,
    clock,
    rules: importRules,
    terminalName,
    newId: randomUUID,
  };
  const reconciliations = new ReconciliationService({ ...cycleDeps, onProgress: showAutoImport });
  const autoImport = new AutoImportService({
    ...cycleDeps,
    reconciliations,
    listener: notices,
    log,
    random: deps.random ?? Math.random,
    onChange: showAutoImport,
  });
  const guidedResume = new GuidedResume({
    reconciler: reconciliations,
    shopsToCompare: () => store.shops().filter(({ id }) => store.autoImport.settings(id).settings.isOn),
    stops: emergencyStops,
    onProgress: ({ id }) =>
      events.publish([{ type: 'changed', revision: store.revision(), entity: 'emergencyStop', ids: [id] }]),
    clock,
    log,
  });
  const planner: OrderPlanner = {
    phaseMove: (orderIds, phaseId) => planPhaseMove({ store, guard }, orderIds, phaseId, 'bulk'),
    fieldEdit: (orderIds, field, value) => planFieldEdit({ store, guard }, orderIds, field, value),
    restore: (steps) => planRestore({ store, guard }, steps),
  };
  const outbox = new OutboxService({
    store,
    sessions,
    mallOf,
    guard,
    clock,
    log,
    times: { ...defaultOutboxTimes, ...deps.outboxTimes },
    terminalName,
  });
  const csvDeps = { store, guard, clock, log, files: deps.files.incoming };
  const csvRunner = new CsvImportRunner(csvDeps);
  const exportFiles = new ExportFiles(deps.files.exports, clock);
  const cleanExports = () => exportFiles.clean(() => store.openJobs().map(({ id }) => id));
  const jobs = new JobService({
    store,
    clock,
    log,
    events,
    terminalName,
    newId: randomUUID,
    runners: [
      phaseRunner(planner),
      fieldRunner(planner),
      undoRunner(planner),
      acceptRunner({ store, guard, rules: importRules, clock }),
      mallRunner(outbox, store),
      reimportRunner({ store, sessions, mallOf, clock }),
      reimportApplyRunner(store),
      csvRunner,
      new ExportRunner({ store, clock, log, files: deps.files.exports, cleanUp: cleanExports }),
    ],
  });
  const csv = new CsvService({
    ...csvDeps,
    jobs,
    events,
    runner: csvRunner,
    terminalName,
    newId: randomUUID,
  });
  const reimport = new ReimportService({ store, jobs });
  const shops = new ShopService({
    store,
    sessions,
    consents,
    emailAuths,
    clock,
    terminalName,
    isImporting: (id) => leases.holder(id) !== null,
  });
  const certificates = new CertificateService({ sessions, clock });
  const demo = new DemoService({ ...deps, shops, consents, emailAuths, imports });
  const expiry = new ExpiryService({
    store,
    clock,
    log,
    terminalName,
    notifier: deps.notifier ?? null,
    mail: deps.warningMail ?? mail,
    things: () =>
      store.sessions().flatMap((session) => {
        const shop = store.shop(session.shopId);
        if (shop === null) return [];
        return yahooThings(
          { shop, scope: session.scope, session, certificate: session.certificate },
          clock.now(),
        );
      }),
  });
  const diagnosis = new DiagnosisService({
    shop: (id) => store.shop(id),
    access: {
      session: (id, scope) => sessions.get(id, scope),
      certificate: (id, scope) => sessions.get(id, scope).certificate,
      consentTerminal: (_id, scope) => (scope === 'terminal' ? terminalName() : null),
      connection: (shop, scope) => sessions.connection(shop, scope),
    },
    mallOf: (shop) => deps.malls[shop.mall] ?? null,
    clock,
    clockStatus: { check: () => clockGuard.check('manual') },
    globalIp: null,
    log,
    terminalName,
    appVersion: deps.appVersion,
  });
  const unsubscribe = store.subscribe((changes) => {
    events.publish(changes);
    notices.onCommit(changes);
    if (changes.some((change) => change.type === 'changed' && decidesRules.has(change.entity)))
      importRules.forget();
    // A new key or consent has other ends: what is due next may be due sooner.
    if (changes.some((change) => change.type === 'changed' && endsWith.has(change.entity))) expiry.lookNow();
    if (changes.some((change) => change.type === 'changed' && change.entity === 'outbox'))
      jobs.outboxChanged();
  });
  imports.markInterrupted();
  reconciliations.markInterrupted();
  outbox.markLost();
  jobs.markInterrupted();
  demo
    .reopen({ actor: 'system' })
    .catch((error: unknown) => log.warn('The demo of an earlier start could not go on', { error }));
  return {
    operations: createOperations({
      ...deps,
      sessions,
      mallOf,
      consents,
      emailAuths,
      mail,
      clockGuard,
      imports,
      autoImport,
      outbox,
      jobs,
      reimport,
      csv,
      exportFiles,
      certificates,
      shops,
      demo,
      expiry,
      notices,
      diagnosis,
      emergencyStops,
      guidedResume,
      events,
      edits: new EditService(orderDeps),
      phases: new PhaseService(orderDeps),
      fraud,
      rules: new RuleService(orderDeps),
      importRules,
      guard,
      newId: randomUUID,
    }),
    start: () => {
      clockGuard.start();
      expiry.start();
      notices.start();
      outbox.start();
      autoImport.start();
      jobs.resume();
      Promise.all([csv.clean(), cleanExports()]).catch((error: unknown) =>
        log.warn('Old files could not be removed', { error }),
      );
    },
    close: async () => {
      clockGuard.close();
      await Promise.all([expiry.close(), notices.close()]);
      await Promise.all([autoImport.close(), imports.close(), jobs.close(), guidedResume.close()]);
      await outbox.stop();
      leases.close();
      unsubscribe();
      emergencyStops.close();
      events.close();
    },
  };
}
