/** The import rules of ARCHITECTURE.md; tests/security/import-rules.test.ts plants a violation of each. */
const ours = '^(src-main|src-renderer|src-shared|tests)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: '1-shared-is-neutral',
      comment: 'src-shared imports nothing of ours, no Node, no DOM, no Electron: it runs everywhere.',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: [
          '^src-shared/',
          '(^|node_modules/)(zod|date-fns|@date-fns/tz|@orpc/(contract|client))(/|$)',
        ],
      },
    },
    {
      name: '2-core-is-pure',
      comment: 'core imports src-shared and its own ports; the outside is given to it.',
      severity: 'error',
      from: { path: '^src-main/core/', pathNot: '(\\.test\\.ts|/testing/[^/]+)$' },
      to: {
        pathNot: [
          '^src-main/core/',
          '^src-shared/',
          '^src-main/malls/port\\.ts$',
          '^src-main/malls/endpoints\\.ts$',
          // Computing only: keys, certificates, the ZIP they come in, CSV files and their encodings.
          '(^|node_modules/)(zod|date-fns|fflate|iconv-lite|csv-parse)(/|$)',
          '^(node:)?(crypto|tls|zlib)$',
        ],
      },
    },
    {
      name: '3-sqlite-only-in-db',
      comment: 'better-sqlite3 is used in src-main/db only.',
      severity: 'error',
      from: { pathNot: '^src-main/db/' },
      to: { path: '(^|node_modules/)better-sqlite3' },
    },
    {
      name: '3-http-only-in-malls',
      comment: 'Requests leave the computer from src-main/malls and the clock guard only.',
      severity: 'error',
      from: { path: '^src-(main|renderer|shared)/', pathNot: '^src-main/(malls|core/clock|demo-mall)/' },
      to: { path: '(^|node_modules/)(undici|oauth4webapi)' },
    },
    {
      name: '3-mail-only-in-mail',
      comment: 'Mail is sent from src-main/mail only.',
      severity: 'error',
      from: { path: '^src-(main|renderer|shared)/', pathNot: '^src-main/mail/' },
      to: { path: '(^|node_modules/)(@types/)?nodemailer(/|$)' },
    },
    {
      name: '4-electron-only-in-shell',
      comment: 'electron is imported by the main process and the preload script only.',
      severity: 'error',
      from: { path: ours, pathNot: '^src-main/(electron|preload)/' },
      to: { path: '(^|node_modules/)(electron|electron-store|electron-updater)(/|$)' },
    },
    {
      name: '5-renderer-imports-shared-only',
      comment: 'The renderer knows nothing of the main side but the contract.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '(\\.test\\.tsx?|vite\\.config\\.ts)$' },
      to: { path: '^(src-main|tests|scripts)/' },
    },
    {
      name: '5-renderer-has-no-node',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '(\\.test\\.tsx?|vite\\.config\\.ts)$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: '7-permits-come-from-the-guard',
      comment: 'Only the fraud guard mints permits; the port beside it passes on how they are checked.',
      severity: 'error',
      from: { path: ours, pathNot: '^src-main/core/(fraud/guard|ports/fraud-permit)\\.ts$' },
      to: { path: '^src-main/core/fraud/permits\\.ts$' },
    },
    {
      name: '6-no-cycles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
