import { defineConfig } from 'vitest/config';
import { compileCache } from './tests/support/compile-cache.ts';

/** Unit tests stand beside the code; everything that starts real parts lives under tests/. */
export default defineConfig({
  test: {
    // By default a processor is left free for a watching editor; here nobody watches.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          // Property tests of crypto and keychain code take their time on a busy machine.
          testTimeout: 30_000,
          environment: 'node',
          include: [
            'src-shared/**/*.test.ts',
            'src-main/**/*.test.ts',
            'src-renderer/**/*.test.ts',
            'tests/simulators/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: [
            'tests/contract/**/*.test.ts',
            'tests/integration/**/*.test.ts',
            'tests/faults/**/*.test.ts',
            'tests/security/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // For the hosts and children that tests start as processes.
          env: compileCache,
        },
      },
    ],
  },
});
