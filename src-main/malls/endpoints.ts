import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Every outside address of the product, with production defaults (architecture: Endpoints). Development and
 * tests replace entries with the JSON file named by JUCHUBAN_ENDPOINTS.
 */
export const endpointsSchema = z.strictObject({
  'yahoo.api': z.url(),
  'yahoo.api.test': z.url(),
  'yahoo.auth': z.url(),
  /** Requests per second and URL that the mall allows this application; 1 unless the mall granted more (yahoo §3.11). */
  'yahoo.requestsPerSecond': z.number().positive().max(1000),
  'time.http': z.array(z.url()),
  'time.sntp': z.array(z.string()),
});
export type Endpoints = z.infer<typeof endpointsSchema>;

export const productionEndpoints: Endpoints = {
  'yahoo.api': 'https://circus.shopping.yahooapis.jp/ShoppingWebService/V1',
  'yahoo.api.test': 'https://test.circus.shopping.yahooapis.jp/ShoppingWebService/V1',
  'yahoo.auth': 'https://auth.login.yahoo.co.jp/yconnect/v2',
  'yahoo.requestsPerSecond': 1,
  'time.http': ['https://auth.login.yahoo.co.jp/'],
  'time.sntp': ['ntp.nict.jp', 'time.google.com'],
};

/**
 * The table in force. `packaged` builds ignore the file and so speak only https.
 * Throws an Error that names the file and the bad entry when the file cannot be used.
 */
export function loadEndpoints(options: { packaged: boolean; file: string | undefined }): Endpoints {
  if (options.packaged || options.file === undefined || options.file === '') return productionEndpoints;
  const given = endpointsSchema.partial().safeParse(readJson(options.file));
  if (!given.success) {
    throw new Error(`JUCHUBAN_ENDPOINTS (${options.file}): ${z.prettifyError(given.error)}`);
  }
  return endpointsSchema.parse({ ...productionEndpoints, ...given.data });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`JUCHUBAN_ENDPOINTS (${file}): not readable as JSON`, { cause });
  }
}
