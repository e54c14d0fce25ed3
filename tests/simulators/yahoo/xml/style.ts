import { Random } from '../random.ts';

/**
 * How untidy answers are written. The mall's own samples differ among themselves, so a client must not rely on
 * one form. 0: always the same tidy form. 1: what the samples show: varied child order, CDATA or not, three ways to
 * write an empty element, line breaks. 2: also white space around values, comments and numeric references.
 */
export type Roughness = 0 | 1 | 2;

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these characters
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** The text without the characters XML 1.0 cannot carry. */
export function withoutForbidden(text: string): string {
  return text.replace(FORBIDDEN, '');
}

const SPECIAL = /[&<>]/;
const PLAIN = /^[\w:+.\-/@]*$/;

/** Text as XML character data; characters XML cannot carry are dropped. */
export function escapeText(text: string): string {
  const clean = withoutForbidden(text);
  if (!SPECIAL.test(clean)) return clean;
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cdata(text: string): string {
  return `<![CDATA[${withoutForbidden(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** Writes elements in one roughness. One instance per answer; the seed makes the answer repeatable. */
export class XmlStyle {
  readonly #random: Random;
  readonly #level: Roughness;
  /** The form of empty elements and the line ends stay the same within one answer, as one program writes it. */
  readonly #emptyForm: number;
  readonly #lineEnd: string;

  constructor(level: Roughness, seed: number) {
    this.#level = level;
    this.#random = new Random(seed);
    this.#emptyForm = level === 0 ? 0 : this.#random.int(0, 2);
    this.#lineEnd = level === 0 ? '' : this.#random.pick(['', '', '\n', '\r\n']);
  }

  declaration(): string {
    if (this.#level === 0) return '<?xml version="1.0" encoding="UTF-8"?>\n';
    return this.#random.pick([
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      "<?xml version='1.0' encoding='UTF-8' ?>\n",
      '<?xml version="1.0" encoding="utf-8" ?>\n',
    ]);
  }

  empty(name: string): string {
    if (this.#emptyForm === 0) return `<${name}></${name}>${this.#lineEnd}`;
    return this.#emptyForm === 1 ? `<${name} />${this.#lineEnd}` : `<${name}/>${this.#lineEnd}`;
  }

  /** One value element. */
  value(name: string, value: string | number | boolean): string {
    if (value === '') return this.empty(name);
    return `<${name}>${this.#content(value)}</${name}>${this.#lineEnd}`;
  }

  /** One value element that is never written as CDATA. */
  plain(name: string, value: string): string {
    return `<${name}>${escapeText(value)}</${name}>\n`;
  }

  /** An element around finished children. */
  wrap(name: string, children: string): string {
    return `<${name}>${this.#lineEnd}${children}</${name}>${this.#lineEnd}`;
  }

  /** Children in the given order (tidy) or, above level 0, in a varied one. */
  arrange(children: string[]): string {
    if (this.#level === 0) return children.join('');
    if (this.#level === 2 && this.#random.chance(0.2)) children.push('<!-- generated -->');
    // A rotation and one swap vary every position at little cost; whole answers are written thousands of times.
    const start = this.#random.int(0, Math.max(0, children.length - 1));
    return children.slice(start).join('') + children.slice(0, start).join('');
  }

  /** Attributes of the root element in a varied order. */
  attributes(pairs: readonly (readonly [string, number])[]): string {
    const written = pairs.map(([name, value]) => ` ${name}="${value}"`);
    return (this.#level === 0 ? written : this.#random.shuffle(written)).join('');
  }

  coin(): boolean {
    return this.#level > 0 && this.#random.chance(0.5);
  }

  #content(value: string | number | boolean): string {
    if (typeof value !== 'string') return this.#spaced(String(value));
    if (PLAIN.test(value)) return this.#spaced(value);
    if (this.#level === 0) return cdata(value);
    if (this.#level === 2 && this.#random.chance(0.1)) return this.#spaced(numericReferences(value));
    return this.#spaced(this.#random.chance(0.8) ? cdata(value) : escapeText(value));
  }

  #spaced(content: string): string {
    if (this.#level < 2 || this.#random.chance(0.7)) return content;
    return this.#random.pick([`\n      ${content}\n    `, ` ${content}`, `${content}\t`]);
  }
}

/** Every character outside ASCII as `&#…;`. */
function numericReferences(text: string): string {
  return Array.from(escapeText(text), (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code > 126 ? `&#${code};` : char;
  }).join('');
}
