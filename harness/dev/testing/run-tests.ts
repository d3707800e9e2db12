/**
 * `npm run test:real` and its like: run a group of compiled tests, a file beside others or several files in one
 * process. Starting a Node takes longer than most tests.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import slowest from './slowest.ts';
import { type Group, groups, processesOf } from './test-groups.ts';

const name = process.argv[2] ?? '';
const group: Group | undefined = groups[name];
if (!group) throw new Error(`name a group of tests: ${Object.keys(groups).join(', ')}`);

const dist = join(import.meta.dirname, '..', '..', '..');
const all = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.test.js'),
);
const folder = mkdtempSync(join(tmpdir(), 'cluster-bench-tests-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const files = processesOf(group, all.sort()).map((tests, index) => {
  // Static imports: the tests begin only when all files are loaded, and some of them change the working folder.
  const imports = tests.map((test) => `import '${pathToFileURL(join(dist, test)).href}';\n`);
  const file = join(folder, `${index}.test.mjs`);
  writeFileSync(file, imports.join(''));
  return file;
});
if (files.length === 0) throw new Error(`no test in ${relative(process.cwd(), dist)}: npm run build`);

const stream = run({ files, concurrency: group.atOnce });
stream.on('test:fail', () => {
  process.exitCode = 1;
});
stream.compose(new spec()).pipe(process.stdout);
stream.compose(slowest).pipe(process.stdout);
