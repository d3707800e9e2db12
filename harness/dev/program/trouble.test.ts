/**
 * Whatever goes wrong: the trial fails with its reason, the run continues, nothing is lost, nothing is left running.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRun } from '../../judge/judge-run.ts';
import { cellOf } from '../testing/cell-of.ts';
import { recordIn, startCli, temporaryFolder, testApp } from '../testing/cli.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { descendants, survivorsAfter } from '../testing/processes.ts';
import { runHere } from '../testing/run-here.ts';
import { ALONE, childOf, GONE_MS, LOAD, ONCE, SHORT } from '../testing/troubled-runs.ts';

/** Long enough for a test to intervene. */
const LONG = [...LOAD, '--duration', '60', '--warmup', '0', '--trials', '1'];

test('an app that fails at the start, or under load, fails its own trial, and the run continues', async (context) => {
  const cwd = temporaryFolder(context);
  const apps = ['http', testApp('exits-at-once'), testApp('dies-under-load')].join(',');
  const { code } = await runHere([...ONCE, '--seed', '1', '--app', apps], { cwd });
  assert.equal(code, 1);
  const record = recordIn(join(cwd, 'run'));
  assert.equal(record.status, 'complete');
  const ends = record.trials.map((trial) => [
    cellOf(record, trial).app,
    trial.status === 'failed' ? trial.stderr.join() : trial.status,
  ]);
  assert.deepEqual(Object.fromEntries(ends), {
    http: 'ok',
    'exits-at-once': 'cannot read DATABASE_URL',
    'dies-under-load': 'out of file descriptors',
  });
});

test('a missing temporary folder is refused before anything starts', async (context) => {
  const cwd = temporaryFolder(context);
  const { code, output } = await runHere(ONCE, { cwd, env: { TMPDIR: '/nonexistent' } });
  assert.equal(code, 2);
  assert.match(output, /^cluster-bench: no temporary folder can be created in \/nonexistent .*; set TMPDIR/);
  assert.ok(!existsSync(join(cwd, 'run')));
});

test('the first Ctrl-C writes a partial report, and leaves nothing running', async (context) => {
  const cwd = temporaryFolder(context);
  const cli = startCli([...SHORT, ...ALONE, '--app', 'http', '--trials', '100'], { cwd });
  await cli.wrote('2/');
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null });
  const record = recordIn(join(cwd, 'run'));
  assert.equal(record.status, 'partial');
  assert.ok(record.trials.length >= 2);
  assert.ok(
    record.trials.every(({ status }) => status === 'ok'),
    'the interrupted trial is not in it',
  );
  assert.match(readFileSync(join(cwd, 'run', 'report.md'), 'utf8'), /partial/i);
});

test('the second Ctrl-C exits at once', async (context) => {
  const cwd = temporaryFolder(context);
  const scratch = join(cwd, 'tmp');
  mkdirSync(scratch);
  const args = [...LONG, ...ALONE, '--app', testApp('will-not-stop')];
  const cli = startCli(args, { cwd, env: { TMPDIR: scratch } });
  await childOf(cli.pid, 'will-not-stop.js child');
  cli.kill('SIGINT');
  await cli.wrote('press Ctrl-C again');
  // The app ignores SIGTERM: without the second signal its grace period would have to pass.
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null });
  assert.deepEqual(readdirSync(scratch), [], 'the guard has removed the scratch folder');
});

test('kill -9 of the harness ends everything it started, and the journal has the finished trials', async (context) => {
  const cwd = temporaryFolder(context);
  const proxy = nginxForTests(context) ? 'nginx' : 'none';
  const args = [...SHORT, '--workers', '2', '--policy', 'rr', '--proxy', proxy, '--app', 'http'];
  const cli = startCli([...args, '--trials', '100'], { cwd });
  await cli.wrote(' 2/');
  await childOf(cli.pid, 'load-process.js');
  const running = descendants(cli.pid);
  assert.ok(running.length >= 2);
  cli.kill('SIGKILL');
  await cli.ended;
  assert.deepEqual(await survivorsAfter(running, GONE_MS), []);
  assert.ok(!existsSync(join(cwd, 'run', 'run.json')));
  const record = await readRun(join(cwd, 'run'));
  assert.equal(record.status, 'partial');
  assert.ok(record.trials.length >= 2);

  const report = await runHere(['report', 'run'], { cwd });
  assert.equal(report.code, 0, report.output);
  assert.ok(existsSync(join(cwd, 'run', 'report.md')));
});
