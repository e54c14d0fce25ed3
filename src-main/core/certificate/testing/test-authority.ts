import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A pair as PEM text. */
export interface TestPair {
  readonly certificate: string;
  readonly key: string;
}

export interface IssueOptions {
  /** One-line OpenSSL subject; default names the store of the tests. */
  readonly subject?: string;
  readonly from?: Date;
  readonly to?: Date;
  /** Arguments of `openssl genpkey`. */
  readonly keyType?: readonly string[];
  /** PEM of a key to use again: making one takes a while. */
  readonly key?: string;
  /** Host names or addresses, for a server's certificate: `IP:127.0.0.1`. */
  readonly altNames?: string;
}

/** A certificate authority made by OpenSSL in a temporary folder, for tests that need real certificates. */
export interface TestAuthority {
  readonly certificate: string;
  issue(options?: IssueOptions): TestPair;
  /** Runs `openssl` with `input` on stdin and returns what it prints. */
  openssl(args: readonly string[], input?: string | Uint8Array): Buffer;
  /** A file in the authority's folder, for commands that want one. */
  file(name: string, content: string): string;
  dispose(): void;
}

const rsa2048 = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
const day = 86_400_000;

/** Makes the authority; `dispose` removes its folder. */
export function createTestAuthority(): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'juchuban-ca-'));
  const path = (name: string) => join(folder, name);
  const file = (name: string, content: string): string => {
    writeFileSync(path(name), content);
    return path(name);
  };
  const openssl = (args: readonly string[], input: string | Uint8Array = ''): Buffer =>
    execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'ignore'] });

  mkdirSync(path('issued'));
  file('index.txt', '');
  file('serial', '1000');
  const config = (altNames: string | undefined): string =>
    file(
      'ca.cnf',
      `[ca]
default_ca = tests
[tests]
dir = ${folder}
database = ${path('index.txt')}
serial = ${path('serial')}
new_certs_dir = ${path('issued')}
certificate = ${path('ca.crt')}
private_key = ${path('ca.key')}
default_md = sha256
policy = any
unique_subject = no
x509_extensions = leaf
[any]
countryName = optional
organizationName = optional
organizationalUnitName = optional
commonName = supplied
[leaf]
basicConstraints = CA:FALSE
${altNames === undefined ? '' : `subjectAltName = ${altNames}`}
`,
    );
  const keyOf = (type: readonly string[]): string => openssl(['genpkey', ...type]).toString();

  file('ca.key', keyOf(rsa2048));
  const caArgs = ['-key', path('ca.key'), '-subj', '/O=Test Mall/CN=Test Mall CA', '-days', '3650'];
  const certificate = openssl(['req', '-x509', ...caArgs]).toString();
  file('ca.crt', certificate);

  return {
    certificate,
    openssl,
    file,
    issue({
      subject = '/C=JP/O=Test Shop/CN=SHP-hanako-store',
      from,
      to,
      keyType,
      key: given,
      altNames,
    } = {}) {
      const key = given ?? keyOf(keyType ?? rsa2048);
      const keyFile = file('leaf.key', key);
      const request = openssl(['req', '-new', '-key', keyFile, '-subj', subject]).toString();
      const dates = ['-startdate', opensslDate(from ?? new Date(Date.now() - day))];
      dates.push('-enddate', opensslDate(to ?? new Date(Date.now() + 365 * day)));
      const args = ['-config', config(altNames), '-batch', '-notext', '-in', file('leaf.csr', request)];
      openssl(['ca', ...args, '-out', path('leaf.crt'), ...dates]);
      return { certificate: readFileSync(path('leaf.crt'), 'utf8'), key };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `YYYYMMDDHHMMSSZ`, UTC. */
function opensslDate(date: Date): string {
  return `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}
