/** The package as npm would publish it: installed in an empty folder, it runs and draws. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from '../testing/cli.ts';

const run = promisify(execFile);

interface Packed {
  readonly filename: string;
}

test('the packed package installs in an empty folder, measures and draws', async (context) => {
  const folder = temporaryFolder(context);
  const packing = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  const [packed]: Packed[] = JSON.parse(packing.stdout);
  assert.ok(packed);

  const home = join(folder, 'home');
  await run('npm', ['install', '--prefix', home, '--no-audit', '--no-fund', join(folder, packed.filename)]);
  const program = join(home, 'node_modules', '.bin', 'cluster-bench');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.equal((await run(program, ['--version'], { cwd: home })).stdout.trim(), version);

  await checkTypes(home);
  const args = [
    '--workers',
    '1,2',
    '--policy',
    'rr',
    '--proxy',
    'none',
    '--connections',
    '20',
    '--trials',
    '1',
  ];
  await run(program, [...args, '--duration', '1', '--warmup', '0.2', '--out', 'run'], { cwd: home });
  const example = 'node_modules/cluster-bench/docs/examples/todo-list';
  const visitors = ['--app', `${example}/server.js`, '--scenario', 'visitor.ts', '--out', 'visits'];
  await run(program, [...args, ...visitors, '--duration', '1', '--warmup', '0.2'], { cwd: home });
  for (const file of ['report.md', 'run.json', 'charts/throughput.png', 'charts/core-heat-map.png']) {
    assert.ok(existsSync(join(home, 'run', file)), file);
  }
});

/** Compiles the example in a project that has nothing but the package. */
async function checkTypes(home: string): Promise<void> {
  copyFileSync('docs/examples/todo-list/visitor.ts', join(home, 'visitor.ts'));
  const wrong = `import { defineScenario, get } from 'cluster-bench';
    export default defineScenario({ *user() { const response = yield get('/'); const status: string = response.status; status; } });`;
  writeFileSync(join(home, 'wrong.ts'), wrong);
  const compile = (file: string, resolution: string) =>
    run(
      resolve('node_modules/.bin/tsc'),
      [
        ...['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023', '--types', ''],
        ...['--module', resolution === 'bundler' ? 'esnext' : 'nodenext', '--moduleResolution', resolution],
        file,
      ],
      { cwd: home },
    );
  for (const resolution of ['nodenext', 'bundler']) {
    await compile('visitor.ts', resolution);
    await assert.rejects(compile('wrong.ts', resolution), ({ stdout }: { stdout: string }) =>
      /'number' is not assignable to type 'string'/.test(stdout),
    );
  }
}
