/** Gates through the whole program, with made-up trials: its output, its files and its exit codes. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { recordIn, temporaryFolder } from '../dev/testing/cli.ts';
import { type FakeTrial, fakeMeans } from '../dev/testing/fake-trials.ts';
import { runHere } from '../dev/testing/run-here.ts';

const SMALL = ['--workers', '1,2', '--policy', 'rr', '--proxy', 'none', '--app', 'http', '--trials', '3'];
const steady: FakeTrial = ({ trial }) => 1_000 + trial;

/** The program in a new folder. */
function programIn(context: TestContext, make: FakeTrial = steady) {
  const cwd = temporaryFolder(context);
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runHere(args, { cwd, env, means: fakeMeans(make) });
  return { cwd, start };
}

const gatesOf = (cwd: string) => recordIn(join(cwd, 'run')).gates.map(({ cell, result }) => [cell, result]);

test('a run whose gates are met ends with 0, and one with an unmet gate with 1', async (context) => {
  const { cwd, start } = programIn(context);
  const met = await start([...SMALL, '--gate', 'throughput * > 900', '--gate', 'errors * <= 0']);
  assert.equal(met.code, 0, met.output);
  assert.match(met.output, /\nAll 4 gates met\n\nreport: run\/report\.html\n$/);
  assert.deepEqual(recordIn(join(cwd, 'run')).command.filter((word) => word === '--gate').length, 2);

  const both = ['--gate', 'throughput * > 900', '--gate', 'throughput single > 1100', '--out', 'other'];
  const { code, output } = await start([...SMALL, ...both]);
  assert.equal(code, 1, output);
  assert.match(output, /\nnot met +throughput single > 1100 +single +1,002 req\/s +1,000 to 1,004\n/);
  assert.match(output, /\n1 of 3 gates not met\n/);
  const report = readFileSync(join(cwd, 'other', 'report.md'), 'utf8');
  assert.ok(report.indexOf('## Gates') < report.indexOf('## Findings') && report.includes('## Gates'));
  assert.match(readFileSync(join(cwd, 'other', 'report.html'), 'utf8'), /not met/);
});

test('a gate that cannot be told fails the run, with its reason', async (context) => {
  const { start } = programIn(context);
  const { code, output } = await start([...SMALL, '--gate', 'throughput single > 1002']);
  assert.equal(code, 1, output);
  assert.match(
    output.replace(/\s+/g, ' '),
    /throughput single > 1002: undecided, .* 1 of 1 gate undecided, which counts as not met/,
  );
});

test('gates come from the file and from the environment, and hold for a night and for ab', async (context) => {
  const { cwd, start } = programIn(context);
  writeFileSync(
    join(cwd, 'cluster-bench.config.json'),
    JSON.stringify({ gate: ['throughput * > 5', 'throughput * < 10'] }),
  );
  const fromFile = await start(SMALL);
  assert.equal(fromFile.code, 1, fromFile.output);
  assert.equal(gatesOf(cwd).length, 4);
  const env = { CLUSTER_BENCH_GATE: 'throughput single > 5\nthroughput cluster-2-rr > 6\n' };
  const fromVariable = await start([...SMALL, '--out', 'other'], env);
  assert.equal(fromVariable.code, 0, fromVariable.output);
  for (const command of ['nightly', 'run']) {
    const bad = await start([command, ...SMALL], { CLUSTER_BENCH_GATE: 'p9 single < 3' });
    assert.equal(bad.code, 2, bad.output);
    assert.match(bad.output, /^cluster-bench: CLUSTER_BENCH_GATE takes throughput, .*did you mean p99\?\n$/);
  }
});

