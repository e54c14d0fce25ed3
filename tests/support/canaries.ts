import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import type { JournalEntry, ShopAccount } from '#simulators/yahoo/index.ts';

/** Secrets by name, to be looked for wherever they must not be. */
export type Canaries = ReadonlyMap<string, string>;

/** Something that is searched: a file, a column, a frame; the name says where a find is. */
export interface Place {
  readonly name: string;
  readonly content: Buffer;
}

/** A client secret that stands nowhere else by chance. */
export const plantedSecret = () => `canary-${randomBytes(18).toString('hex')}`;

/** The private half of a key pair, as an operator might paste it by mistake. */
export function mistakenPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Lines of a PEM's body that are long enough to be unmistakable, the first (the same for all keys) left out. */
function bodyLines(name: string, pem: string): [string, string][] {
  const lines = pem.split(/\r?\n/).filter((line) => line.length >= 40 && !line.startsWith('-----'));
  return lines.slice(1).map((line, index) => [`${name} line ${index + 2}`, line]);
}

/** Secrets the mall gave or was given, read from what it received. */
function atMall(journal: readonly JournalEntry[]): [string, string][] {
  const found: [string, string][] = [];
  for (const { path, headers, body } of journal) {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (bearer !== undefined) found.push(['access token', bearer]);
    if (!path.endsWith('/token')) continue;
    const form = new URLSearchParams(body);
    for (const name of ['code', 'refresh_token', 'code_verifier']) {
      const value = form.get(name);
      if (value !== null && value !== '') found.push([name, value]);
    }
  }
  return found;
}

/** Every secret of a run: what was planted, and what the mall's journal shows to have been used. */
export function collectCanaries(parts: {
  account: ShopAccount;
  privateKey: string;
  journal: readonly JournalEntry[];
  more?: Readonly<Record<string, string>>;
}): Canaries {
  const all: [string, string][] = [
    ['client secret', parts.account.clientSecret ?? ''],
    ...bodyLines('public key', parts.account.publicKeyPem),
    ...bodyLines('private key', parts.privateKey),
    ...atMall(parts.journal),
    ...Object.entries(parts.more ?? {}),
  ];
  const unique = new Map<string, string>();
  for (const [name, value] of all) {
    if (value.length < 12) throw new Error(`${name} is too short to be looked for`);
    if (![...unique.values()].includes(value)) unique.set(`${name} (${unique.size})`, value);
  }
  return unique;
}

/** How a value would look in a place: plain, URL-encoded, hexadecimal, base64 at each of the three offsets. */
function disguises(value: string): Buffer[] {
  const hex = Buffer.from(value).toString('hex');
  const base64 = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]).toString('base64');
    // What depends on the neighbours is left out at both ends.
    return shifted.slice(offset === 0 ? 0 : 4, -4);
  });
  const texts = [value, encodeURIComponent(value), hex, hex.toUpperCase(), ...base64];
  return [
    ...texts.map((text) => Buffer.from(text)),
    ...base64.map((text) => Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_'))),
    Buffer.from(value, 'utf16le'),
  ];
}

/** Where which secret was found, without the secret itself. */
export function leaks(places: readonly Place[], canaries: Canaries): string[] {
  const found: string[] = [];
  for (const [name, value] of canaries) {
    const forms = disguises(value);
    for (const place of places) {
      if (forms.some((form) => place.content.includes(form))) found.push(`${name} in ${place.name}`);
    }
  }
  return found;
}

/** Every file below a folder, raw: the database with its WAL, settings, logs, the browser's profile. */
export function filesBelow(dir: string): Place[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name: path.slice(dir.length + 1), content: readFileSync(path) };
    });
}

/** Every value of every table, packed ones unpacked as well. */
export function tableValues(file: string): Place[] {
  const database = new BetterSqlite3(file, { readonly: true });
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
      .pluck()
      .all() as string[];
    return tables.map((table) => {
      const rows = database.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][];
      const values = rows.flat().flatMap((value) => (value === null ? [] : unpacked(value)));
      return { name: `table ${table}`, content: Buffer.concat(values) };
    });
  } finally {
    database.close();
  }
}

function unpacked(value: unknown): Buffer[] {
  if (!Buffer.isBuffer(value)) return [Buffer.from(String(value))];
  for (const unpack of [gunzipSync, inflateSync, inflateRawSync]) {
    try {
      return [value, unpack(value)];
    } catch {
      // Packed in another way, or not at all.
    }
  }
  return [value];
}
