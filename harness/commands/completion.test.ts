import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
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
    'init',
    'agent',
    'comment',
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
  assert.deepEqual(await complete('doctor', '--'), ['--fix', '--json', '--help']);
  assert.deepEqual(await complete('micro', '--'), ['--app', '--time', '--json', '--help']);
  const sides = await complete('compare', '--');
  assert.ok(sides.includes('--threshold') && sides.includes('--across-hosts') && !sides.includes('--quick'));
  const paper = await complete('predict', '--');
  assert.ok(paper.includes('--cpu-per-request') && paper.includes('--help') && !paper.includes('--quick'));
});

test('completes values of a flag, after a blank or an equals sign', async () => {
  const names = policies.map(({ name }) => name);
  assert.deepEqual(await complete('--policy', ''), names);
  assert.deepEqual(await complete('--policy', '=', 'r'), names);
  assert.deepEqual(await complete('--policy', '='), names);
  assert.deepEqual(
    await complete('--proxy=n'),
    proxies.map(({ name }) => `--proxy=${name}`),
  );
  assert.deepEqual(
    await complete('--scenario', 'd'),
    scenarios.map(({ name }) => name),
  );
  assert.deepEqual(await complete('--app', ''), ['express', 'fastify', 'http']);
  assert.deepEqual(await complete('micro', '--app', 'http,'), ['http,express', 'http,fastify']);
});

test('completes values after a comma that the list does not contain yet', async () => {
  assert.deepEqual(
    await complete('--policy', 'rr,'),
    policies.filter(({ name }) => name !== 'rr').map(({ name }) => `rr,${name}`),
  );
});

test('leaves numbers and paths to the shell', async () => {
  assert.deepEqual(await complete('--connections', ''), []);
  assert.deepEqual(await complete('--out', ''), []);
});
