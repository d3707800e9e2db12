/** The package as npm would publish it: installed in an empty folder, it runs and draws. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  for (const file of ['report.md', 'run.json', 'charts/throughput.png', 'charts/core-heat-map.png']) {
    assert.ok(existsSync(join(home, 'run', file)), file);
  }
});
