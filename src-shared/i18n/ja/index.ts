import { authFailure } from './auth-failure.ts';
import { autoImport } from './auto-import.ts';
import { bulk } from './bulk.ts';
import { clock } from './clock.ts';
import { common } from './common.ts';
import { conditions } from './conditions.ts';
import { csv } from './csv.ts';
import { dashboard } from './dashboard.ts';
import { diagnosis } from './diagnosis.ts';
import { edit } from './edit.ts';
import { emergencyStop } from './emergency-stop.ts';
import { errorReasons, errors } from './errors.ts';
import { expiry } from './expiry.ts';
import { fields } from './fields.ts';
import { frame } from './frame.ts';
import { fraud } from './fraud.ts';
import { history } from './history.ts';
import { imports } from './imports.ts';
import { jobs } from './jobs.ts';
import { notices } from './notices.ts';
import { orders } from './orders.ts';
import { outbox } from './outbox.ts';
import { phases } from './phases.ts';
import { reimport } from './reimport.ts';
import { rules } from './rules.ts';
import { settings } from './settings.ts';
import { shops } from './shops.ts';
import { staging } from './staging.ts';
import { welcome } from './welcome.ts';

export const ja = {
  clock,
  common,
  jobs,
  conditions,
  bulk,
  csv,
  dashboard,
  diagnosis,
  emergencyStop,
  errorReasons,
  errors,
  expiry,
  authFailure,
  autoImport,
  fields,
  frame,
  imports,
  notices,
  orders,
  settings,
  shops,
  outbox,
  history,
  fraud,
  edit,
  reimport,
  phases,
  rules,
  staging,
  welcome,
};
