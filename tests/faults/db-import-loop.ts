import { openStore } from '#main/db/open-store.ts';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import { importChange, origin, shopId, shopInput, silentLog } from '#main/db/testing/test-store.ts';

/**
 * Imports orders in a loop until killed: every number is new, comes again with other data, or cannot be read.
 * Says `ready` when the first commit stands, then after each commit how many orders have been committed.
 */
const [file, firstNumber] = [process.argv[2], Number(process.argv[3])];
if (file === undefined) throw new Error('Usage: db-import-loop FILE FIRST_NUMBER');
const store = openStore({ file, log: silentLog });
if (store.shops().length === 0) {
  store.commit([{ kind: 'shop.create', id: shopId(), shop: shopInput() }], origin());
}
process.stdout.write('ready\n');
for (let number = firstNumber; ; number += 10) {
  const changes = Array.from({ length: 10 }, (_, at) => importChange(sampleOrder(1, number + at), 2));
  store.commit(
    [
      ...changes,
      importChange({ ...sampleOrder(1, number), notes: `更新 ${number}` }),
      {
        kind: 'order.importFailed',
        runId: null,
        shopId: shopId(),
        mallOrderId: sampleOrder(1, number + 1).mallOrderId,
        error: { code: 'mall_timeout', message: String(number), details: {}, retryable: true },
        raw: null,
      },
    ],
    origin(number),
  );
  process.stdout.write(`${number + 10}\n`);
}
