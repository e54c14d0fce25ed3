import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import renderer from './src-renderer/vite.config.ts';

const root = import.meta.dirname;
const path = (...parts: string[]) => resolve(root, ...parts);

/** Native add-ons stay in node_modules; all else is bundled, so that the packaged app is small and starts fast. */
const external = [
  'electron',
  'better-sqlite3',
  'keytar',
  ...builtinModules.flatMap((name) => [name, `node:${name}`]),
];

/**
 * CommonJS and old targets, on purpose: one build runs on Electron 45 and on the registry runtime
 * (Electron 25: Node 18, Chrome 114, no ES modules in main); see ARCHITECTURE.md.
 */
const commonjs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
} as const;

export default defineConfig({
  main: {
    build: {
      target: 'node18',
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        external,
        // Otherwise shared code may end up in an entry, and loading it would start that entry.
        experimental: { chunkOptimization: false },
        input: {
          main: path('src-main/electron/boot.ts'),
          'data-host': path('src-main/host/data-host.ts'),
          'demo-mall': path('src-main/electron/demo-mall.ts'),
        },
        output: {
          ...commonjs,
          codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { preload: path('src-main/preload/preload.ts') },
        output: commonjs,
      },
    },
  },
  renderer: {
    ...renderer,
    build: {
      ...renderer.build,
      // electron-vite takes a relative one from the working folder, not from the renderer's root.
      outDir: path('out/renderer'),
      minify: true,
      rolldownOptions: { input: path('src-renderer/index.html') },
    },
  },
});
