import type { MallPort } from '#main/malls/port.ts';
import type { HostContract } from '#shared/contract/index.ts';
import type { OrderView } from '#shared/contract/orders.ts';
import type { Services } from '#shared/contract/services.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ConsentService } from './auth/consent-service.ts';
import type { EmailAuthService } from './auth/email-auth-service.ts';
import { testKey } from './auth/key-test.ts';
import type { Sessions } from './auth/sessions.ts';
import type { AutoImportService } from './auto-import/auto-import-service.ts';
import type { CertificateService } from './certificate/certificate-service.ts';
import type { ClockGuard } from './clock/clock-guard.ts';
import type { CallContext } from './context.ts';
import type { CoreDeps } from './create-core.ts';
import type { CsvService } from './csv/csv-service.ts';
import { dashboardOf } from './dashboard/dashboard-service.ts';
import type { DemoService } from './demo/demo-service.ts';
import type { DiagnosisService } from './diagnosis/diagnosis-service.ts';
import type { EmergencyStopService } from './emergency-stop/emergency-stop-service.ts';
import type { GuidedResume } from './emergency-stop/guided-resume.ts';
import type { EventHub } from './events/event-hub.ts';
import type { ExpiryService } from './expiry/expiry-service.ts';
import type { ExportFiles } from './export/export-files.ts';
import type { FraudService } from './fraud/fraud-service.ts';
import type { FraudGuard } from './fraud/guard.ts';
import type { ImportService } from './import/import-service.ts';
import type { JobService } from './jobs/job-service.ts';
import type { MailService } from './mail/mail-service.ts';
import type { NoticeService } from './notices/notice-service.ts';
import type { EditService } from './orders/edit-service.ts';
import type { OutboxService } from './outbox/outbox-service.ts';
import type { PhaseService } from './phases/phase-service.ts';
import type { ShopRecord } from './ports/records.ts';
import type { CommitOrigin } from './ports/store.ts';
import type { ReimportService } from './reimport/reimport-service.ts';
import { dryRun } from './rules/dry-run.ts';
import type { ImportRules } from './rules/import-rules.ts';
import type { RuleService } from './rules/rule-service.ts';
import type { ShopService } from './shops/shop-service.ts';
import { beginAccept } from './staging/accept-service.ts';

/** Exactly the operations of the contract: a missing one does not compile. */
export type Operations = Services<HostContract, CallContext>;

export interface OperationDeps extends CoreDeps {
  readonly sessions: Sessions;
  readonly mallOf: (shop: ShopRecord) => MallPort;
  readonly consents: ConsentService;
  readonly emailAuths: EmailAuthService;
  readonly mail: MailService;
  readonly clockGuard: ClockGuard;
  readonly imports: ImportService;
  readonly autoImport: AutoImportService;
  readonly outbox: OutboxService;
  readonly jobs: JobService;
  readonly csv: CsvService;
  readonly exportFiles: ExportFiles;
  readonly reimport: ReimportService;
  readonly certificates: CertificateService;
  readonly shops: ShopService;
  readonly demo: DemoService;
  readonly expiry: ExpiryService;
  readonly notices: NoticeService;
  readonly diagnosis: DiagnosisService;
  readonly emergencyStops: EmergencyStopService;
  readonly guidedResume: GuidedResume;
  readonly events: EventHub;
  readonly edits: EditService;
  readonly phases: PhaseService;
  readonly fraud: FraudService;
  readonly rules: RuleService;
  readonly importRules: ImportRules;
  readonly guard: FraudGuard;
  readonly newId: () => string;
}

const ok = { ok: true } as const;

/** More runs than one shop has in a day. */
const stripRuns = 2_000;

