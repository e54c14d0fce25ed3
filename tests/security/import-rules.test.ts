import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '..', '..');
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'juchuban-rules-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(join(project, name), join(copy, name));
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

function plant(files: Record<string, string>): string[] {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    writeFileSync(join(copy, name), text);
  }
  const result = spawnSync(
    process.execPath,
    [
      join(project, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...new Set(Object.keys(files).map((name) => name.split('/')[0] ?? name)),
    ],
    { cwd: copy, encoding: 'utf8' },
  );
  const report = JSON.parse(result.stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))];
}

test.each([
  [
    '1-shared-is-neutral',
    { 'src-shared/a.ts': "import { readFileSync } from 'node:fs';\nreadFileSync('x');\n" },
  ],
  ['2-core-is-pure', { 'src-main/core/a.ts': "import { request } from 'undici';\nrequest('x');\n" }],
  [
    '3-sqlite-only-in-db',
    { 'src-main/host/a.ts': "import Database from 'better-sqlite3';\nnew Database('x');\n" },
  ],
  ['3-http-only-in-malls', { 'src-main/host/a.ts': "import { request } from 'undici';\nrequest('x');\n" }],
  [
    '3-mail-only-in-mail',
    { 'src-main/core/a.ts': "import mail from 'nodemailer';\nmail.createTransport();\n" },
  ],
  ['4-electron-only-in-shell', { 'src-main/host/a.ts': "import { app } from 'electron';\napp.quit();\n" }],
  [
    '5-renderer-imports-shared-only',
    {
      'src-main/host/b.ts': 'export const b = 1;\n',
      'src-renderer/a.tsx':
        "import { b } from '../src-main/host/b.ts';\nexport const A = () => <p>{b}</p>;\n",
    },
  ],
  ['5-renderer-has-no-node', { 'src-renderer/a.ts': "import { join } from 'node:path';\njoin('x');\n" }],
  [
    '6-no-cycles',
    {
      'src-main/host/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'src-main/host/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
    },
  ],
  [
    '7-permits-come-from-the-guard',
    {
      'src-main/core/fraud/permits.ts': 'export const mintPhasePermit = () => 1;\n',
      'src-main/core/jobs/a.ts':
        "import { mintPhasePermit } from '../fraud/permits.ts';\nmintPhasePermit();\n",
    },
  ],
])('a planted violation of %s is reported', (rule, files) => {
  expect(plant(files)).toContain(rule);
});

test('an allowed import is not reported', () => {
  expect(plant({ 'src-shared/a.ts': "import { z } from 'zod';\nexport const a = z.string();\n" })).toEqual(
    [],
  );
});
