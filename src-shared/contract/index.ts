import { autoImportContract } from './auto-import.ts';
import { clockContract } from './clock.ts';
import { csvContract } from './csv.ts';
import { dashboardContract } from './dashboard.ts';
import { demoContract } from './demo.ts';
import { diagnosisContract } from './diagnosis.ts';
import { editsContract } from './edits.ts';
import { emailAuthContract } from './email-auth.ts';
import { emergencyStopContract } from './emergency-stop.ts';
import { expiryContract } from './expiry.ts';
import { fraudContract } from './fraud.ts';
import { importsContract } from './imports.ts';
import { jobsContract } from './jobs.ts';
import { mailContract } from './mail.ts';
import { noticesContract } from './notices.ts';
import { ordersContract, viewsContract } from './orders.ts';
import { outboxContract } from './outbox.ts';
import { phasesContract } from './phases.ts';
import { reimportContract } from './reimport.ts';
import { rulesContract } from './rules.ts';
import { authContract, shopsContract } from './shops.ts';
import { systemContract } from './system.ts';

/** The data host's contract: the one list of operations, whatever the transport. */
export const hostContract = {
  system: systemContract,
  shops: shopsContract,
  auth: authContract,
  emailAuth: emailAuthContract,
  mail: mailContract,
  clock: clockContract,
  imports: importsContract,
  autoImport: autoImportContract,
  emergencyStop: emergencyStopContract,
  notices: noticesContract,
  orders: ordersContract,
  views: viewsContract,
  edits: editsContract,
  phases: phasesContract,
  fraud: fraudContract,
  rules: rulesContract,
  jobs: jobsContract,
  reimport: reimportContract,
  outbox: outboxContract,
  csv: csvContract,
  dashboard: dashboardContract,
  expiry: expiryContract,
  diagnosis: diagnosisContract,
  demo: demoContract,
};
export type HostContract = typeof hostContract;

export { shellContract } from './shell.ts';
