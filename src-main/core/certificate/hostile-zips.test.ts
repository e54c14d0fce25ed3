import fc from 'fast-check';
import type { FlateStreamHandler, Inflate as InflateClass } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { checkCertificate } from './check-certificate.ts';
import { buildZip } from './testing/build-zip.ts';
import { createTestAuthority } from './testing/test-authority.ts';
import { zipLimits } from './unpack-zip.ts';

/** What the unpacker was made to produce, counted where it comes out of the library. */
const unpacked = { total: 0, largestChunk: 0 };

vi.mock('fflate', async (original) => {
  const library = await original<{ Inflate: typeof InflateClass }>();
  class CountingInflate extends library.Inflate {
    constructor(ondata: FlateStreamHandler) {
      super((chunk, final) => {
        unpacked.total += chunk.length;
        unpacked.largestChunk = Math.max(unpacked.largestChunk, chunk.length);
        ondata(chunk, final);
      });
    }
  }
  return { ...library, Inflate: CountingInflate };
});

vi.setConfig({ testTimeout: 60_000 });

const authority = createTestAuthority();
afterAll(() => authority.dispose());
const store = 'hanako-store';
const pair = authority.issue();
const fingerprint = checkCertificate(
  [
    { name: 'a.crt', bytes: Buffer.from(pair.certificate) },
    { name: 'a.key', bytes: Buffer.from(pair.key) },
  ],
  store,
).facts.fingerprint;

const crtName = `SHP-${store}.crt`;
const keyName = `${store}.key`;
const wholeZips = [
  buildZip([
    { name: crtName, content: pair.certificate },
    { name: keyName, content: pair.key },
  ]),
  buildZip([
    { name: crtName, content: pair.certificate, dataDescriptor: true },
    { name: keyName, content: pair.key, dataDescriptor: true },
  ]),
  buildZip([
    { name: '証明書/', content: '', method: 0 },
    { name: iconv.encode(`証明書/${crtName}`, 'Shift_JIS'), content: pair.certificate, method: 0 },
    { name: `__MACOSX/._${crtName}`, content: 'finder data' },
    { name: iconv.encode(`証明書/${keyName}`, 'Shift_JIS'), content: pair.key },
  ]),
];

/** One deflate step may produce this much beyond what is allowed before it is seen and stopped. */
const oneStep = 256 * 1032;

/** A refusal's code, or the fingerprint of what was taken; everything else is a failure of the test. */
function judge(zip: Uint8Array): string {
  unpacked.total = 0;
  unpacked.largestChunk = 0;
  let verdict: string;
  try {
    const { facts, keyPem } = checkCertificate([{ name: 'cert.zip', bytes: zip }], store);
    expect(keyPem).toContain('PRIVATE KEY');
    verdict = facts.fingerprint;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    verdict = error.code;
  }
  expect(unpacked.largestChunk).toBeLessThanOrEqual(oneStep);
  expect(unpacked.total).toBeLessThanOrEqual(zipLimits.unpackedSize + oneStep);
  return verdict;
}

type Mutation = (zip: Buffer) => Buffer;
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (zip: Buffer, where: number): number => Math.floor(where * zip.length);

/** Where headers lie: changes there reach further than changes somewhere in the packed data. */
function headerPlaces(zip: Buffer): number[] {
  const places: number[] = [];
  for (let index = zip.indexOf('PK'); index !== -1; index = zip.indexOf('PK', index + 1)) places.push(index);
  return places;
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(([where, value]) => (zip: Buffer) => {
    zip[at(zip, where)] = value;
    return zip;
  }),
  fc.tuple(fc.nat(20), fc.nat(45), fc.nat(255)).map(([header, field, value]) => (zip: Buffer) => {
    const places = headerPlaces(zip);
    const offset = (places[header % Math.max(1, places.length)] ?? 0) + field;
    if (offset < zip.length) zip[offset] = value;
    return zip;
  }),
  fc
    .tuple(fc.nat(20), fc.nat(42), fc.constantFrom(0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff, 70_000))
    .map(([header, field, value]) => (zip: Buffer) => {
      const places = headerPlaces(zip);
      const offset = (places[header % Math.max(1, places.length)] ?? 0) + field;
      if (offset + 4 <= zip.length) zip.writeUInt32LE(value, offset);
      return zip;
    }),
  place.map((where) => (zip: Buffer) => zip.subarray(0, at(zip, where))),
  place.map((where) => (zip: Buffer) => zip.subarray(at(zip, where))),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 40 })).map(([where, more]) => (zip: Buffer) => {
    const index = at(zip, where);
    return Buffer.concat([zip.subarray(0, index), more, zip.subarray(index)]);
  }),
  fc.tuple(place, place).map(([a, b]) => (zip: Buffer) => {
    const [from, to] = [at(zip, a), at(zip, b)].sort((x, y) => x - y);
    return Buffer.concat([zip.subarray(0, from), zip.subarray(to)]);
  }),
  fc.tuple(place, place).map(([a, b]) => (zip: Buffer) => {
    const [from, to] = [at(zip, a), at(zip, b)].sort((x, y) => x - y);
    return Buffer.concat([zip, zip.subarray(from, to)]);
  }),
);

describe('a hostile ZIP', () => {
  it('that is whole is taken, so that the mutations below start from something good', () => {
    expect(wholeZips.map(judge)).toEqual([fingerprint, fingerprint, fingerprint]);
  });

  it('mutated 600 times never crashes, never unpacks beyond the limits, never yields anything but the truth', () => {
    const verdicts = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.constantFrom(...wholeZips),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (whole, mutations) => {
          const zip = mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), Buffer.from(whole));
          const verdict = judge(zip);
          verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
          expect(verdict === fingerprint || verdict.startsWith('certificate_')).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
    // The mutations do reach different checks, not only the first one.
    expect(verdicts.size).toBeGreaterThan(4);
  });

  it('of any deflate stream under any claim stays within the limits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000 }),
        fc.integer({ min: 0, max: 0xfffffffe }),
        fc.nat(255),
        (contentSize, size, fill) => {
          const content = new Uint8Array(contentSize).fill(fill);
          const verdict = judge(buildZip([{ name: crtName, content, size, dataDescriptor: true }]));
          expect(verdict).toMatch(/^certificate_/);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('whose content is anything at all is refused with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.uint8Array({ maxLength: 2_000 }), (a, b) => {
        const zip = buildZip([
          { name: crtName, content: a },
          { name: keyName, content: b },
        ]);
        expect(judge(zip)).toMatch(/^certificate_/);
      }),
      { numRuns: 200 },
    );
  });
});