test('what no variant can keep is refused before anything starts', async (context) => {
  const cwd = temporaryFolder(context);
  writeFileSync(
    join(cwd, 'list.json'),
    JSON.stringify([{ path: '/a', label: 'login' }, { path: '/items?page=1' }]),
  );
  writeFileSync(join(cwd, 'server.js'), '');
  const listed = ['--workers', '1', '--app', './server.js', '--requests', 'list.json'];
  for (const [args, message] of [
    [[...SMALL, '--gate', 'p99 singl < 5'], /: the run has no variant singl; did you mean single\?$/],
    [
      [...SMALL, '--gate', 'p99 zebra < 5'],
      /: the run has no variant zebra; there are single, cluster-2-rr$/,
    ],
    [[...SMALL, '--gate', 'lost * <= 0'], /\* has no figure of lost, as nothing happens in its window; add/],
    [
      [...SMALL, '--gate', 'capacity single > 5'],
      /single has no figure of capacity, which only --scenario capacity/,
    ],
    [[...SMALL, '--gate', 'p99[login] * < 5'], /: no request has the label login; none has a label$/],
    [[...listed, '--gate', 'p99[logn] * < 5'], /: no request has the label logn; did you mean login\?$/],
    [[...listed, '--gate', 'p99[zebra] * < 5'], /label zebra; there are login, GET \/items$/],
    [[...SMALL, '--max', 'p99 single < 5'], /--max is now --gate, for limits of both kinds: --gate "p99/],
  ] as const) {
    const { code, output } = await runHere([...args], { cwd });
    assert.equal(code, 2, output);
    assert.match(output.trim(), message);
    assert.equal(output.trim().split('\n').length, 1, output);
  }
});

test('a gate on a variant that this host cannot run is refused with the reason', async (context) => {
  const cwd = temporaryFolder(context);
  const args = ['--app-command', 'npm start', '--workers', '1,2', '--proxy', 'none'];
  const { code, output } = await runHere([...args, '--gate', 'p99 cluster-2-rr < 5'], { cwd });
  assert.equal(code, 2, output);
  assert.match(output, /this host cannot run cluster-2-rr: a command cannot be forked/);
});

test('a dry run lists the gates and the variants that each concerns', async (context) => {
  const cwd = temporaryFolder(context);
  const several = ['--scenario', 'db-wait,crash', '--gate', 'lost * <= 0', '--gate', 'p99 *single < 500'];
  const { code, output } = await runHere([...SMALL, ...several, '--dry-run'], { cwd });
  assert.equal(code, 0, output);
  assert.match(output, /\ngate lost \* <= 0: crash\/http\/single, crash\/http\/cluster-2-rr\n/);
  assert.match(output, /\ngate p99 \*single < 500: db-wait\/http\/single, crash\/http\/single\n/);
});

test('Ctrl-C exits with 130, and the gates are judged by the trials that are there', async (context) => {
  const { cwd, start } = programIn(context, ({ order }, signal) => {
    if (order < 2) return 1_000;
    process.emit('SIGINT');
    return Promise.reject(signal.reason);
  });
  const { code, output } = await start([
    ...SMALL,
    '--gate',
    'throughput * > 1',
    '--gate',
    'p99 single < 900',
  ]);
  assert.equal(code, 130, output);
  assert.ok(gatesOf(cwd).length > 0);
  assert.match(output, /gates? (met|undecided|not met)/);
});

test('report judges a run anew by other gates, and leaves its record', async (context) => {
  const { cwd, start } = programIn(context);
  await start([...SMALL, '--gate', 'throughput * > 900']);
  const record = readFileSync(join(cwd, 'run', 'run.json'), 'utf8');
  const missed = await start(['report', 'run', '--gate', 'throughput single > 5000']);
  assert.equal(missed.code, 1, missed.output);
  assert.match(missed.output, /^result +gate .*\nnot met +throughput single > 5000 /);
  assert.match(readFileSync(join(cwd, 'run', 'report.md'), 'utf8'), /1 of 1 gate not met/);
  assert.equal((await start(['report', 'run', '--gate', 'throughput single > 500'])).code, 0);
  assert.equal((await start(['report', 'run'])).code, 0);
  assert.match(readFileSync(join(cwd, 'run', 'report.md'), 'utf8'), /All 2 gates met/);
  assert.equal(readFileSync(join(cwd, 'run', 'run.json'), 'utf8'), record);
  const unknown = await start(['report', 'run', '--gate', 'p99 singl < 5']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.output, /the run has no variant singl; did you mean single\?/);
});

test('a run that was killed has its gates in the journal', async (context) => {
  const { cwd, start } = programIn(context);
  await start([...SMALL, '--gate', 'throughput * > 900']);
  rmSync(join(cwd, 'run', 'run.json'));
  await start(['report', 'run']);
  assert.match(readFileSync(join(cwd, 'run', 'report.md'), 'utf8'), /All 2 gates met/);
});
