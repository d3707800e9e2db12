import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { readAbConfig } from './ab.ts';
import { refusalsOf } from './options/index.ts';

type Flags = Readonly<Record<string, unknown>>;

const against = { base: 'main' };

const read = (flags: Flags, env: NodeJS.ProcessEnv = {}, cwd = '/') => readAbConfig(flags, env, cwd);
const ownOf = async (flags: Flags) => (await read(flags)).ab;
const refused = (flags: Flags, message: RegExp) =>
  assert.rejects(
    read(flags),
    ({ name, message: sentence }: Error) =>
      name === 'UsageError' && message.test(sentence) && !sentence.includes('\n'),
    message.source,
  );

test('--base alone compares with the working tree, without a setup command', async () => {
  const { compared, minPairs, maxPairs } = await ownOf(against);
  assert.deepEqual(compared, {
    kind: 'refs',
    base: 'main',
    head: null,
    setup: null,
    setupTimeoutSeconds: 600,
  });
  assert.deepEqual([minPairs, maxPairs], [3, 30]);
});

test('--head takes a ref or the words "working tree"; --setup takes a command and a timeout', async () => {
  const refs = async (flags: Flags) => {
    const { compared } = await ownOf({ ...against, ...flags });
    return compared.kind === 'refs' ? compared : assert.fail();
  };
  assert.equal((await refs({ head: 'topic' })).head, 'topic');
  assert.equal((await refs({ head: 'working tree' })).head, null);
  assert.equal((await refs({ head: 'working-tree' })).head, null);
  const { setup, setupTimeoutSeconds } = await refs({ setup: 'npm ci', 'setup-timeout': '2m' });
  assert.deepEqual([setup, setupTimeoutSeconds], ['npm ci', 120]);
});

test('--node takes two versions or paths, the base first', async () => {
  assert.deepEqual((await ownOf({ node: '22,24' })).compared, { kind: 'nodes', base: '22', head: '24' });
  assert.deepEqual((await ownOf({ node: ['./node', 'v24.1.0'] })).compared, {
    kind: 'nodes',
    base: './node',
    head: 'v24.1.0',
  });
});

test('one limit of the pairs alone moves the default of the other', async () => {
  const pairs = async (flags: Flags) => {
    const { minPairs, maxPairs } = await ownOf({ ...against, ...flags });
    return [minPairs, maxPairs];
  };
  assert.deepEqual(await pairs({ 'max-pairs': '2' }), [2, 2]);
  assert.deepEqual(await pairs({ 'min-pairs': '40' }), [40, 40]);
  assert.deepEqual(await pairs({ 'min-pairs': '5', 'max-pairs': '5' }), [5, 5]);
});

test('the command repeats what was requested', async () => {
  const { command } = await ownOf({
    ...against,
    setup: 'npm ci',
    'min-pairs': '4',
    threshold: ['3%', 'p99:9%'],
  });
  assert.deepEqual(command, [
    ...['ab', '--base', 'main', '--setup', 'npm ci', '--min-pairs', '4', '--threshold', '3%,p99:9%'],
  ]);
});

test('the versions to compare are required, once', async () => {
  await refused({}, /^ab needs --base, .* such as --base main; or --node 22,24/);
  await refused({ head: 'topic' }, /^ab needs --base/);
  await refused({ base: ['a', 'b'] }, /^--base takes one value, not 2: a, b$/);
  await refused({ base: '' }, /^--base needs a value$/);
  await refused({ ...against, head: ' ' }, /^--head needs a value$/);
  await refused({ ...against, setup: '' }, /^--setup needs a value$/);
});

test('--node excludes refs', async () => {
  for (const [name, value] of Object.entries({ base: 'main', head: 'topic', setup: 'npm ci' })) {
    await refused({ node: '22,24', [name]: value }, new RegExp(`^--node compares .*; leave --${name} out$`));
  }
  for (const node of ['22', '22,24,26', '22,22']) {
    await refused({ node }, new RegExp(`^--node takes two versions, .*; not "${node}"$`));
  }
  await refused({ node: '22,' }, /^--node has an empty item in its list/);
});

