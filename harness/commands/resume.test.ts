/** `--resume` through the program, with made-up trials: what it refuses, says and leaves. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { recordIn, temporaryFolder } from '../dev/testing/cli.ts';
import { type FakeTrial, fakeMeans } from '../dev/testing/fake-trials.ts';
import { runHere } from '../dev/testing/run-here.ts';
import { JOURNAL_FILE, RECORD_FILE } from '../records/journal.ts';

const SMALL = ['--workers', '1,2', '--policy', 'rr', '--proxy', 'none', '--trials', '2', '--seed', '5'];
const SERVER = "require('node:http').createServer((_, r) => r.end('ok')).listen(process.env.PORT)";

/** A folder with a server, and a run of it that Ctrl-C stopped in the trial of this order. */
async function interruptedRun(context: TestContext, order: number, args: readonly string[] = []) {
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.js'), SERVER);
  const make: FakeTrial = (planned, signal) => {
    if (planned.order < order) return 1_000;
    process.emit('SIGINT');
    return Promise.reject(signal.reason);
  };
  const all = [...SMALL, '--app', './server.js', '--path', '/', ...args];
  const { code, output } = await runHere(all, { cwd, means: fakeMeans(make), env: { TOKEN: 'secret-1' } });
  assert.equal(code, 130, output);
  return { cwd, output: output.replace(/\s+/g, ' ') };
}

const means = fakeMeans(() => 1_000);

/** The message of a refused command, on one line. */
async function refused(args: readonly string[], cwd: string, env = {}): Promise<string> {
  const { code, output } = await runHere(args, { cwd, means, env: { TOKEN: 'secret-1', ...env } });
  assert.equal(code, 2, output);
  return output.replace(/\s+/g, ' ').trim();
}

test('an interrupted run says how it goes on, goes on, and is complete', async (context) => {
  const { cwd, output } = await interruptedRun(context, 3);
  assert.match(output, /! stopped after 2 of 4 trials .* go on with: npx cluster-bench --resume run $/);
  const told = await runHere(['report', 'run'], { cwd });
  assert.match(told.output.replace(/\s+/g, ' '), /go on with: npx cluster-bench --resume run/);

  const dry = await runHere(['--resume', 'run', '--dry-run'], { cwd, means });
  assert.equal(dry.code, 0, dry.output);
  assert.match(dry.output, /^2 variants, 2 of 4 trials left: about \d+ s\n/);
  assert.ok(existsSync(join(cwd, 'run', RECORD_FILE)), 'nothing has changed');

  const rest = await runHere(['--resume', 'run', '--output', 'csv'], { cwd, means });
  assert.equal(rest.code, 0, rest.output);
  assert.ok(existsSync(join(cwd, 'run', 'results.csv')), rest.output);
  assert.match(rest.output, /ok +3\/4 .*\n(.*\n)*ok +4\/4/);
  assert.match(rest.output, /! interrupted after trial 2 of 4 and resumed within a minute/);
  assert.doesNotMatch(rest.output, /go on with/);
  const record = recordIn(join(cwd, 'run'));
  assert.deepEqual([record.status, record.trials.length, record.interruptions.length], ['complete', 4, 1]);
  assert.match(readFileSync(join(cwd, 'run', 'report.md'), 'utf8'), /\*\*The run spans 2 sittings\*\*/);

  assert.match(
    await refused(['--resume', 'run'], cwd),
    /^cluster-bench: the run in \S+ is complete; cluster-bench report \S+ writes its report again$/,
  );
});

test('neither variables nor a configuration file change the plan, and the working directory may differ', async (context) => {
  const { cwd } = await interruptedRun(context, 2);
  writeFileSync(join(cwd, 'cluster-bench.config.json'), '{ "trials": 7, "nonsense": true }');
  const elsewhere = temporaryFolder(context);
  const env = { CLUSTER_BENCH_TRIALS: '9', CLUSTER_BENCH_SEED: '1' };
  const { code, output } = await runHere(['--resume', join(cwd, 'run', JOURNAL_FILE)], {
    cwd: elsewhere,
    means,
    env,
  });
  assert.equal(code, 0, output);
  assert.deepEqual([recordIn(join(cwd, 'run')).trials.length, recordIn(join(cwd, 'run')).seed], [4, 5]);
});

