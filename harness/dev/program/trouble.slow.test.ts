/**
 * Whatever else goes wrong: the trial fails with its reason, the run continues, nothing is lost, nothing is left
 * running.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readRun } from '../../judge/judge-run.ts';
import type { FailedTrial, RunRecord, Trial } from '../../records/run.ts';
import { cellOf } from '../testing/cell-of.ts';
import { recordIn, runCli, startCli, temporaryFolder, testApp } from '../testing/cli.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { descendants, survivorsAfter } from '../testing/processes.ts';
import {
  ALONE,
  childOf,
  firstFailure,
  GONE_MS,
  loaded,
  ONCE,
  SHORT,
  TWICE,
} from '../testing/troubled-runs.ts';

test('apps that misbehave fail their own trial, and the run continues', async (context) => {
  const cwd = temporaryFolder(context);
  const names = [
    'exits-at-once',
    'never-listens',
    'listens-elsewhere',
    'always-500',
    'wrong-body',
    'hangs',
    'dies-under-load',
    'stops-responding',
    'crashes-in-native-code',
  ];
  const apps = ['http', ...names.map(testApp)].join(',');
  const timeouts = ['--start-timeout', '2', '--request-timeout', '1', '--seed', '1'];
  const { code } = await runCli([...ONCE, ...timeouts, '--app', apps], { cwd });

  assert.equal(code, 1);
  const record = recordIn(join(cwd, 'run'));
  assert.equal(record.status, 'complete');
  assert.equal(record.trials.length, 1 + names.length);
  assert.equal(trialOf(record, 'http').status, 'ok');

  const reasons = Object.fromEntries(names.map((name) => [name, failureOf(record, name)]));
  assert.match(reasons['exits-at-once']?.reason ?? '', /ended before it listened \(exit code 3\)/);
  assert.deepEqual(reasons['exits-at-once']?.stderr, ['cannot read DATABASE_URL']);
  assert.match(reasons['never-listens']?.reason ?? '', /did not listen on port \d+ \(process\.env\.PORT\)/);
  assert.deepEqual(reasons['never-listens']?.stderr, ['waiting for a leader']);
  assert.match(reasons['listens-elsewhere']?.reason ?? '', /listens on 127\.0\.0\.1:\d+ and not on port \d+/);
  assert.match(reasons['always-500']?.reason ?? '', /GET \/api\/users responded with 500, "sorry"/);
  assert.deepEqual([...new Set(reasons['always-500']?.stderr)], ['cannot reach the database']);
  assert.match(reasons['wrong-body']?.reason ?? '', /not the response that the scenario expects/);
  assert.match(reasons.hangs?.reason ?? '', /got no response within 1 s/);
  assert.match(reasons['dies-under-load']?.reason ?? '', /ended while it was under load \(exit code 9\)/);
  assert.deepEqual(reasons['dies-under-load']?.stderr, ['out of file descriptors']);
  assert.match(
    reasons['crashes-in-native-code']?.reason ?? '',
    /\(killed by SIGSEGV, a crash in native code, such as an addon\)/,
  );
  assert.deepEqual(reasons['crashes-in-native-code']?.stderr, ['libvips: bad seek']);
  assert.match(
    reasons['stops-responding']?.reason ?? '',
    /^every request failed during the warm-up of 0\.3 s \(20 requests\)/,
  );
});

test('a full heap is the reason, with the way to enlarge it', async (context) => {
  const cwd = temporaryFolder(context);
  const env = { NODE_OPTIONS: '--max-old-space-size=100' };
  const { code, output } = await runCli([...ONCE, '--app', testApp('runs-out-of-memory')], { cwd, env });
  assert.equal(code, 1);
  const { reason, stderr } = failureOf(recordIn(join(cwd, 'run')), 'runs-out-of-memory');
  assert.match(
    reason,
    /ended while it was under load \(killed by SIGABRT\): it ran out of memory \(JavaScript heap\); give it more with NODE_OPTIONS=--max-old-space-size=/,
  );
  assert.match(stderr.join('\n'), /^FATAL ERROR: .*JavaScript heap out of memory$/);
  assert.match(output, /\| FATAL ERROR: /);
});

test('a worker of a cluster that dies fails the trial, at the start and under load', async (context) => {
  const cwd = temporaryFolder(context);
  const apps = ['exits-at-once', 'dies-under-load'].map(testApp).join(',');
  const args = [...SHORT, '--trials', '1', '--workers', '2', '--policy', 'rr', '--proxy', 'none'];
  const { code } = await runCli([...args, '--app', apps], { cwd });
  assert.equal(code, 1);
  const record = recordIn(join(cwd, 'run'));
  const atStart = failureOf(record, 'exits-at-once');
  assert.match(atStart.reason, /lost worker \d \(pid \d+, exit code 3\) before every worker listened/);
  assert.ok(atStart.stderr.includes('cannot read DATABASE_URL'));
  assert.match(
    failureOf(record, 'dies-under-load').reason,
    /lost worker \d .*exit code 9\) while it was under load/,
  );
});

test('wrong responses under load are counted as errors, and not as throughput', async (context) => {
  const cwd = temporaryFolder(context);
  const { code } = await runCli([...ONCE, '--max-errors', '30%', '--app', testApp('fails-sometimes')], {
    cwd,
  });
  assert.equal(code, 0);
  const trial = recordIn(join(cwd, 'run')).trials[0];
  assert.ok(trial?.status === 'ok');
  const { completed, errors } = trial.load;
  const tenth = (completed + errors.serverError + errors.mismatch) / 10;
  assert.ok(
    Math.abs(errors.serverError - tenth) < tenth / 10,
    `${errors.serverError} of ${tenth} responses were a 503`,
  );
  assert.ok(
    Math.abs(errors.mismatch - tenth) < tenth / 10,
    `${errors.mismatch} of ${tenth} bodies were wrong`,
  );
  assert.ok(trial.warnings.some(({ code: warning }) => warning === 'errors'));
});

test('an app that ignores SIGTERM is killed with everything that it started', async (context) => {
  const cwd = temporaryFolder(context);
  const cli = startCli([...ONCE, '--app', testApp('will-not-stop')], { cwd });
  await childOf(cli.pid, 'will-not-stop.js child');
  assert.deepEqual(await cli.ended, { code: 0, signal: null });
});

test('if no variant reaches the load phase in its first trial, the other trials are left out', async (context) => {
  const cwd = temporaryFolder(context);
  const { code, output } = await runCli(
    [...SHORT, ...ALONE, '--app', testApp('exits-at-once'), '--trials', '9'],
    { cwd },
  );
  assert.equal(code, 1);
  assert.match(output, /no variant reached the load phase in its first trial; the other trials are left out/);
  const record = recordIn(join(cwd, 'run'));
  assert.deepEqual([record.status, record.trials.length], ['partial', 1]);
});

test('a process that leaves the app’s process group does not outlive the trial', async (context) => {
  const cwd = temporaryFolder(context);
  const cli = startCli([...ONCE, '--app', testApp('leaves-process-group')], { cwd });
  await childOf(cli.pid, 'daemon');
  assert.deepEqual(await cli.ended, { code: 0, signal: null });
});

test('an nginx that does not start fails its own cells only', async (context) => {
  const nginx = nginxForTests(context);
  if (!nginx) return;
  // nginx runs as another user if the harness is root.
  const cwd = temporaryFolder(context, 0o755);
  const bin = join(cwd, 'bin');
  mkdirSync(bin);
  // A real nginx with an unknown directive in its configuration.
  writeFileSync(
    join(bin, 'nginx'),
    `#!/bin/sh\n[ "$1" = -v ] || set -- "$@" -g 'sendfile_faster on;'\nexec ${nginx} "$@"\n`,
  );
  chmodSync(join(bin, 'nginx'), 0o755);
  const args = [...SHORT, '--workers', '1', '--trials', '1', '--app', 'http'];
  const { code } = await runCli(args, { cwd, env: { PATH: `${bin}:${process.env.PATH}` } });
  assert.equal(code, 1);
  const record = recordIn(join(cwd, 'run'));
  assert.equal(record.trials.find(({ cell }) => cell === 'single')?.status, 'ok');
  const failed = record.trials.find(({ cell }) => cell === 'nginx+single');
  assert.ok(failed?.status === 'failed');
  assert.match(failed.reason, /nginx refused its configuration/);
  assert.match(failed.stderr.join('\n'), /sendfile_faster/);
});

test('an nginx that ends under load fails its trial, and the run continues', async (context) => {
  if (!nginxForTests(context)) return;
  const cwd = temporaryFolder(context);
  const cli = startCli([...TWICE, '--proxy', 'nginx'], { cwd });
  await loaded(cwd);
  process.kill(await childOf(cli.pid, 'nginx: master'), 'SIGKILL');
  const everything = descendants(cli.pid);
  assert.deepEqual(await cli.ended, { code: 1, signal: null });
  assert.match(
    firstFailure(cwd).reason,
    /nginx ended while it was under load \(killed by SIGKILL, perhaps by the kernel’s OOM killer or a memory limit\)/,
  );
  // nginx writes its titles over its environment: its workers are known only by their pids.
  assert.deepEqual(await survivorsAfter(everything, GONE_MS), []);
});

test('a load process that is killed fails its trial, and the run continues', async (context) => {
  const cwd = temporaryFolder(context);
  const cli = startCli([...TWICE, '--proxy', 'none', '--load-processes', '2'], { cwd });
  await loaded(cwd);
  process.kill(await childOf(cli.pid, 'load-process.js'), 'SIGKILL');
  assert.deepEqual(await cli.ended, { code: 1, signal: null });
  assert.match(firstFailure(cwd).reason, /a load process ended early \(killed by SIGKILL, perhaps by .*\)/);
});

test('a port in use fails its trial with the app’s own words, and the run continues', async (context) => {
  const cwd = temporaryFolder(context);
  const stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  context.after(() => stranger.close());
  const { port } = stranger.address() as AddressInfo;
  const script = `require('http').createServer().listen(${port}, '127.0.0.1');`;
  writeFileSync(join(cwd, 'stubborn.cjs'), script);
  const { code } = await runCli([...ONCE, '--app', 'http,stubborn.cjs'], { cwd });
  assert.equal(code, 1);
  const record = recordIn(join(cwd, 'run'));
  assert.equal(trialOf(record, 'http').status, 'ok');
  assert.match(
    failureOf(record, 'stubborn').stderr.join('\n'),
    new RegExp(`EADDRINUSE.*127\\.0\\.0\\.1:${port}`),
  );
});

test('a full disk loses no finished trial', async (context) => {
  const cwd = temporaryFolder(context);
  const disk = join(cwd, 'disk');
  mkdirSync(disk);
  const kept = join(cwd, 'kept');
  // A file system of 8 KiB, visible to the program alone, which holds the header but not all of the trials.
  const script = `mount -t tmpfs -o size=8k none ${disk} && "$@"; code=$?; cp -r ${disk} ${kept}; exit $code`;
  const wrapper = ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, 'sh'];
  if (!canUnshare(context)) return;
  const args = [...SHORT, ...ALONE, '--app', 'http', '--trials', '6'];
  const { code, output } = await runCli([...args, '--out', join(disk, 'run')], { cwd, wrapper });

  assert.equal(code, 1);
  assert.match(output, /the journal cannot be written; the run continues: ENOSPC/);
  assert.match(output, /the record cannot be written to .*: ENOSPC/);
  assert.match(output, /^ok +6\/6 /m, 'the run continued to its end');
  assert.match(output, /^single +[\d,]+ /m, 'the result is shown nevertheless');
  const record = await readRun(join(kept, 'run'));
  assert.ok(
    record.trials.length > 0 && record.trials.length < 6,
    `${record.trials.length} trials are on the disk`,
  );
});

function trialOf(record: RunRecord, app: string): Trial {
  const trial = record.trials.find((candidate) => cellOf(record, candidate).app === app);
  assert.ok(trial, `a trial of ${app}`);
  return trial;
}

function failureOf(record: RunRecord, app: string): FailedTrial {
  const trial = trialOf(record, app);
  assert.ok(trial.status === 'failed', `the trial of ${app} failed`);
  return trial;
}

function canUnshare(context: TestContext): boolean {
  try {
    execFileSync('unshare', ['--map-root-user', '--mount', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    context.skip('this host gives no mount namespace for a small disk');
    return false;
  }
}
