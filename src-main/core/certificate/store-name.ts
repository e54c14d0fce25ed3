import { AppError } from '#shared/domain/errors.ts';

/** What the mall's naming says about the store: `SHP-<store>.crt` and `<store>.key` (yahoo §2.6). */
export interface StoreNames {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** The certificate's subject, one `KEY=value` per line. */
  readonly subject: string;
}

/** `store_unconfirmed`: nothing names the shop. `key_name_differs`: the key's file is named after something else. */
export type StoreWarning = 'store_unconfirmed' | 'key_name_differs';

/** What browsers and file managers add to a second copy. */
const copyMark = /(\s*\(\d+\)|\s*-\s*(コピー|copy)(\s*\(\d+\))?|\s*のコピー(\s*\d+)?|\s+copy(\s*\d+)?)$/i;
const storePattern = /^[a-z0-9_-]{1,128}$/;

/**
 * Compares what names the store with the shop's store account. The certificate's file name and its subject
 * must not name another store; the key's file name is only a hint, since the pair itself is proven. How the
 * mall writes the subject is not documented, so a subject that names no store says nothing.
 *
 * Throws AppError `certificate_store_mismatch` with the store found and where.
 */
export function checkStoreName(names: StoreNames, sellerId: string): StoreWarning[] {
  const expected = normalize(sellerId);
  const strong = [
    ...storeOfCertificateFile(names.certificateFile).map((store) => ({ where: 'file_name', store })),
    ...storesOfSubject(names.subject, expected).map((store) => ({ where: 'subject', store })),
  ];
  const other = strong.find(({ store }) => store !== expected);
  if (other !== undefined) {
    throw new AppError('certificate_store_mismatch', 'The certificate belongs to another store', {
      details: { foundStore: other.store, expectedStore: expected, where: other.where },
    });
  }
  const ofKey = storeOfKeyFile(names.keyFile);
  const warnings: StoreWarning[] = [];
  if (strong.length === 0 && ofKey !== expected) warnings.push('store_unconfirmed');
  if (ofKey !== expected) warnings.push('key_name_differs');
  return warnings;
}

function storeOfCertificateFile(fileName: string): string[] {
  const store = /^shp-(.+)$/.exec(stem(fileName))?.[1];
  return store !== undefined && storePattern.test(store) ? [store] : [];
}

function storeOfKeyFile(fileName: string): string {
  return stem(fileName).replace(/^shp-/, '');
}

function storesOfSubject(subject: string, expected: string): string[] {
  const values = subject.split('\n').map((line) => normalize(line.slice(line.indexOf('=') + 1)));
  return values.flatMap((value) => {
    const store = /^shp-(.+)$/.exec(value)?.[1];
    if (store !== undefined && storePattern.test(store)) return [store];
    return value === expected ? [value] : [];
  });
}

function stem(fileName: string): string {
  const withoutExtension = fileName.normalize('NFKC').replace(/\.[^.]*$/, '');
  return normalize(withoutExtension.replace(copyMark, ''));
}

function normalize(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
