import { resolve } from 'node:path';

/**
 * Environment for the many short-lived Node processes of the tests: they share what Node compiles of the
 * sources, which is half of their start. https://nodejs.org/api/module.html#module-compile-cache
 */
export const compileCache = {
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node-compile'),
};
