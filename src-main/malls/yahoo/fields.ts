import type { Yen } from '#shared/domain/money.ts';
import type { JstDate, Moment } from '#shared/domain/time.ts';
import { type BrokenReason, brokenAnswer } from './broken-answer.ts';
import { parseDay, parseMoment } from './japan-time.ts';
import { textOf, type XmlGroup } from './xml/xml-group.ts';

/** Twelve digits are far beyond any order and stay exact when multiplied out and summed. */
const yenText = /^-?\d{1,12}$/;
const countText = /^\d{1,6}$/;

/**
 * The typed values of one element. Absent and empty are the same ("null is an empty element", yahoo §3.3)
 * except for the `required…` ones. Every method throws AppError `mall_answer_broken` naming the field when
 * the value has the wrong type or came twice.
 */
export class Fields {
  readonly #group: XmlGroup;
  readonly #path: string;

  /** @param path how errors name the element, for example `Item[2].` */
  constructor(group: XmlGroup, path: string) {
    this.#group = group;
    this.#path = path;
  }

  text(name: string): string {
    if (this.#group.repeated?.has(name) === true) throw this.#broken('field_repeated', name);
    const value = textOf(this.#group, name);
    if (value !== undefined) return value;
    for (const group of this.#group.groups) {
      if (group.name === name) throw this.#broken('field_invalid', name);
    }
    return '';
  }

  requiredText(name: string): string {
    const text = this.text(name);
    if (text === '') throw this.#broken('field_missing', name);
    return text;
  }

  /** An amount in yen, 0 when empty. */
  yen(name: string): Yen {
    const text = this.text(name);
    return text === '' ? 0 : this.#yenOf(text, name);
  }

  requiredYen(name: string): Yen {
    return this.#yenOf(this.requiredText(name), name);
  }

  /** A count: a whole number from 0 to 999,999. */
  requiredCount(name: string): number {
    const text = this.requiredText(name);
    if (!countText.test(text)) throw this.#broken('field_invalid', name);
    return Number(text);
  }

  /** A count, null when empty. */
  count(name: string): number | null {
    return this.text(name) === '' ? null : this.requiredCount(name);
  }

  /** `true`/`false`, also `1`/`0`; false when empty. */
  flag(name: string): boolean {
    const text = this.text(name);
    if (text === 'false' || text === '0' || text === '') return false;
    if (text === 'true' || text === '1') return true;
    throw this.#broken('field_invalid', name);
  }

  moment(name: string): Moment | null {
    const text = this.text(name);
    if (text === '') return null;
    const moment = parseMoment(text);
    if (moment === null) throw this.#broken('field_invalid', name);
    return moment;
  }

  requiredMoment(name: string): Moment {
    const moment = this.moment(name);
    if (moment === null) throw this.#broken('field_missing', name);
    return moment;
  }

  day(name: string): JstDate | null {
    const text = this.text(name);
    if (text === '') return null;
    const day = parseDay(text);
    if (day === null) throw this.#broken('field_invalid', name);
    return day;
  }

  /** One of a table of codes; `unknown` when the table does not have it. Empty is an error. */
  code<T>(name: string, table: Readonly<Record<string, T>>, unknown: NoInfer<T>): T {
    const text = this.requiredText(name);
    const value = table[text];
    return value !== undefined && Object.hasOwn(table, text) ? value : unknown;
  }

  /** As `code`, for states of which an unknown one must not be guessed. Empty is `whenEmpty`. */
  knownCode<T>(name: string, table: Readonly<Record<string, T>>, whenEmpty: NoInfer<T>): T {
    const text = this.text(name);
    if (text === '') return whenEmpty;
    const value = table[text];
    if (value === undefined || !Object.hasOwn(table, text)) throw this.#broken('field_invalid', name);
    return value;
  }

  #yenOf(text: string, name: string): Yen {
    if (!yenText.test(text)) throw this.#broken('field_invalid', name);
    // `-0` is 0: two zeros that differ would show as a change of the order.
    return Number(text) + 0;
  }

  #broken(reason: BrokenReason, name: string): Error {
    return brokenAnswer(reason, { field: `${this.#path}${name}` });
  }
}
