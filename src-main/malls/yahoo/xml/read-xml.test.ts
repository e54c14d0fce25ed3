import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { defaultXmlLimits } from './limits.ts';
import { parseStrictly, readXml } from './read-xml.ts';
import { scanPlain } from './scan-plain.ts';
import { escapeXml } from './write-xml.ts';
import { textOf, type XmlGroup } from './xml-group.ts';

/** All values by their names, whatever the order in which the names were learned. */
const valuesOf = ({ kind, texts }: XmlGroup): [string, string | undefined][] =>
  [...kind.children.values()]
    .map(({ name, slot }): [string, string | undefined] => [name, texts[slot]])
    .filter(([, text]) => text !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function reasonOf(raw: Uint8Array): unknown {
  try {
    readXml(raw);
  } catch (error) {
    if (error instanceof AppError && error.code === 'mall_answer_broken') return error.details.reason;
    throw error;
  }
  return 'accepted';
}

describe('readXml', () => {
  it('gives leaves as values and parents as groups, single or repeated', () => {
    const root = readXml(bytes('<R><A>1</A><G><B/></G><G><B>2</B></G><E></E></R>'));
    expect(valuesOf(root)).toEqual([
      ['A', '1'],
      ['E', ''],
    ]);
    expect(root.groups.map((group) => [group.name, textOf(group, 'B')])).toEqual([
      ['G', ''],
      ['G', '2'],
    ]);
    expect(root.repeated).toBeNull();
  });

  it('notes values that came twice', () => {
    expect(readXml(bytes('<R><A>1</A><A>2</A></R>')).repeated).toEqual(new Set(['A']));
  });

  it('keeps full-width spaces and drops a byte order mark', () => {
    expect(textOf(readXml(bytes('\ufeff<R><A>\n \u3000山田\u3000 </A></R>')), 'A')).toBe('\u3000山田\u3000');
  });

  it('joins text, CDATA and references around comments', () => {
    const xml = '<R><A>a&amp;<!-- x --><![CDATA[<b>]]>&#x3042;&#12356;</A></R>';
    expect(textOf(readXml(bytes(xml)), 'A')).toBe('a&<b>あい');
  });

  it('does not let names reach an object prototype', () => {
    const root = readXml(bytes('<R><__proto__>1</__proto__><constructor>2</constructor></R>'));
    expect(textOf(root, '__proto__')).toBe('1');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ['empty', new Uint8Array()],
    ['empty', bytes(' \n')],
    ['not_utf8', Uint8Array.of(0x3c, 0x52, 0x3e, 0x8e, 0x52, 0x93, 0x63, 0x3c, 0x2f, 0x52, 0x3e)],
    ['not_utf8', new Uint8Array(Buffer.from('\ufeff<R/>', 'utf16le'))],
    ['not_utf8', bytes('<?xml version="1.0" encoding="Shift_JIS"?><R/>')],
    ['html', bytes('<!DOCTYPE html><html><body>x</body></html>')],
    ['html', bytes('<html><br></html>')],
    ['not_xml', bytes('Service Unavailable')],
    ['not_xml', bytes('<R><A></R></A>')],
    ['not_xml', bytes('<R/><R/>')],
    ['not_xml', bytes('<R>&nbsp;</R>')],
    ['not_xml', bytes('<R>\u0001</R>')],
    ['not_xml', bytes('<R>&#0;</R>')],
    ['cut', bytes('<R><A>1</A><B>2')],
    ['doctype', bytes('<!DOCTYPE R [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><R>&b;</R>')],
    ['doctype', bytes('<!DOCTYPE R SYSTEM "file:///etc/passwd"><R/>')],
    ['too_deep', bytes(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`)],
    ['text_between_elements', bytes('<R>x<A/></R>')],
    ['text_between_elements', bytes('<R><A/>x</R>')],
  ])('refuses: %s', (reason, raw) => {
    expect(reasonOf(raw)).toBe(reason);
  });

  it('refuses what is too big without reading it', () => {
    expect(() => readXml(bytes('<R/>'), { ...defaultXmlLimits, maxBytes: 3 })).toThrow(/too_big/);
  });

  it.each([
    ['groups', 20_000, '<g><a>1</a></g>', '<g><a>1</a></g>'],
    ['kinds', 2_046, '<k#>1</k#>', '<k#/>'],
  ])('refuses more %s than any answer has, plain or not', (_what, most, plain, rough) => {
    const answer = (count: number, part: string) =>
      bytes(`<R>${Array.from({ length: count }, (_, at) => part.replaceAll('#', String(at))).join('')}</R>`);
    for (const part of [plain, `<!-- -->${rough}`]) {
      expect(reasonOf(answer(most - 1, part))).toBe('accepted');
      expect(reasonOf(answer(most + 2, part))).toBe('too_big');
    }
    // What was learned of it is forgotten: the next answers are read as ever.
    expect(textOf(readXml(bytes('<R><k1>2</k1></R>')), 'k1')).toBe('2');
  });

  it('never throws anything but its own error, whatever the bytes', () => {
    const fragments = fc.constantFrom(
      '<',
      '>',
      '</R>',
      '<R>',
      '&',
      ';',
      '<![CDATA[',
      ']]>',
      '<!--',
      '?>',
      '"',
      'あ',
      '\0',
    );
    const raw = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fc.oneof(fragments, fc.string()), { maxLength: 30 }).map((parts) => bytes(parts.join(''))),
    );
    fc.assert(
      fc.property(raw, (given) => void reasonOf(given)),
      { seed: 20261122, numRuns: 2000 },
    );
  });
});

interface Node {
  readonly name: string;
  readonly children: readonly Node[];
  readonly text: string;
}

const names = fc.constantFrom('OrderId', 'Item', 'Pay', 'Ship', 'Title', 'a-b', 'x1');
const plain = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((text) => escapeXml(text).replace(/&\w+;/g, '').trim());
const leafNode: fc.Arbitrary<Node> = fc.record({ name: names, children: fc.constant([]), text: plain });
const tree: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leafNode,
    fc.record({ name: names, children: fc.array(tie('node'), { maxLength: 5 }), text: fc.constant('') }),
  ),
})).node;

type Style = (count: number) => number;

/** Writes a tree in one of many ways that all mean the same. */
function write(node: Node, style: Style): string {
  const blank = ['', ' ', '\n  ', '\t\r\n', '<!-- note -->', '<?pi x?>'][style(6)] ?? '';
  const content =
    node.children.length > 0
      ? node.children.map((child) => blank + write(child, style)).join('') + blank
      : ['', ' ', '\n'][style(3)] + leaf(node.text, style);
  if (content === '' && style(2) === 0) return `<${node.name}/>`;
  return `<${node.name}${style(2) === 0 ? '' : ' a="1"'}>${content}</${node.name}>`;
}

function leaf(text: string, style: Style): string {
  if (style(3) === 0) return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  if (style(3) === 0) return Array.from(text, (char) => `&#${char.codePointAt(0)};`).join('');
  return escapeXml(text);
}

const shape = (group: XmlGroup): unknown => [
  group.name,
  valuesOf(group),
  group.groups.map(shape),
  group.repeated === null ? null : [...group.repeated].sort(),
];

describe('readXml on the same content written differently', () => {
  it('gives the same result', () => {
    const property = fc.property(tree, fc.infiniteStream(fc.nat()), (root, numbers) => {
      const draw = numbers[Symbol.iterator]();
      const style: Style = (count) => Number(draw.next().value) % count;
      const tidy = shape(readXml(bytes(`<Root>${write(root, () => 1)}</Root>`)));
      const rough = shape(readXml(bytes(`<?xml version="1.0"?><Root>${write(root, style)}</Root>`)));
      expect(rough).toEqual(tidy);
    });
    fc.assert(property, { seed: 20261122, numRuns: 300 });
  });
});

describe('scanPlain', () => {
  /** Small damage anywhere: the scan must notice whatever the general parser notices. */
  const damages = [
    '<',
    '>',
    '/',
    '&',
    ';',
    ']]>',
    '<![CDATA[',
    '\r\n',
    '\r',
    '\u0001',
    '\ufffe',
    '\uffff',
    '&amp;',
    ' ',
    '"',
    'あ',
    '<a/>',
    '</a>',
    '<!---->',
    '\u3000',
    '&#65;',
    '?',
  ];
  const agreed = (raw: Uint8Array): boolean => {
    const plain = scanPlain(raw, defaultXmlLimits);
    if (plain === null) return false;
    expect(shape(plain)).toEqual(shape(parseStrictly(decodeUtf8(raw), defaultXmlLimits)));
    return true;
  };

  it('takes the tidy form and never differs from the general parser', () => {
    let taken = 0;
    const property = fc.property(
      tree,
      fc.constantFrom(
        '',
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '\ufeff',
        "<?xml version='1.0' encoding='UTF-8' ?>",
      ),
      fc.nat(2),
      fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...damages)), { maxLength: 3 }),
      (root, start, form, damage) => {
        let xml = `${start}<Root a="1" b="2">${write(root, (count) => (count === 3 ? form : 0))}</Root>`;
        for (const [where, cut, put] of damage) {
          const at = where % (xml.length + 1);
          xml = xml.slice(0, at) + put + xml.slice(at + cut);
        }
        if (agreed(bytes(xml))) taken++;
      },
    );
    fc.assert(property, { seed: 20261122, numRuns: 3000 });
    expect(taken).toBeGreaterThan(300);
  });

  it.each([
    '<R a="1" a="2"><A>1</A></R>',
    '<R><A>1</A></R>x',
    '<R><A>1</B></R>',
    '<R><A>a]]>b</A></R>',
    '<R><A>&nbsp;</A></R>',
    '<R><A b="1">1</A></R>',
    '<R><A><![CDATA[1]]>x</A></R>',
    '<R><A>\u0001</A></R>',
    '<R><A>\ufffe</A></R>',
    '<R><A>1<B/></A></R>',
    '<R><A>1',
    '<R><1A/></R>',
    '<R/>',
  ])('leaves to the general parser: %j', (xml) => {
    expect(scanPlain(bytes(xml), defaultXmlLimits)).toBeNull();
  });
});
