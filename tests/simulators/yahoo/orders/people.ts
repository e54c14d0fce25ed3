import type { Random } from '../random.ts';
import type { Fields } from './model.ts';
import { FIRST_NAMES, LAST_NAMES } from './names.ts';
import { BUILDINGS, PLACES, TOWNS } from './places.ts';

const TWO_PARTS = ['a', 'm', 'k', 's', 't', 'y', 'h', 'n', 'r', 'o'] as const;
const MAIL_HOSTS = [
  'example.jp',
  'mail.example.com',
  'example.ne.jp',
  'docomo.example',
  'ezweb.example',
] as const;
const SECTIONS = ['総務部', '営業課', '購買係', '株式会社サンプル商事', '（有）みどり'] as const;

/** A person with name, address and telephone, with the mall's keys behind `prefix` (`Bill` or `Ship`). */
export function personFields(random: Random, prefix: 'Bill' | 'Ship'): Fields {
  const last = random.pick(LAST_NAMES);
  const first = random.pick(FIRST_NAMES);
  const place = random.pick(PLACES);
  const [town, townKana] = random.pick(TOWNS);
  const block = `${random.int(1, 9)}-${random.int(1, 28)}-${random.int(1, 30)}`;
  const fields: Fields = {
    [`${prefix}LastName`]: last.kanji,
    [`${prefix}LastNameKana`]: last.kana,
    [`${prefix}FirstName`]: first.kanji,
    [`${prefix}FirstNameKana`]: first.kana,
    [`${prefix}ZipCode`]: place.zip + random.digits(4),
    [`${prefix}Prefecture`]: place.prefecture,
    [`${prefix}PrefectureKana`]: place.prefectureKana,
    [`${prefix}City`]: place.city,
    [`${prefix}CityKana`]: place.cityKana,
    [`${prefix}Address1`]: town + block,
    [`${prefix}Address1Kana`]: townKana + block,
    [`${prefix}PhoneNumber`]: phoneNumber(random, place.area),
  };
  if (random.chance(0.4)) {
    const [building, buildingKana] = random.pick(BUILDINGS);
    const room = random.int(101, 1208);
    fields[`${prefix}Address2`] = `${building}${room}号室`;
    fields[`${prefix}Address2Kana`] = `${buildingKana}${room}`;
  }
  if (random.chance(0.08)) fields[`${prefix}EmgPhoneNumber`] = phoneNumber(random, place.area);
  if (random.chance(0.05)) {
    fields[`${prefix}Section1Field`] = '会社名・部署';
    fields[`${prefix}Section1Value`] = random.pick(SECTIONS);
  }
  return fields;
}

/** Copies a person's `Bill…` fields to `Ship…` (most buyers ship to themselves). */
export function shipToBuyer(bill: Fields): Fields {
  return Object.fromEntries(Object.entries(bill).map(([key, value]) => [`Ship${key.slice(4)}`, value]));
}

/** A mail address in a domain reserved for examples. */
export function mailAddress(random: Random): string {
  return `${random.pick(TWO_PARTS)}.${random.pick(TWO_PARTS)}${random.digits(5)}@${random.pick(MAIL_HOSTS)}`;
}

function phoneNumber(random: Random, area: string): string {
  if (random.chance(0.7))
    return `${random.pick(['090', '080', '070'])}-${random.digits(4)}-${random.digits(4)}`;
  return area.length === 2
    ? `${area}-${random.digits(4)}-${random.digits(4)}`
    : `${area}-${random.digits(3)}-${random.digits(4)}`;
}
