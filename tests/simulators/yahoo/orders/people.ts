import type { Random } from '../random.ts';
import { PAY_KEYS, SHIP_KEYS } from './fields.ts';
import type { Fields } from './model.ts';
import { FIRST_NAMES, LAST_NAMES } from './names.ts';
import { BUILDINGS, PLACES, TOWNS } from './places.ts';

/** The same key of a person under both prefixes; prepared, since texts joined per order cost most of the time. */
const PERSON_KEYS: readonly (readonly [string, string])[] = PAY_KEYS.filter(
  (key) => key.startsWith('Bill') && SHIP_KEYS.includes(`Ship${key.slice(4)}`),
).map((key) => [key, `Ship${key.slice(4)}`]);

const TWO_PARTS = ['a', 'm', 'k', 's', 't', 'y', 'h', 'n', 'r', 'o'] as const;
const MAIL_HOSTS = [
  'example.jp',
  'mail.example.com',
  'example.ne.jp',
  'docomo.example',
  'ezweb.example',
] as const;
const SECTIONS = ['総務部', '営業課', '購買係', '株式会社サンプル商事', '（有）みどり'] as const;

/** A buyer with name, address and telephone, under the mall's `Bill…` keys. */
export function personFields(random: Random): Fields {
  const last = random.pick(LAST_NAMES);
  const first = random.pick(FIRST_NAMES);
  const place = random.pick(PLACES);
  const [town, townKana] = random.pick(TOWNS);
  const block = `${random.int(1, 9)}-${random.int(1, 28)}-${random.int(1, 30)}`;
  const fields: Fields = {
    BillLastName: last.kanji,
    BillLastNameKana: last.kana,
    BillFirstName: first.kanji,
    BillFirstNameKana: first.kana,
    BillZipCode: place.zip + random.digits(4),
    BillPrefecture: place.prefecture,
    BillPrefectureKana: place.prefectureKana,
    BillCity: place.city,
    BillCityKana: place.cityKana,
    BillAddress1: town + block,
    BillAddress1Kana: townKana + block,
    BillPhoneNumber: phoneNumber(random, place.area),
  };
  if (random.chance(0.4)) {
    const [building, buildingKana] = random.pick(BUILDINGS);
    const room = random.int(101, 1208);
    fields.BillAddress2 = `${building}${room}号室`;
    fields.BillAddress2Kana = `${buildingKana}${room}`;
  }
  if (random.chance(0.08)) fields.BillEmgPhoneNumber = phoneNumber(random, place.area);
  if (random.chance(0.05)) {
    fields.BillSection1Field = '会社名・部署';
    fields.BillSection1Value = random.pick(SECTIONS);
  }
  return fields;
}

/** A person's fields under the `Ship…` keys, as recipient. */
export function asRecipient(bill: Fields): Fields {
  const ship: Fields = {};
  for (const [billKey, shipKey] of PERSON_KEYS) {
    const value = bill[billKey];
    if (value !== undefined) ship[shipKey] = value;
  }
  return ship;
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
