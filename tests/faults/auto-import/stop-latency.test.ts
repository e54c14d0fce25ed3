import { expect, it } from 'vitest';
import { measureStops } from './stop-moments.ts';

/** `npm run perf -- stop` measures 200. */
const count = 15;

it(`lets no request leave two seconds after a stop, at ${count} moments of a cycle, and leaves no order half written`, {
  timeout: 180_000,
}, async () => {
  const { stops, halfWritten } = await measureStops(count, 5, 20_261_128);
  expect(stops).toHaveLength(count);
  expect(stops.filter(({ lastRequestMs }) => (lastRequestMs ?? 0) > 2_000)).toEqual([]);
  expect(stops.filter(({ runsLeft }) => runsLeft > 0)).toEqual([]);
  expect(halfWritten).toEqual([]);
});
