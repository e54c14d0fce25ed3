import { type Random, weighted } from '../random.ts';
import type { Inscription, ItemOption, LineFields, OrderLine } from './model.ts';
import { PRODUCTS, type Product } from './products.ts';

const LINE_COUNTS = weighted([1, 58], [2, 20], [3, 10], [4, 7], [5, 3], [6, 2]);
const QUANTITIES = weighted([1, 80], [2, 12], [3, 5], [5, 2], [10, 1]);
const INSCRIPTIONS = [
  'H.Sato',
  'さくら',
  '祝 開店',
  'Happy Birthday "Yui" & Ren',
  '御礼 山本',
  'ありがとう',
] as const;
const LEAD_TIMES = [
  '1～2日で発送（休業日を除く）',
  '当日発送（15時まで）',
  '3～5営業日',
  '予約商品',
] as const;

/** The order's article lines, LineId 1 upwards. */
export function orderLines(random: Random): OrderLine[] {
  const count = random.weighted(LINE_COUNTS);
  return Array.from({ length: count }, (_, index) => orderLine(random, index + 1));
}

function orderLine(random: Random, lineId: number): OrderLine {
  const product = random.pick(PRODUCTS);
  const options = chosenOptions(random, product);
  const unitPrice = product.price + options.reduce((sum, option) => sum + option.Price, 0);
  const pointRatio = random.chance(0.2) ? random.int(2, 10) : 1;
  const fields: LineFields = {
    LineId: lineId,
    ItemId: product.code,
    Title: product.title,
    IsUsed: false,
    ImageId: `${product.code}_1`,
    IsTaxable: true,
    ItemTaxRatio: product.taxRatio,
    Jan: `45${random.digits(11)}`,
    ProductId: '',
    CategoryId: random.int(1000, 49_999),
    AffiliateRatio: '1.0',
    UnitPrice: unitPrice,
    NonTaxUnitPrice: Math.ceil((unitPrice * 100) / (100 + product.taxRatio)),
    Quantity: random.weighted(QUANTITIES),
    PointAvailQuantity: 1,
    PointFspCode: pointRatio === 1 ? '' : 'fsp01',
    PointRatioY: 1,
    PointRatioSeller: pointRatio,
    UnitGetPoint: Math.floor((unitPrice * pointRatio) / 100),
    IsGetPointFix: false,
    OriginalPrice: unitPrice,
    OriginalNum: 1,
    LeadTimeText: random.pick(LEAD_TIMES),
    PriceType: random.chance(0.15) ? 2 : 1,
  };
  if (options.length > 0) {
    fields.SubCode = [product.code, ...options.map((option) => subCodePart(product, option))].join('-');
    fields.SubCodeOption = options.map((option) => `${option.Name}:${option.Value}`).join('#');
  }
  return { fields, options, inscriptions: chosenInscriptions(random, product) };
}

function chosenOptions(random: Random, product: Product): ItemOption[] {
  const options: ItemOption[] = [];
  const add = (name: string, values: readonly string[]): void => {
    if (values.length > 0)
      options.push({ Index: options.length + 1, Name: name, Value: random.pick(values), Price: 0 });
  };
  add(product.taxRatio === 8 ? '種類' : 'カラー', product.colors);
  add(product.taxRatio === 8 ? '内容量' : 'サイズ', product.sizes);
  if (random.chance(0.06)) {
    options.push({
      Index: options.length + 1,
      Name: 'ラッピング',
      Value: '有料ラッピング（+220円）',
      Price: 220,
    });
  }
  return options;
}

/** A short ASCII part of the sub code for an option's value: its place in the product's list. */
function subCodePart(product: Product, option: ItemOption): string {
  const color = product.colors.indexOf(option.Value);
  if (color >= 0) return `c${color + 1}`;
  const size = product.sizes.indexOf(option.Value);
  return size >= 0 ? `s${size + 1}` : 'w';
}

function chosenInscriptions(random: Random, product: Product): Inscription[] {
  if (product.inscription === '' || random.chance(0.4)) return [];
  return [{ Index: 1, Name: product.inscription, Value: random.pick(INSCRIPTIONS) }];
}
