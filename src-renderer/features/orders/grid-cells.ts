import type { TFunction } from 'i18next';
import type { OrderRow } from '#shared/contract/orders.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { keyedCell } from './keyed-cell.ts';
import { phaseName } from './order-words.ts';

interface CellParams {
  readonly data: OrderRow | undefined;
}

/** Icon outlines (24 × 24, stroked), drawn once and cloned: cells must stay cheap while scrolling. */
const outlines = {
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9c-4.5-1-8-4-8-9V6zM12 8v4M12 15.5v.5',
  shieldCheck: 'M12 3l8 3v6c0 5-3.5 8-8 9c-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5l4.5-5',
  message: 'M4 5h16v11h-9l-5 4v-4H4z',
  gift: 'M4 9h16v4H4zM6 13v7h12v-7M12 9v11M12 9c-3 0-5-1-4.500-3s3.500-1 4.500 3c1-4 4-5 4.500-3s-1.500 3-4.500 3',
  split: 'M6 4v5c0 3 6 3 6 6v5M18 4v5c0 3-6 3-6 6',
  test: 'M9 3h6M10 3v6l-5 10h14l-5-10V3',
  alert: 'M12 4l9 16H3zM12 10v4M12 16.500v.5',
} as const;
export type CellIcon = keyof typeof outlines;

const templates = new Map<CellIcon, SVGSVGElement>();

function icon(name: CellIcon): SVGSVGElement {
  let template = templates.get(name);
  if (!template) {
    template = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    template.setAttribute('viewBox', '0 0 24 24');
    template.setAttribute('aria-hidden', 'true');
    template.classList.add('cell-icon');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', outlines[name]);
    template.append(path);
    templates.set(name, template);
  }
  return template.cloneNode(true) as SVGSVGElement;
}

/** A word on a tinted ground, with an icon or a dot so that colour never stands alone. */
function badge(text: string, tone: string, iconName?: CellIcon): HTMLElement {
  const element = document.createElement('span');
  element.className = `cell-badge tone-${tone}${iconName ? '' : ' dotted'}`;
  if (iconName) element.append(icon(iconName));
  element.append(text);
  return element;
}

export function phaseCell(t: TFunction, phases: ReadonlyMap<number, Phase>) {
  return keyedCell(
    ({ phaseId, fraudHold }) => `${phaseId} ${fraudHold}`,
    ({ data }: CellParams): HTMLElement | string => {
      if (!data) return '';
      const phase = phases.get(data.phaseId);
      const element = badge(phaseName(t, data.phaseId, phase), phase?.color ?? 'gray');
      if (!isHeld(data.fraudHold)) return element;
      // The hold's own column may be out of sight; the phase never is.
      const both = document.createElement('span');
      both.className = 'cell-marks';
      const hold = badge('', 'red', 'shield');
      hold.title = `${t('orders.columns.fraudHold')}: ${t(`orders.fraudHold.${data.fraudHold}`)}`;
      hold.setAttribute('role', 'img');
      hold.setAttribute('aria-label', hold.title);
      both.append(element, hold);
      return both;
    },
  );
}

export function fraudCell(t: TFunction) {
  return keyedCell(
    ({ fraudHold }) => fraudHold,
    ({ data }: CellParams): HTMLElement | string => {
      if (!data || data.fraudHold === 'none') return '';
      const isReleased = data.fraudHold === 'released';
      return badge(
        t(`orders.fraudHold.${data.fraudHold}`),
        isReleased ? 'gray' : 'red',
        isReleased ? 'shieldCheck' : 'shield',
      );
    },
  );
}

/** What is on its way to the mall, or failed to get there. */
export function outboxCell(t: TFunction) {
  return keyedCell(
    ({ outbox }) => outbox,
    ({ data }: CellParams): HTMLElement | string => {
      if (!data || data.outbox === 'none') return '';
      const isWaiting = data.outbox === 'waiting';
      return badge(
        t(`outbox.state.${data.outbox}`),
        data.outbox === 'failed' ? 'red' : isWaiting ? 'blue' : 'yellow',
        isWaiting ? undefined : 'alert',
      );
    },
  );
}

/** The mall's small coloured mark and the shop's name. */
export function shopCell(t: TFunction, shopNames: ReadonlyMap<string, string>) {
  return keyedCell(
    ({ shopId }) => shopId,
    ({ data }: CellParams): HTMLElement | string => {
      if (!data) return '';
      const element = document.createElement('span');
      element.className = 'cell-shop';
      const mark = document.createElement('span');
      mark.className = `mall-mark mall-${data.mall}`;
      mark.textContent = t(`common.mallMarks.${data.mall}`);
      mark.title = t(`common.malls.${data.mall}`);
      const name = document.createElement('span');
      name.className = 'cell-clip';
      name.textContent = shopNames.get(data.shopId) ?? '';
      element.append(mark, name);
      return element;
    },
  );
}

const marksKey = (row: OrderRow): string =>
  [row.hasImportError, row.isTestOrder, row.isSplit, row.hasBuyerComments, row.needGiftWrap].join();

/** Small marks of an order: error, test, split, request, gift. */
export function marksCell(t: TFunction) {
  return keyedCell(marksKey, ({ data }: CellParams): HTMLElement | string => {
    if (!data) return '';
    const element = document.createElement('span');
    element.className = 'cell-marks';
    const add = (isOn: boolean, iconName: CellIcon, label: string, tone: string) => {
      if (isOn) element.append(badge(label, tone, iconName));
    };
    add(data.hasImportError, 'alert', t('orders.marks.importError'), 'red');
    add(data.isTestOrder, 'test', t('orders.marks.test'), 'grape');
    add(data.isSplit, 'split', t('orders.marks.split'), 'gray');
    add(data.hasBuyerComments, 'message', t('orders.marks.comments'), 'blue');
    add(data.needGiftWrap, 'gift', t('orders.marks.gift'), 'gray');
    return element;
  });
}
