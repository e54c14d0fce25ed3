import type { MallConnection, MallPort } from '#main/malls/port.ts';
import type { Moment } from '#shared/domain/time.ts';

const probeTimeoutMs = 60_000;

/** One listing of the last minute: the cheapest call that shows whether a consent may read its shop. Throws what the mall answers. */
export async function probe(mall: MallPort, connection: MallConnection, now: Moment): Promise<void> {
  const pages = mall.findOrders(
    connection,
    { by: 'ordered', from: now - 60_000, to: now },
    AbortSignal.timeout(probeTimeoutMs),
  );
  for await (const _page of pages) break;
}
