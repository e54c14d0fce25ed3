import type { OrderLine } from '#shared/domain/order.ts';
import { brokenAnswer } from './broken-answer.ts';
import { Fields } from './fields.ts';
import { textOf, type XmlGroup } from './xml/xml-group.ts';

type LineOption = OrderLine['options'][number];

/**
 * The lines of an order, one or many, in the order of their line ids. An order without a usable line, an
 * empty `Item` and a line id used twice throw `mall_answer_broken`: a lost line would be a wrong shipment.
 */
export function mapLines(info: XmlGroup): OrderLine[] {
  if (textOf(info, 'Item') !== undefined) throw brokenAnswer('element_missing', { element: 'Item' });
  const lines: OrderLine[] = [];
  for (const group of info.groups) {
    if (group.name === 'Item') lines.push(mapLine(group, `Item[${lines.length + 1}].`));
  }
  if (lines.length === 0) throw brokenAnswer('element_missing', { element: 'Item' });
  lines.sort((a, b) => a.lineId - b.lineId);
  for (let i = 1; i < lines.length; i++) {
    if (lines[i]?.lineId === lines[i - 1]?.lineId)
      throw brokenAnswer('field_repeated', { field: 'Item.LineId' });
  }
  return lines;
}

function mapLine(item: XmlGroup, path: string): OrderLine {
  const fields = new Fields(item, path);
  return {
    lineId: fields.requiredCount('LineId'),
    itemId: fields.requiredText('ItemId'),
    subCode: fields.text('SubCode'),
    title: fields.text('Title'),
    options: mapOptions(item, path),
    unitPriceYen: fields.requiredYen('UnitPrice'),
    quantity: fields.requiredCount('Quantity'),
    taxPercent: fields.count('ItemTaxRatio'),
    couponDiscountYen: fields.yen('CouponDiscount'),
    jan: fields.text('Jan'),
    releaseDate: fields.day('ReleaseDate'),
    leadTime: fields.text('LeadTimeText'),
  };
}

/** What the buyer chose (ItemOption) before what the buyer wrote (Inscription, which has no price), each by its Index. */
function mapOptions(item: XmlGroup, path: string): LineOption[] {
  return [...optionsNamed(item, 'ItemOption', path), ...optionsNamed(item, 'Inscription', path)];
}

function optionsNamed(item: XmlGroup, name: 'ItemOption' | 'Inscription', path: string): LineOption[] {
  const found: { index: number; option: LineOption }[] = [];
  for (const group of item.groups) {
    if (group.name !== name) continue;
    const fields = new Fields(group, `${path}${name}[${found.length + 1}].`);
    found.push({
      index: fields.count('Index') ?? found.length + 1,
      option: {
        name: fields.text('Name'),
        value: fields.text('Value'),
        priceYen: name === 'ItemOption' ? fields.yen('Price') : 0,
      },
    });
  }
  found.sort((a, b) => a.index - b.index);
  return found.map(({ option }) => option);
}
