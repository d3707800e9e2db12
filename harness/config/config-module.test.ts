import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import * as api from '../../scenarios/api.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import * as library from '../library/index.ts';
import { bundleModule } from './scenarios/bundle-module.ts';
import { readUserConfig } from './user-config.ts';

function folderWith(context: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(context);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const textsIn = async (cwd: string, flags: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries(await readUserConfig(flags, {}, cwd)).map(([name, { texts }]) => [name, texts]),
  );

const CONFIG = `import { defineConfig } from 'cluster-bench';
const cores: number = 4;
export default defineConfig({ workers: [1, cores], loadProcesses: 2, duration: undefined, https: false });`;

for (const name of ['cluster-bench.config.ts', 'cluster-bench.config.mts']) {
  test(`${name} is read if it is there`, async (context) => {
    const cwd = folderWith(context, { [name]: CONFIG });
    const found = { workers: ['1', '4'], 'load-processes': ['2'], https: ['false'] };
    assert.deepEqual(await textsIn(cwd), found);
  });
}

test('JavaScript needs no defineConfig, and --config takes a module anywhere', async (context) => {
  const cwd = folderWith(context, { 'cluster-bench.config.js': 'export default { trials: 9 };' });
  mkdirSync(join(cwd, 'bench'));
  writeFileSync(join(cwd, 'bench', 'mine.mjs'), "export default { app: './server.js' };");
  assert.deepEqual(await textsIn(cwd), { trials: ['9'] });
  const { app } = await readUserConfig({ config: 'bench/mine.mjs' }, {}, cwd);
  assert.deepEqual(app, {
    texts: ['./server.js'],
    origin: '"app" in bench/mine.mjs',
    folder: join(cwd, 'bench'),
  });
});

test('two files are one too many, unless --config names one', async (context) => {
  const cwd = folderWith(context, {
    'cluster-bench.config.json': '{ "trials": 3 }',
    'cluster-bench.config.mjs': 'export default { trials: 4 };',
  });
  const message =
    'cluster-bench.config.json and cluster-bench.config.mjs are both here; remove one, or name the one to use with --config cluster-bench.config.json';
  await assert.rejects(readUserConfig({}, {}, cwd), { name: 'UsageError', message });
  const { trials } = await textsIn(cwd, { config: 'cluster-bench.config.mjs' });
  assert.deepEqual(trials, ['4']);
});

test('a module that cannot be used is refused in one sentence', async (context) => {
  const refused = (text: string, message: RegExp) =>
    assert.rejects(readUserConfig({}, {}, folderWith(context, { 'cluster-bench.config.ts': text })), {
      name: 'UsageError',
      message,
    });
  await refused('export default {', /^cluster-bench\.config\.ts:1: Expected identifier/);
  await refused('\nthrow new Error("no file");', /^cluster-bench\.config\.ts fails .*config\.ts:2: no file$/);
  await refused('export const workers = 1;', /has no configuration as its default export; write export/);
  await refused('export default { wrokers: 1 };', /^unknown key "wrokers" in .*; did you mean workers/);
  await refused('export default { workers: {} };', /^"workers" in \S+ must be a string, a number/);
  await refused(
    "import { run } from 'cluster-bench'; await run({}); export default {};",
    /^cluster-bench\.config\.ts:1: run is for a program that starts runs, not for a module that a run loads$/,
  );
});

test('a scenario’s module gets none of what is for programs, and is told so', async (context) => {
  const forPrograms = Object.keys(library).filter((name) => !(name in api));
  assert.ok(forPrograms.includes('run') && forPrograms.length > 4);
  const cwd = folderWith(context, {});
  for (const name of forPrograms) {
    const path = join(cwd, `${name}.ts`);
    writeFileSync(path, `import { ${name} } from 'cluster-bench';\nexport default ${name};`);
    await assert.rejects(bundleModule(path, '--scenario x.ts'), {
      message: `--scenario x.ts: ${name}.ts:1: ${name} is for a program that starts runs, not for a module that a run loads`,
    });
  }
});
