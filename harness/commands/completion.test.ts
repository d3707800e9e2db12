import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completions } from './completion.ts';

const complete = (...words: string[]) => completions(['cluster-bench', ...words]);

test('completes commands in the first place', async () => {
  assert.deepEqual(await complete(''), [
    'run',
    'report',
    'compare',
    'ab',
    'predict',
    'list',
    'doctor',
    'micro',
    'history',
    'nightly',
    'completion',
  ]);
  assert.deepEqual(await complete('report', ''), []);
});

test('completes flags of a run, with or without its name', async () => {
  for (const words of [['--'], ['run', '--'], ['--workers', '1', '--']]) {
    const flags = await complete(...words);
    assert.ok(flags.includes('--connections') && flags.includes('--help'), words.join(' '));
  }
  assert.deepEqual(await complete('list', '--'), ['--help']);
  assert.deepEqual(await complete('doctor', '--'), ['--json', '--help']);
  assert.deepEqual(await complete('micro', '--'), ['--app', '--time', '--json', '--help']);
  const sides = await complete('compare', '--');
  assert.ok(sides.includes('--threshold') && sides.includes('--across-hosts') && !sides.includes('--quick'));
  const paper = await complete('predict', '--');
  assert.ok(paper.includes('--cpu-per-request') && paper.includes('--help') && !paper.includes('--quick'));
});

test('completes values of a flag, after a blank or an equals sign', async () => {
  assert.deepEqual(await complete('--policy', ''), ['rr', 'none', 'reuseport']);
  assert.deepEqual(await complete('--policy', '=', 'r'), ['rr', 'none', 'reuseport']);
  assert.deepEqual(await complete('--policy', '='), ['rr', 'none', 'reuseport']);
  assert.deepEqual(
    await complete('--proxy=n'),
    ['none', 'nginx', 'nginx-ip-hash', 'nginx-tls', 'haproxy'].map((name) => `--proxy=${name}`),
  );
  assert.deepEqual(await complete('--scenario', 'd'), [
    'db-wait',
    'saturate',
    'new-connections',
    'steady-rate',
    'capacity',
    'static',
    'idle-upstream',
  ]);
  assert.deepEqual(await complete('--app', ''), ['express', 'fastify', 'http']);
  assert.deepEqual(await complete('micro', '--app', 'http,'), ['http,express', 'http,fastify']);
});

test('completes values after a comma that the list does not contain yet', async () => {
  assert.deepEqual(await complete('--policy', 'rr,'), ['rr,none', 'rr,reuseport']);
});

test('leaves numbers and paths to the shell', async () => {
  assert.deepEqual(await complete('--connections', ''), []);
  assert.deepEqual(await complete('--out', ''), []);
});
