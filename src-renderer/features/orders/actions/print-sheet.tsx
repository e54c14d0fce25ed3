import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { formatYen } from '#shared/domain/money.ts';
import { formatCount, formatMoment } from '../../../lib/format.ts';
import { useStore } from '../../../lib/store.ts';
import type { OrderColumnId } from '../grid-columns.ts';
import type { TextSource } from '../rows-as-text.ts';
import './print.css';
import { printStore } from './print-store.ts';

const rightAligned: ReadonlySet<OrderColumnId> = new Set(['quantity', 'totalYen']);

/** The list as a sheet of paper: the columns shown, in black on white. Only the printer sees it. */
export function PrintSheet({ source }: { source: () => TextSource | null }) {
  const { t } = useTranslation();
  const job = useStore(printStore);
  useEffect(() => {
    if (!job) return;
    const done = () => printStore.set(null);
    window.addEventListener('afterprint', done, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [job]);
  const from = source();
  if (!job || !from) return null;
  const columns = from.visibleColumns().filter((column) => column !== 'marks');
  return createPortal(
    <div className="print-sheet">
      <h1>{t('orders.title')}</h1>
      <p>
        {formatMoment(Date.now())} ·{' '}
        {t(job.asked > job.rows.length ? 'bulk.printedFirst' : 'orders.toolbar.total', {
          n: formatCount(job.rows.length),
          total: formatCount(job.asked),
        })}
      </p>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} data-right={rightAligned.has(column)}>
                {t(`orders.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {job.rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column} data-right={rightAligned.has(column)}>
                  {column === 'totalYen' ? formatYen(row.totalYen) : from.textOf(column, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
