// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { startTexts } from '../../lib/i18n.ts';
import { ShopRow } from './shop-row.tsx';
import { stripPeriod } from './strip-marks.ts';
import { dayOfRuns, monitored, shopIdOf, stories, storyNow } from './testing/stories.ts';

let root: Root;
let client: QueryClient;
let container: HTMLElement;

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  startTexts('ja');
});

beforeEach(() => {
  vi.useFakeTimers({ now: storyNow });
  container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const { from, to } = stripPeriod(storyNow);
  const strip = hostQuery.autoImport.strip.queryKey({ input: { shopId: shopIdOf(0), from, to } });
  client.setQueryData(strip, { runs: dayOfRuns(60) });
  client.setQueryData(hostQuery.views.list.queryKey({ input: {} }), { views: [] });
});

afterEach(() => {
  act(() => root.unmount());
  container.remove();
  vi.useRealTimers();
});

function show(monitor: ShopMonitor): void {
  const row = createElement(ShopRow, { monitor, shop: undefined });
  const mantine = createElement(MantineProvider, null, row);
  act(() => root.render(createElement(QueryClientProvider, { client }, mantine)));
}

const strip = () => container.querySelector('[role="slider"]') as HTMLElement;
const press = (key: string) =>
  act(() => strip().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

describe('a shop of the monitor', () => {
  it.each(stories)('$name', ({ state, words }) => {
    show(monitored(0, state));
    expect(container.textContent).toContain(words);
    expect(container.textContent).not.toContain('autoImport.');
    expect(container.querySelectorAll('[role="switch"]')).toHaveLength(1);
  });

  it('shows what the comparison found, what waits and what today brought', () => {
    const today = { runs: 84, created: 1_112, updated: 3, unchanged: 40, failed: 2 };
    show(monitored(0, { kind: 'off' }, { staged: 12, today }));
    for (const fact of ['差 0 / 1,204', '14:00、14日分', '12件', '新規 1,112・更新 3', '失敗 2', '84回']) {
      expect(container.textContent).toContain(fact);
    }
  });

  it('counts down by itself', () => {
    show(monitored(0, { kind: 'waiting', until: storyNow + 61_000 }));
    expect(container.textContent).toContain('あと 1分 1秒');
    act(() => vi.advanceTimersByTime(2_000));
    expect(container.textContent).toContain('あと 59秒');
    act(() => vi.advanceTimersByTime(60_000));
    expect(container.textContent).toContain('まもなく始まります');
  });

  it('reads its runs out one by one, the latest first', () => {
    show(monitored(0, { kind: 'off' }));
    expect(strip().getAttribute('aria-label')).toMatch(/^「店舗1」のこの24時間の取込: 2\d回/);
    press('ArrowLeft');
    expect(strip().getAttribute('aria-valuetext')).toMatch(/^13:04 /);
    press('ArrowLeft');
    expect(strip().getAttribute('aria-valuetext')).toMatch(/^12:04 /);
    press('ArrowRight');
    expect(strip().getAttribute('aria-valuetext')).toMatch(/^13:04 /);
    press('Escape');
    expect(strip().getAttribute('aria-valuetext')).toMatch(/^「店舗1」/);
  });
});