test('numbers out of range and contradicting numbers of pairs are refused', async () => {
  for (const value of ['0', '-1', '1.5', '1001', 'three', 'NaN', 'Infinity', '3s']) {
    await refused({ ...against, 'min-pairs': value }, /^--min-pairs takes a whole number from 1 to 1,000/);
    await refused({ ...against, 'max-pairs': value }, /^--max-pairs takes a whole number from 1 to 1,000/);
  }
  await refused(
    { ...against, 'min-pairs': '5', 'max-pairs': '4' },
    /^--min-pairs 5 is more than --max-pairs 4; lower the first or raise the second$/,
  );
  for (const value of ['0', '2d', '86401']) {
    await refused(
      { ...against, setup: 'npm ci', 'setup-timeout': value },
      /^--setup-timeout takes a number of seconds from 1 to 86,400/,
    );
  }
  await refused({ ...against, 'setup-timeout': '60' }, /^--setup-timeout has no effect here; add --setup/);
});

test('thresholds and gates are those of compare', async () => {
  const { judging } = await ownOf({ ...against, threshold: '3%', gate: 'p99 single < 120' });
  assert.equal(judging.threshold.usual, 0.03);
  assert.equal(judging.gates[0]?.limit, 120);
  await refused({ ...against, threshold: '3' }, /^--threshold takes a percentage/);
  await refused({ ...against, min: 'p99 single < 120' }, /^--min is now --gate/);
});

test('a flag of run or compare that makes no sense here is refused with what takes its place', async () => {
  for (const [name, why] of Object.entries(refusalsOf('ab'))) {
    await assert.rejects(read({ ...against, [name]: '3' }), {
      message: `--${name} is not a flag of ab: ${why}`,
    });
  }
});

test('a mistyped flag is refused with the one that was meant, of ab or of run', async () => {
  await refused({ bse: 'main' }, /^unknown flag --bse; did you mean --base\?$/);
  await refused({ ...against, 'max-pair': '3' }, /^unknown flag --max-pair; did you mean --max-pairs\?$/);
  await refused({ ...against, wrokers: '3' }, /^unknown flag --wrokers; did you mean --workers\?$/);
  await refused({ ...against, across: '3' }, /^unknown flag --across; cluster-bench ab --help lists them$/);
  await refused({ ...against, setup: false }, /^--no-setup is not a flag; leave --setup out instead$/);
});

test('defaults are for one variant and short trials; flags, variables and a file override them', async (context) => {
  const textsOf = async (flags: Flags, env: NodeJS.ProcessEnv = {}, cwd = '/') => {
    const { user } = await read({ ...against, ...flags }, env, cwd);
    return Object.fromEntries(Object.entries(user).map(([name, { texts }]) => [name, texts.join()]));
  };
  const usual = { workers: '1', policy: 'rr', proxy: 'none', duration: '3', warmup: '1' };
  assert.deepEqual(await textsOf({}), usual);
  assert.deepEqual(await textsOf({ duration: '9' }, { CLUSTER_BENCH_WORKERS: '2' }), {
    ...usual,
    duration: '9',
    workers: '2',
  });
  const cwd = folderWith(context, { workers: [1, 8], delay: 7 });
  assert.deepEqual(await textsOf({}, {}, cwd), { ...usual, workers: '1,8', delay: '7' });
});

test('pairs silently replace the trial options that a file or the environment holds for run', async (context) => {
  const cwd = folderWith(context, { trials: 5, precision: '2%', maxTrials: 9 });
  const { user } = await read(against, { CLUSTER_BENCH_QUICK: '1' }, cwd);
  for (const name of ['trials', 'precision', 'max-trials', 'quick'])
    assert.ok(!Object.hasOwn(user, name), name);
  assert.equal(user.duration?.texts.join(), '2', 'the trial length of quick applies');
});

function folderWith(context: TestContext, content: object): string {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'cluster-bench.config.json'), JSON.stringify(content));
  return folder;
}