/** Binds each operation of the contract to the service that does the work. */
export function createOperations(deps: OperationDeps): Operations {
  const {
    store,
    shops,
    sessions,
    certificates,
    consents,
    emailAuths,
    mail,
    clockGuard,
    imports,
    autoImport,
    outbox,
    jobs,
    csv,
    exportFiles,
    reimport,
    demo,
    expiry,
    notices,
    diagnosis,
    emergencyStops,
    guidedResume,
    events,
    edits,
    phases,
    fraud,
    rules,
    importRules,
    guard,
    clock,
  } = deps;
  const origin = (ctx: CallContext): CommitOrigin => ({
    actor: ctx.actor,
    terminal: deps.terminalName(),
    at: clock.now(),
  });

  return {
    system: {
      info: async () => ({
        appVersion: deps.appVersion,
        hostKind: deps.hostKind,
        terminalName: deps.terminalName(),
        secretStore: await deps.secrets.status(),
        database: { ...store.info(), revision: store.revision() },
        demo: { available: deps.demoMall.available, running: deps.demoMall.running() },
      }),
      events: (_input, ctx) => events.listen(store.revision(), ctx.signal),
    },
    shops: {
      list: async () => ({ shops: await shops.list() }),
      create: ({ shop, clientSecret }, ctx) => shops.create(shop, clientSecret, ctx),
      update: ({ shopId, version, shop, clientSecret }, ctx) =>
        shops.update(shopId, version, shop, clientSecret, ctx),
      remove: async ({ shopId, version }, ctx) => {
        await shops.remove(shopId, version, ctx);
        return ok;
      },
      checkKey: ({ shopId, publicKey }) => shops.checkKey(shopId, publicKey),
      saveKey: (input) => shops.saveKey(input),
      removeKey: ({ shopId, scope }) => shops.removeKey(shopId, scope),
      saveCertificate: async ({ shopId, files }) => {
        await certificates.save(shops.record(shopId), files);
        return shops.get(shopId);
      },
      removeCertificate: async ({ shopId }) => {
        await certificates.remove(shops.record(shopId));
        return shops.get(shopId);
      },
    },
    auth: {
      testKey: ({ shopId, scope }) => {
        const shop = shops.record(shopId);
        return testKey({ sessions, clock, mall: deps.mallOf(shop) }, shop, scope);
      },
      begin: async ({ shopId }) => {
        const { shop, ...attempt } = await consents.begin(shopId);
        return { ...attempt, method: shop.redirectMethod };
      },
      complete: async ({ attemptId, redirected }) =>
        shops.describe(await consents.complete(attemptId, redirected)),
      cancel: ({ attemptId }) => {
        consents.cancel(attemptId);
        return ok;
      },
      attempt: ({ attemptId }) => consents.attempt(attemptId),
    },
    emailAuth: {
      latest: ({ shopId }) => ({ emailAuth: emailAuths.latest(shopId) }),
      start: (input, ctx) => emailAuths.start(input, ctx),
      resend: ({ id }, ctx) => emailAuths.resend(id, ctx),
      cancel: ({ id }, ctx) => emailAuths.cancel(id, ctx),
      redeem: async ({ shopId, pasted }, ctx) => shops.describe(await emailAuths.redeem(shopId, pasted, ctx)),
    },
    mail: {
      get: () => mail.get(),
      save: ({ settings, password }, ctx) => mail.save(settings, password, ctx),
      test: async ({ to }) => {
        await mail.test(to);
        return ok;
      },
    },
    clock: {
      check: () => clockGuard.check('manual'),
      status: () => clockGuard.status(),
      history: ({ limit }) => ({ checks: clockGuard.history(limit) }),
    },
    autoImport: {
      monitor: () => autoImport.monitor(),
      strip: ({ shopId, from, to }) => ({ runs: store.autoImport.strip(shopId, from, to, stripRuns) }),
      runs: ({ shopId, limit }) => ({ runs: store.autoImport.runs(shopId ?? null, limit) }),
      reconciliations: ({ shopId, limit }) => ({
        reconciliations: store.autoImport.reconciliations(shopId ?? null, limit),
      }),
      saveShop: ({ shopId, version, settings }, ctx) => autoImport.saveShop(shopId, version, settings, ctx),
      saveSettings: (settings, ctx) => autoImport.saveSettings(settings, ctx),
      runNow: ({ shopIds }) => {
        autoImport.runNow(shopIds);
        return ok;
      },
      reconcileNow: ({ shopIds }) => {
        autoImport.reconcileNow(shopIds);
        return ok;
      },
      accept: (input, ctx) => beginAccept(jobs, input, ctx),
    },
    emergencyStop: {
      status: () => ({ stop: emergencyStops.current(), resume: guidedResume.state() }),
      stop: (order, ctx) => emergencyStops.stop(order, ctx),
      beginResume: ({ name }) => guidedResume.begin(name),
      skipShop: ({ shopId }) => guidedResume.skip(shopId),
      cancelResume: () => {
        guidedResume.cancel();
        return { stop: emergencyStops.current() };
      },
      resume: ({ name }, ctx) => guidedResume.finish(name, ctx),
      journal: ({ limit }) => ({ stops: emergencyStops.journal(limit) }),
    },
    notices: {
      list: ({ limit }) => notices.list(limit),
      markRead: ({ upTo }, ctx) => {
        notices.markRead(upTo, ctx);
        return ok;
      },
      mailSettings: () => notices.mailSettings(),
      saveMailSettings: (settings, ctx) => notices.saveMailSettings(settings, ctx),
    },
    imports: {
      start: ({ shopIds, period }, ctx) => ({ runs: imports.start(shopIds, period, ctx) }),
      plan: ({ shopIds }) => ({ periods: imports.plan(shopIds) }),
      cancel: async ({ runId }) => {
        await imports.cancel(runId);
        return ok;
      },
      resume: ({ runId }, ctx) => imports.resume(runId, ctx),
      get: ({ runId }) => {
        const run = found(store.importRun(runId), 'importRun');
        return { ...run, failures: store.runFailures(runId) };
      },
      list: ({ limit }) => ({ runs: store.importRuns(limit) }),
    },
    orders: {
      window: (query) => store.orderWindow(query),
      phases: () => ({ phases: store.phases() }),
      counts: ({ shopIds }) => ({ ...store.orderCounts(shopIds), revision: store.revision() }),
      get: ({ orderId }) => found(store.order(orderId), 'order'),
      history: ({ orderId }) => ({ entries: store.orderHistory(orderId) }),
      raw: ({ orderId }) => ({ answers: store.orderRaw(orderId) }),
    },
    views: {
      list: () => ({ views: store.views() }),
      save: ({ id, ...view }, ctx) => {
        const viewId = id ?? deps.newId();
        store.commit([{ kind: 'view.save', view: { id: viewId, ...view } }], origin(ctx));
        return found<OrderView>(store.views().find((saved) => saved.id === viewId) ?? null, 'view');
      },
      remove: ({ viewId }, ctx) => {
        store.commit([{ kind: 'view.remove', viewId }], origin(ctx));
        return ok;
      },
      reorder: ({ viewIds }, ctx) => {
        store.commit([{ kind: 'view.reorder', viewIds }], origin(ctx));
        return ok;
      },
    },
    edits: {
      save: (input, ctx) => edits.save(input, ctx),
      dropLocalEdits: ({ orderId, version, fields }, ctx) =>
        edits.dropLocalEdits(orderId, version, fields, ctx),
      getMany: ({ orderIds }) => ({ orders: edits.getMany(orderIds) }),
    },
    phases: {
      list: () => ({ phases: phases.list() }),
      create: (phase, ctx) => phases.create(phase, ctx),
      update: ({ phaseId, version, ...phase }, ctx) => phases.update(phaseId, version, phase, ctx),
      reorder: ({ phaseIds }, ctx) => {
        phases.reorder(phaseIds, ctx);
        return ok;
      },
      remove: async ({ phaseId, version, moveTo }, ctx) => {
        await phases.remove(phaseId, version, moveTo, ctx);
        return ok;
      },
      move: ({ orderIds, phaseId, by }, ctx) => phases.move(orderIds, phaseId, by, ctx),
    },
    fraud: {
      settings: () => fraud.settings(),
      saveSettings: (settings, ctx) => fraud.saveSettings(settings, ctx),
      releases: () => ({ releases: fraud.releases() }),
      acceptReleases: ({ orderIds }, ctx) => fraud.acceptReleases(orderIds, ctx),
      dismissReleases: ({ orderIds }, ctx) => {
        fraud.dismissReleases(orderIds, ctx);
        return ok;
      },
    },
    rules: {
      list: () => ({ rules: rules.list() }),
      save: (rule, ctx) => rules.save(rule, ctx),
      dryRun: (input, ctx) => dryRun({ store, guard, rules: importRules, clock }, input, ctx.signal),
      reorder: ({ ids }, ctx) => {
        rules.reorder(ids, ctx);
        return ok;
      },
      remove: ({ id, version }, ctx) => {
        rules.remove(id, version, ctx);
        return ok;
      },
    },
    jobs: {
      start: ({ target, action }, ctx) => jobs.start(target, action, ctx),
      get: ({ jobId }) => jobs.get(jobId),
      list: ({ limit }) => ({ jobs: jobs.list(limit) }),
      rows: ({ jobId, ...page }) => jobs.rows(jobId, page),
      cancel: ({ jobId }, ctx) => jobs.cancel(jobId, ctx),
      undo: ({ jobId }, ctx) => jobs.undo(jobId, ctx),
      undoable: () => ({ job: jobs.undoable() }),
      readFile: ({ jobId, offset, limit }) => exportFiles.read(jobs.get(jobId), offset, limit),
      discardFile: async ({ jobId }) => {
        await exportFiles.discard(jobs.get(jobId).id);
        return ok;
      },
    },
    reimport: {
      differences: ({ jobId, ...page }) => reimport.differences(jobId, page),
      apply: (input, ctx) => reimport.apply(input, ctx),
    },
    outbox: {
      enqueue: (input, ctx) => outbox.enqueue(input, ctx),
      list: (input) => outbox.list(input),
      counts: () => outbox.counts(),
      retry: ({ entryId }, ctx) => outbox.retry(entryId, ctx),
      withdraw: ({ entryId }, ctx) => outbox.withdraw(entryId, ctx),
    },
    csv: {
      open: async ({ name, sizeBytes }) => ({ fileId: await csv.open(name, sizeBytes) }),
      append: async ({ fileId, offset, bytes }) => {
        await csv.append(fileId, offset, bytes);
        return ok;
      },
      discard: async ({ fileId }) => {
        await csv.discard(fileId);
        return ok;
      },
      inspect: async ({ fileId, ...given }, ctx) => {
        const { rows, columns, suggested, encoding, separator, hasHeader, savedMappingId } =
          await csv.inspect(fileId, given, ctx.signal);
        return {
          encoding,
          separator,
          hasHeader,
          columns: [...columns],
          lines: rows,
          suggested,
          savedMappingId,
        };
      },
      check: ({ fileId, mapping }, ctx) => csv.check(fileId, mapping, ctx.signal),
      import: ({ fileId, mapping }, ctx) => csv.import(fileId, mapping, ctx),
      mappings: () => ({ mappings: csv.mappings() }),
      saveMapping: (mapping, ctx) => csv.saveMapping(mapping, ctx),
      removeMapping: ({ id }, ctx) => {
        csv.removeMapping(id, ctx);
        return ok;
      },
    },
    dashboard: { get: ({ shopIds }) => dashboardOf(store, clock, shopIds) },
    expiry: {
      board: () => expiry.board(),
      dismiss: ({ itemIds }, ctx) => {
        expiry.dismiss(itemIds, ctx);
        return ok;
      },
      settings: () => expiry.settings(),
      saveSettings: (settings, ctx) => expiry.saveSettings(settings, ctx),
    },
    diagnosis: {
      run: ({ shopId, scope, errorCode }) => diagnosis.run(shopId, scope, errorCode ?? null),
    },
    demo: { start: (_input, ctx) => demo.start(ctx) },
  };
}

function found<T>(value: T | null, entity: string): T {
  if (value === null)
    throw new AppError('not_found', `The ${entity} does not exist`, { details: { entity } });
  return value;
}
