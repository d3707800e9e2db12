/** Real profiles: the function that takes most of the time is first, and a worker that ends costs its profile alone. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cpuProfileSchema } from '../../records/cpu-profile.ts';
import type { TakenProfile } from '../../records/run.ts';
import { recordIn, runCli, temporaryFolder } from '../testing/cli.ts';

const burns = fileURLToPath(new URL('../testing/apps/burns.js', import.meta.url));
const SHORT = [
  '--trials',
  '1',
  '--warmup',
  '0.5',
  '--connections',
  '4',
  '--load-processes',
  '1',
  '--proxy',
  'none',
];

test('the function that takes three quarters of the time is the hottest, and its file opens', async (context) => {
  const cwd = temporaryFolder(context);
  const { code, output } = await runCli(
    [
      ...['--app', burns, '--path', '/', '--scenario', 'saturate', '--workers', '1,2', '--policy', 'rr'],
      ...[...SHORT, '--duration', '4', '--profile'],
    ],
    { cwd },
  );
  assert.equal(code, 0, output);
  const { trials, profiles } = recordIn(join(cwd, 'run'));
  assert.equal(trials.length, 2, 'trials with the profiler on are not among them');
  assert.deepEqual(
    profiles.map(({ cell, status }) => [cell, status]),
    [
      ['single', 'ok'],
      ['cluster-2-rr', 'ok'],
    ],
  );
  for (const profile of profiles as TakenProfile[]) {
    const [first, second] = profile.hottest;
    assert.deepEqual([first?.name, first?.package, second?.name], ['burnThree', '(app)', 'burnOne']);
    const share = first?.selfShare ?? 0;
    assert.ok(share > 0.55 && share < 0.85, `${share} of the time`);
    const ratio = share / (second?.selfShare ?? 0);
    assert.ok(ratio > 2 && ratio < 4.5, `${ratio} times the other`);
    assert.ok(profile.throughput > 0 && profile.sampleCount > 50);
    const file = JSON.parse(readFileSync(join(cwd, 'run', profile.file), 'utf8'));
    const { samples, timeDeltas } = cpuProfileSchema.parse(file);
    assert.equal(samples.length, timeDeltas.length);
  }
  const report = readFileSync(join(cwd, 'run', 'report.md'), 'utf8');
  assert.match(report, /### Hottest functions.*`burnThree` +\| \(app\)/s);
  const page = readFileSync(join(cwd, 'run', 'report.html'), 'utf8');
  assert.match(page, /href="profiles\/cluster-2-rr\.cpuprofile"/);
});

test('a worker that ends before its profile is written costs nothing but the profile', async (context) => {
  const cwd = temporaryFolder(context);
  const { code, output } = await runCli(
    [
      ...[
        '--scenario',
        'crash',
        '--app',
        'http',
        '--topology',
        'cluster',
        '--workers',
        '1',
        '--policy',
        'rr',
      ],
      ...[...SHORT, '--rate', '50', '--duration', '3', '--profile'],
    ],
    { cwd },
  );
  const { trials, profiles } = recordIn(join(cwd, 'run'));
  assert.equal(trials[0]?.status, 'ok', output);
  assert.deepEqual(
    profiles.map((profile) => profile.status === 'missing' && profile.reason),
    ['the worker ended before its profile was written'],
  );
  assert.equal(code, 0, output);
});
