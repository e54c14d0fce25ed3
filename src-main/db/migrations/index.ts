import { firstSchema } from './0001-first-schema.ts';
import { clockChecks } from './0002-clock-checks.ts';
import { apiCertificates } from './0003-api-certificates.ts';
import { consents } from './0004-consents.ts';
import { expiryAnnouncements } from './0005-expiry-announcements.ts';
import { orderWorkbench } from './0006-order-workbench.ts';
import { jobs } from './0007-jobs.ts';
import { outbox } from './0008-outbox.ts';
import { sharedViews } from './0009-shared-views.ts';
import { dayTotals } from './0010-day-totals.ts';
import { listIndexes } from './0011-list-indexes.ts';
import { autoImport } from './0012-auto-import.ts';
import { emergencyStops } from './0013-emergency-stops.ts';
import { notices } from './0014-notices.ts';
import { latestSuccesses } from './0015-latest-successes.ts';
import type { Migration } from './migration.ts';

/** Every step, in order; imported statically so that a bundle holds them all. */
export const migrations: readonly Migration[] = [
  firstSchema,
  clockChecks,
  apiCertificates,
  consents,
  expiryAnnouncements,
  orderWorkbench,
  jobs,
  outbox,
  sharedViews,
  dayTotals,
  listIndexes,
  autoImport,
  emergencyStops,
  notices,
  latestSuccesses,
];
