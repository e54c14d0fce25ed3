import type { StoreMatch } from '#shared/contract/shops.ts';

/** What the mall's naming says about the store: `SHP-<store>.crt` and `<store>.key` (yahoo §2.6). */
export interface StoreNames {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** The certificate's subject, one `KEY=value` per line. */
  readonly subject: string;
}

/** How the names relate to the shop; of another store, also which and where it is named. */
export type NamedStore =
  | { readonly match: Exclude<StoreMatch, 'other_store'> }
  | {
      readonly match: 'other_store';
      readonly foundStore: string;
      readonly where: 'file_name' | 'subject';
    };

/** What browsers and file managers add to a second copy. */
const copyMark = /(\s*\(\d+\)|\s*-\s*(コピー|copy)(\s*\(\d+\))?|\s*のコピー(\s*\d+)?|\s+copy(\s*\d+)?)$/i;
const storePattern = /^[a-z0-9_-]{1,128}$/;

/**
 * Compares what names the store with the shop's store account. The certificate's file name and its subject must
 * not name another store. The key's file name is only a hint: which key belongs to the certificate is proven,
 * not named. How the mall writes the subject is not documented, so a subject that names no store says nothing.
 */
export function matchStore(names: StoreNames, sellerId: string): NamedStore {
  const expected = normalize(sellerId);
  const strong = [
    ...storeOfCertificateFile(names.certificateFile).map((store) => ({ where: 'file_name' as const, store })),
    ...storesOfSubject(names.subject, expected).map((store) => ({ where: 'subject' as const, store })),
  ];
  const other = strong.find(({ store }) => store !== expected);
  if (other !== undefined) return { match: 'other_store', foundStore: other.store, where: other.where };
  if (storeOfKeyFile(names.keyFile) === expected) return { match: 'confirmed' };
  return { match: strong.length > 0 ? 'key_name_differs' : 'unconfirmed' };
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