test('flags that change the plan or the folder are refused by name', async (context) => {
  const { cwd } = await interruptedRun(context, 2);
  assert.equal(
    await refused(['--resume', 'run', '--trials', '9', '--duration', '1', '--out', 'x'], cwd),
    'cluster-bench: --resume goes on with the plan and in the folder of the run; leave out --trials, --duration, --out, or start a new run',
  );
  assert.match(await refused(['--resum', 'run'], cwd), /unknown flag --resum; did you mean --resume\?/);
  assert.match(
    await refused(['ab', '--resume', 'run'], cwd),
    /--resume is not a flag of ab: its trials alternate/,
  );
  assert.match(
    await refused(['nightly', '--resume', 'run'], cwd),
    /--resume is not a flag of nightly: a night/,
  );
});

test('what is not as it was is named, all at once, and nothing changes', async (context) => {
  const { cwd } = await interruptedRun(context, 2, ['--header', 'authorization: Bearer $TOKEN']);
  const journal = readFileSync(join(cwd, 'run', JOURNAL_FILE), 'utf8');
  writeFileSync(join(cwd, 'server.js'), `${SERVER} // changed`);
  assert.equal(
    await refused(['--resume', 'run'], cwd, { NODE_ENV: 'staging' }),
    'cluster-bench: the run cannot go on: NODE_ENV is staging and was not set; the script of server has changed',
  );
  assert.match(
    await refused(['--resume', 'run'], cwd, { TOKEN: '', NODE_ENV: 'staging' }),
    /^cluster-bench: the run cannot go on: NODE_ENV is staging and was not set; .*TOKEN/,
  );
  rmSync(join(cwd, 'server.js'));
  assert.match(
    await refused(['--resume', 'run'], cwd),
    /the run cannot go on: the recorded --app \.\/server\.js: the file does not exist/,
  );
  assert.equal(readFileSync(join(cwd, 'run', JOURNAL_FILE), 'utf8'), journal);
});

test('a run that is still going on is refused', async (context) => {
  const { cwd } = await interruptedRun(context, 2);
  let during = '';
  const peek = fakeMeans(async () => {
    during ||= await refused(['--resume', join(cwd, 'run')], cwd);
    return 1_000;
  });
  const { code, output } = await runHere(['--resume', 'run'], { cwd, means: peek });
  assert.equal(code, 0, output);
  assert.match(during, /the run in \S+ is still going on \(pid \d+\); wait for it, or stop it$/);
});

test('a run that was cut in its first trial begins again', async (context) => {
  const { cwd, output } = await interruptedRun(context, 1);
  assert.doesNotMatch(output, /go on with/);
  const { code } = await runHere(['--resume', 'run'], { cwd, means });
  assert.equal(code, 0);
  const record = recordIn(join(cwd, 'run'));
  assert.deepEqual([record.status, record.trials.length, record.interruptions], ['complete', 4, []]);
});

test('folders without a run that can go on are refused with what they are', async (context) => {
  const cwd = temporaryFolder(context);
  mkdirSync(join(cwd, 'run'));
  assert.match(await refused(['--resume', 'nowhere'], cwd), /there is no run at \S+nowhere$/);
  assert.match(await refused(['--resume', 'run'], cwd), /holds no run: trials\.jsonl is not in it$/);
  writeFileSync(join(cwd, 'run', JOURNAL_FILE), '{"schema": "clus');
  assert.match(
    await refused(['--resume', 'run'], cwd),
    /was cut before its plan was recorded; start it again$/,
  );

  const { cwd: other } = await interruptedRun(context, 3);
  const file = join(other, 'run', JOURNAL_FILE);
  const [header = '', ...trials] = readFileSync(file, 'utf8').split('\n');
  const change = (fields: object) =>
    writeFileSync(file, [JSON.stringify({ ...JSON.parse(header), ...fields }), ...trials].join('\n'));
  change({ pairing: { id: 'x', side: 'base' } });
  assert.match(await refused(['--resume', 'run'], other), /is one side of a comparison by ab/);
  change({ isNight: true });
  assert.match(await refused(['--resume', 'run'], other), /is the run of a night/);
  writeFileSync(file, [header, '{"cell":', ...trials].join('\n'));
  assert.match(await refused(['--resume', 'run'], other), /trials\.jsonl, line 2 is damaged/);
});
