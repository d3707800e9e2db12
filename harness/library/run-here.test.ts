/** The library with made-up trials: what a program sees of a run. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DRAWS_NOTHING } from '../dev/testing/charts.ts';
import { recordIn, temporaryFolder } from '../dev/testing/cli.ts';
import { fakeMeans } from '../dev/testing/fake-trials.ts';
import { compare, defineConfig, type RunEvent, readRun, UsageError } from './index.ts';
import { runHere } from './run-here.ts';

Object.assign(process.env, DRAWS_NOTHING);

const axes = { topology: 'cluster', policy: 'rr', proxy: 'none' };
const config = defineConfig({ ...axes, workers: [1, 2], trials: 3, connections: 9, seed: 7 });
const steady = fakeMeans(() => 1_000);

const refusal = (text: RegExp) => (error: unknown) => {
  assert.ok(error instanceof UsageError);
  assert.equal(error.code, 'CLUSTER_BENCH_USAGE');
  assert.match(error.message, text);
  return true;
};

test('a run returns its record, writes its folder, and reports events in order', async (context) => {
  const cwd = temporaryFolder(context);
  const listeners = process.eventNames().map((name) => [name, process.listenerCount(name)]);
  const events: RunEvent[] = [];
  const watch = (event: RunEvent) => events.push(event);
  const { record, folder, saved, report } = await runHere(
    { ...config, out: 'mine' },
    { cwd, onEvent: watch },
    steady,
  );
  assert.deepEqual(
    process.eventNames().map((name) => [name, process.listenerCount(name)]),
    listeners,
  );
  assert.deepEqual([folder, saved, report], [join(cwd, 'mine'), true, join(cwd, 'mine', 'report.html')]);
  assert.deepEqual(record, recordIn(folder));
  assert.deepEqual([record.status, record.trials.length, record.seed], ['complete', 6, 7]);
  const [first, second, ...others] = events.map(({ type }) => type);
  assert.deepEqual([first, second, others.at(-1)], ['planned', 'trial-started', 'trial-ended']);
  assert.deepEqual(await readRun(folder), record);
});

test('a run may leave no file', async (context) => {
  const cwd = temporaryFolder(context);
  const { folder, saved, report, record } = await runHere(config, { cwd, save: false }, steady);
  assert.deepEqual([folder, saved, report, record.trials.length], [null, false, null, 6]);
  assert.deepEqual(readdirSync(cwd), []);
  await assert.rejects(
    runHere({ ...config, out: 'mine' }, { cwd, save: false }, steady),
    refusal(/^"out" in the configuration and save: false contradict/),
  );
});

test('a signal ends the run with what was measured', async (context) => {
  const cwd = temporaryFolder(context);
  const controller = new AbortController();
  const onEvent = ({ type }: RunEvent) => type === 'trial-ended' && controller.abort();
  const { record, saved } = await runHere(config, { cwd, onEvent, signal: controller.signal }, steady);
  assert.deepEqual([record.status, record.trials.length, saved], ['partial', 1, true]);
  const before = await runHere(config, { cwd, signal: AbortSignal.abort(), save: false }, steady);
  assert.deepEqual([before.record.status, before.record.trials.length], ['partial', 0]);
});

test('an error of the listener ends the run, and loses no trial', async (context) => {
  const cwd = temporaryFolder(context);
  const onEvent = ({ type }: RunEvent) => {
    if (type === 'trial-ended') throw new Error('no display');
  };
  await assert.rejects(runHere({ ...config, out: 'mine' }, { cwd, onEvent }, steady), /^Error: no display$/);
  const record = await readRun(join(cwd, 'mine'));
  assert.deepEqual([record.status, record.trials.length], ['partial', 1]);
});

test('bad input is refused before anything is written', async (context) => {
  const cwd = temporaryFolder(context);
  const refused = (change: object, text: RegExp) =>
    assert.rejects(runHere({ ...config, ...change }, { cwd }, steady), refusal(text));
  await refused({ wrokers: 2 }, /^unknown key "wrokers" in the configuration; did you mean workers/);
  await refused({ trials: 0 }, /^"trials" in the configuration takes a whole number/);
  await refused({ app: './server.js' }, /^"app" in the configuration .*the file does not exist/);
  await refused({ dryRun: true }, /^"dryRun" in the configuration: run\(\) measures/);
  await refused({ 'load-processes': 1, loadProcesses: 2 }, /is the same option as "load-processes"/);
  await refused({ warmup: null }, /^"warmup" in the configuration must be a string/);
  await assert.rejects(runHere('run.json' as never, { cwd }, steady), refusal(/must contain one object/));
  assert.deepEqual(readdirSync(cwd), []);
});

test('neither a configuration file nor variables of options count', async (context) => {
  const cwd = temporaryFolder(context);
  const env = { ...process.env, CLUSTER_BENCH_TRIALS: '9' };
  const { record } = await runHere({ ...config, trials: undefined }, { cwd, env, save: false }, steady);
  assert.equal(record.plan.trialsPerCell, 3);
});

test('the app inherits the variables that the program gives', async (context) => {
  const env = { ...process.env, NODE_ENV: 'staging' };
  const { record } = await runHere(config, { cwd: temporaryFolder(context), env, save: false }, steady);
  assert.equal(record.environment.nodeEnv, 'staging');
});

test('a second run in the process waits for nobody and is refused', async (context) => {
  const cwd = temporaryFolder(context);
  const first = runHere(config, { cwd, save: false }, steady);
  await assert.rejects(runHere(config, { cwd, save: false }, steady), refusal(/^a run is in progress/));
  await first;
  await runHere(config, { cwd, save: false }, steady);
});

test('compare takes records, folders and patterns, and its rules', async (context) => {
  const cwd = temporaryFolder(context);
  const rates = (rate: number) => fakeMeans(({ order }) => rate + (order % 3));
  const base = await runHere({ ...config, out: 'runs/base' }, { cwd, report: false }, rates(1_000));
  const head = await runHere({ ...config, out: 'runs/head' }, { cwd, report: false }, rates(700));
  assert.ok(!existsSync(join(base.folder, 'report.md')));
  const ofFolders = await compare('runs/base', head.folder, { cwd });
  assert.deepEqual([ofFolders.base.label, ofFolders.head.label], ['base', 'head']);
  assert.ok(ofFolders.cells.every(({ verdict }) => verdict === 'regression'));
  const ofRecords = await compare(base.record, [head.record]);
  assert.deepEqual(
    ofRecords.cells.map(({ id, primary }) => [id, primary]),
    ofFolders.cells.map(({ id, primary }) => [id, primary]),
  );
  const pattern = await compare('runs/b*', head.record, { cwd, gate: 'p99 * < 0.001' });
  assert.deepEqual([pattern.base.label, pattern.head.label], ['base', 'head']);
  assert.ok(pattern.gates.length > 0 && pattern.gates.every(({ result }) => result === 'not-met'));
  await assert.rejects(
    compare(base.record, head.record, { minEffect: '2' }),
    refusal(/^"minEffect" in the rules/),
  );
  await assert.rejects(compare([], head.record), refusal(/^compare needs a run as its base$/));
  await assert.rejects(compare('gone', head.record, { cwd }), /^RecordError: there is no run at .*gone$/);
  await assert.rejects(compare({} as never, head.record), /^RecordError: the base is damaged at /);
});
