import { clockContract } from './clock.ts';
import { demoContract } from './demo.ts';
import { diagnosisContract } from './diagnosis.ts';
import { emailAuthContract } from './email-auth.ts';
import { expiryContract } from './expiry.ts';
import { importsContract } from './imports.ts';
import { mailContract } from './mail.ts';
import { ordersContract, viewsContract } from './orders.ts';
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
  orders: ordersContract,
  views: viewsContract,
  expiry: expiryContract,
  diagnosis: diagnosisContract,
  demo: demoContract,
};
export type HostContract = typeof hostContract;

export { shellContract } from './shell.ts';
