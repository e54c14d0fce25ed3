import { expect, it, vi } from 'vitest';
import { silentLog } from '../db/testing/test-store.ts';
import { yieldToWindow } from './yield-to-window.ts';

const systemAt = (priority: number, setPriority: (priority: number) => void = () => undefined) => ({
  getPriority: () => priority,
  setPriority: vi.fn(setPriority),
});

it('lowers the priority of this process', () => {
  const system = systemAt(0);
  yieldToWindow(silentLog, system);
  expect(system.setPriority.mock.calls).toEqual([[5]]);
});

it('never raises what was started lower', () => {
  const system = systemAt(10);
  yieldToWindow(silentLog, system);
  expect(system.setPriority).not.toHaveBeenCalled();
});

it('goes on where the system refuses, and says so', () => {
  const warn = vi.fn();
  const refused = new Error('EACCES');
  yieldToWindow(
    { ...silentLog, warn },
    systemAt(0, () => {
      throw refused;
    }),
  );
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.any(String), { err: refused });
});
