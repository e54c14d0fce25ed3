import { fields as enFields } from '#shared/i18n/en/fields.ts';
import { orders as enOrders } from '#shared/i18n/en/orders.ts';
import { fields as jaFields } from '#shared/i18n/ja/fields.ts';
import { orders as jaOrders } from '#shared/i18n/ja/orders.ts';

export const csvLanguages = ['ja', 'en'] as const;
/** Language of a file's header and of its words for states. */
export type CsvLanguage = (typeof csvLanguages)[number];

const texts = {
  ja: { fields: jaFields, orders: jaOrders },
  en: { fields: enFields, orders: enOrders },
} as const;

/** A field's name as the header of a file shows it. */
export function fieldName(language: CsvLanguage, fieldId: string): string {
  const found = fieldId
    .split('.')
    .reduce<unknown>((group, name) => (group as Record<string, unknown>)?.[name], texts[language].fields);
  return typeof found === 'string' ? found : fieldId;
}

const groupOf: Readonly<Record<string, 'mallStatus' | 'payStatus' | 'shipStatus' | 'fraudHold'>> = {
  mallStatus: 'mallStatus',
  'payment.payStatus': 'payStatus',
  'shipping.shipStatus': 'shipStatus',
  fraudHold: 'fraudHold',
};

/** The word for one of a field's choices. */
export function choiceWord(language: CsvLanguage, fieldId: string, code: string): string {
  const group = groupOf[fieldId];
  const words: Readonly<Record<string, string>> = group === undefined ? {} : texts[language].orders[group];
  return words[code] ?? code;
}

/** The names of the built-in phases in both languages, by id. */
export function builtInPhaseNames(phaseId: number): string[] {
  return csvLanguages.flatMap((language) => {
    const names: Readonly<Record<string, string>> = texts[language].orders.phases;
    const name = names[String(phaseId)];
    return name === undefined ? [] : [name];
  });
}
