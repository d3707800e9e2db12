/** Diagnostics provoked with real processes; on figures alone: judge/diagnostics.test.ts. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseProcStat } from '../../host/cpu-sampler.ts';
import { readCores } from '../../host/cpu-topology.ts';
import type { OkTrial, RunRecord, Warning } from '../../records/run.ts';
import { sum } from '../../stats/summary.ts';
import { BURNER_CPU, startBurners } from '../testing/burners.ts';
import { type RunningCli, temporaryFolder } from '../testing/cli.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { descendants } from '../testing/processes.ts';
import { assertRaised, codesOf, recordOf, server, trialOf } from '../testing/provoke.ts';
import { watchedRun } from '../testing/watched-run.ts';

/** Diagnostics that other work on the host may cause in a trial, or in one of several. */
const DISTURBANCE = [
  'foreign-load',
  'cpu-pressure',
  'steal',
  'load-client-saturated',
  'oversubscribed',
  'warming-up',
  'unsteady',
  'agent-silent',
  'rate-missed',
  'trials-disagree',
];

/** assertRaisedUnlessDisturbed skips if foreign load may have prevented the diagnostic. */
function assertRaisedUnlessDisturbed(context: TestContext, trial: OkTrial, code: string): void {
  const codes = codesOf(trial);
  if (codes.includes('foreign-load') && !codes.includes(code)) context.skip('other programs had the cores');
  else assertRaised(trial, code);
}

/** One or two runs may be disturbed. What three in a row raise is our own fault. */
const HEALTHY_RUNS = 3;

/** healthyRun is a run that raises only the expected diagnostics. A run that may have been disturbed is repeated. */
async function healthyRun(
  context: TestContext,
  args: readonly string[],
  truth: readonly string[],
): Promise<{ readonly record: RunRecord; readonly quiet: boolean }> {
  for (let run = 1; ; run++) {
    const before = await isQuiet();
    const stolen = stolenTicks();
    const record = await recordOf(context, ['--app', 'http', '--path', '/api/users', ...args]);
    const quiet = before && (await isQuiet());
    const expected = [...truth, ...(stolenTicks() > stolen ? ['steal'] : [])];
    const unexpected = warningsOf(record).filter(({ code }) => !expected.includes(code));
    const disturbed = unexpected.filter(({ code }) => DISTURBANCE.includes(code));
    assert.deepEqual(
      unexpected.filter(({ code }) => !DISTURBANCE.includes(code)),
      [],
    );
    if (disturbed.length === 0 || !quiet) return { record, quiet };
    assert.ok(
      run < HEALTHY_RUNS,
      `${run} runs on a quiet host raised, the last: ${JSON.stringify(disturbed)}`,
    );
    context.diagnostic(
      `repeated, because other programs may have raised ${disturbed.map(({ code }) => code)}`,
    );
  }
}

/** warningsOf returns the warnings of the trials, none of which failed, and of the variants. */
function warningsOf({ trials, warnings }: RunRecord): readonly Warning[] {
  const ofTrials = trials.flatMap((trial) => {
    assert.ok(trial.status === 'ok');
    return trial.warnings;
  });
  return [...ofTrials, ...warnings.filter(({ cell }) => cell !== null)];
}

test('a healthy run raises only what is true of it', async (context) => {
  const proxies = nginxForTests(context) ? 'none,nginx' : 'none';
  const load = ['--connections', '10', '--delay', '50'];
  const variants = ['--workers', '2', '--policy', 'rr', '--proxy', proxies];
  const { record, quiet } = await healthyRun(context, [...variants, ...load], ['connections-bind']);
  const bound = record.trials.filter(
    (trial) => trial.status === 'ok' && codesOf(trial).includes('connections-bind'),
  );
  if (quiet) assert.ok(bound.length > 0);
});

test('a healthy run, long enough for a diagnostic of its first seconds and of its trials together, raises none', async (context) => {
  // All of them may respond at once: so many more in one second than in the next are a fiftieth, and no change.
  const load = ['--connections', '20', '--delay', '20'];
  const args = ['--workers', '1', '--duration', '5', '--warmup', '0.5', '--trials', '2'];
  const { record } = await healthyRun(context, [...args, ...load], ['connections-bind']);
  assert.deepEqual(
    record.trials.map((trial) => trial.status === 'ok' && trial.load.perSecond.length),
    [5, 5],
  );
});

test('an app that keeps up with the rate does not miss it, and the client is on time', async (context) => {
  const rate = ['--scenario', 'steady-rate', '--rate', '100', '--arrivals', 'fixed', '--duration', '2'];
  const { record } = await healthyRun(
    context,
    [...rate, '--workers', '1', '--connections', '50', '--delay', '100'],
    [],
  );
  const { offeredRate, sendDelayP99Ms } = trialOf(record).load;
  assert.equal(offeredRate, 100);
  assert.ok(sendDelayP99Ms !== null);
});

test('our own client does not lose count, and keeps Little’s law', async (context) => {
  const waits = { waits: server(`setTimeout(() => response.end('ok'), 5)`) };
  const args = ['--client', 'direct', '--workers', '1', '--connections', '20'];
  const codes = codesOf(trialOf(await recordOf(context, args, waits)));
  assert.ok(!codes.includes('ledger-unbalanced') && !codes.includes('littles-law'), codes.join());
});

test('a target that becomes slow once its capacity is found misses the objective; a steady one does not', async (context) => {
  const cwd = temporaryFolder(context);
  const slowly = JSON.stringify(join(cwd, 'slow'));
  const app = (isSlow: string) => `const { existsSync } = require('fs');
    let slow = false;
    setInterval(() => { slow = ${isSlow}; }, 20);
    ${server(`setTimeout(() => response.end('ok'), slow ? 600 : 5)`)}`;
  writeFileSync(join(cwd, 'turns.cjs'), app(`existsSync(${slowly})`));
  writeFileSync(join(cwd, 'steady.cjs'), app('false'));
  const flags = {
    app: 'turns.cjs,steady.cjs',
    scenario: 'capacity',
    slo: 'p99<400',
    path: '/',
    workers: '1',
    connections: '10',
    proxy: 'none',
    trials: '1',
    duration: '2',
    warmup: '0.5',
  };
  let cell = '';
  const record = await watchedRun(cwd, flags, {
    watch: (event) => {
      if (event.type === 'trial-started') cell = event.cell;
      if (event.type !== 'phase' || event.phase !== 'measuring' || !cell.includes('turns')) return;
      writeFileSync(join(cwd, 'slow'), '');
    },
  });
  assertRaised(trialOf(record, 'turns'), 'objective-missed');
  assert.ok(!codesOf(trialOf(record, 'steady')).includes('objective-missed'));
});

test('errors, timeouts and additional workers are reported for the app that has them', async (context) => {
  const scripts = {
    errs: server(`response.writeHead(n % 100 ? 200 : 503).end('ok')`),
    hangs: server(`if (n < 50 || n % 50) response.end('ok')`),
    forks: `const cluster = require('cluster');
      if (cluster.isPrimary) [1, 2].forEach(() => cluster.fork());
      else { ${server(`response.end('ok')`)} }`,
  };
  const args = ['--workers', '1', '--connections', '20', '--request-timeout', '1', '--duration', '1.5'];
  const record = await recordOf(context, [...args, '--max-errors', '50%'], scripts);
  assertRaised(trialOf(record, 'errs'), 'errors');
  assert.ok(!codesOf(trialOf(record, 'errs')).includes('timeouts-left-out'));
  assertRaised(trialOf(record, 'hangs'), 'timeouts-left-out');
  assertRaised(trialOf(record, 'forks'), 'more-workers');
});

test('a stopped worker, and one with a blocked event loop, are stalled', async (context) => {
  const second = `process.env.NODE_APP_INSTANCE === '1'`;
  const scripts = {
    stops: server(
      `response.end('ok', () => { if (${second} && n === 50) setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 300); })`,
    ),
    blocks: `${server(`response.end('ok')`)}
      if (${second}) setInterval(() => {
        const until = performance.now() + 300;
        while (performance.now() < until);
      }, 1);`,
  };
  const record = await recordOf(
    context,
    ['--workers', '2', '--policy', 'rr', '--connections', '20', '--warmup', '0.5'],
    scripts,
  );
  assertRaised(trialOf(record, 'stops'), 'worker-stalled', 'agent-silent');
  assertRaised(trialOf(record, 'blocks'), 'worker-stalled');
});

test('under policy none, workers that are busy while connections arrive leave them to the others', async (context) => {
  const args = ['--workers', '4', '--connections', '100', '--policy', 'none'];
  const late = `require('http').createServer((request, response) => setTimeout(() => response.end('ok'), 20))
    .once('connection', () => {
      const until = performance.now() + 500;
      while (process.env.NODE_APP_INSTANCE !== '0' && performance.now() < until);
    }).listen(process.env.PORT);`;
  assertRaised(trialOf(await recordOf(context, args, { late })), 'worker-skew');
});

test('rr distributes connections evenly', async (context) => {
  const args = ['--workers', '4', '--connections', '100', '--policy', 'rr'];
  const answer = `setTimeout(() => response.end('ok'), 20)`;
  const trial = trialOf(await recordOf(context, args, { waits: server(answer) }));
  // Foreign load decides which worker gets a connection.
  if (codesOf(trial).includes('foreign-load')) return context.skip('other programs had the cores');
  assert.ok(!codesOf(trial).includes('worker-skew'), JSON.stringify(trial.warnings));
});

test('foreign load on every core is found, and so is the waiting that it causes', async (context) => {
  const burners = Array.from({ length: 2 * availableParallelism() }, () =>
    spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' }),
  );
  context.after(() => {
    for (const burner of burners) burner.kill('SIGKILL');
  });
  const answer = `setTimeout(() => response.end('ok'), 5)`;
  const trial = trialOf(
    await recordOf(context, ['--workers', '1', '--connections', '20'], { waits: server(answer) }),
  );
  assertRaised(trial, 'foreign-load');
  if (trial.cpu.pressure === null) context.diagnostic('this host does not report CPU pressure');
  else assertRaised(trial, 'cpu-pressure');
});

test('foreign load on a core that the run may not use does not affect it', async (context) => {
  const [first = 0, ...others] = readCores()?.flat() ?? [];
  if (others.length === 0) return context.skip('there is one CPU to use');
  if (!(await startBurners(context, 2))) return context.skip('taskset is not installed');
  const before = await isQuiet([first]);
  const wrapper = ['taskset', '-c', String(first)];
  const answer = `setTimeout(() => response.end('ok'), 20)`;
  const args = ['--workers', '1', '--connections', '10'];
  const trial = trialOf(await recordOf(context, args, { waits: server(answer) }, { wrapper }));
  if (!before || !(await isQuiet([first]))) return context.skip('other programs had the core');
  const disturbed = codesOf(trial).filter((code) => code === 'foreign-load' || code === 'cpu-pressure');
  assert.deepEqual(disturbed, [], JSON.stringify(trial.warnings));
});

test('a load client that gets little CPU time is saturated', async (context) => {
  const raw = `require('net').createServer((socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nok')).on('error', () => {});
  }).listen(process.env.PORT);`;
  const args = ['--workers', '2', '--policy', 'rr', '--connections', '100', '--load-processes', '1'];
  const during = async (cli: RunningCli) => setPriority(await childOf(cli.pid, 'load-process.js'), 19);
  const record = await recordOf(context, args, { raw }, { during });
  const trial = trialOf(record);
  if (trial.load.clientWaitShare === null)
    return context.skip('this host does not report the wait for a core');
  assertRaised(trial, 'load-client-saturated');
});

test('a load client of an open loop on a core with foreign load is late', async (context) => {
  if (!(await startBurners(context, 4))) return context.skip('taskset is not installed');
  const [target = BURNER_CPU] = readCores()?.flat() ?? [];
  const rate = ['--scenario', 'steady-rate', '--rate', '500', '--client', 'direct', '--load-processes', '1'];
  const pins = ['--cpus', `target=${target},load=${BURNER_CPU}`];
  const waits = { waits: server(`setTimeout(() => response.end('ok'), 5)`) };
  const args = [...rate, ...pins, '--workers', '1', '--connections', '50'];
  const trial = trialOf(await recordOf(context, args, waits));
  assert.equal(trial.load.mode.arrivals, 'open');
  assertRaised(trial, 'load-client-saturated');
});

test('more busy processes than cores share them with the load', async (context) => {
  const workers = availableParallelism() + 1;
  const args = [
    '--workers',
    String(workers),
    '--policy',
    'rr',
    '--connections',
    '100',
    '--load-processes',
    '1',
  ];
  const burn = `const until = performance.now() + 2; while (performance.now() < until); response.end('ok')`;
  const trial = trialOf(await recordOf(context, args, { burns: server(burn) }));
  assertRaisedUnlessDisturbed(context, trial, 'oversubscribed');
});

test('an nginx whose one worker is always busy holds the app back', async (context) => {
  const nginx = nginxForTests(context);
  if (!nginx) return;
  const args = ['--workers', '1', '--connections', '50', '--proxy', 'nginx'];
  const files = { 'bin/nginx': slowNginx(nginx) };
  const trial = trialOf(await recordOf(context, args, { answers: server(`response.end('ok')`) }, { files }));
  assertRaisedUnlessDisturbed(context, trial, 'proxy-saturated');
});

/**
 * slowNginx is the real one, with one worker, which tries thousands of expressions before it finds the location of a
 * request.
 */
function slowNginx(nginx: string): string {
  return `#!/bin/sh
[ "$1" = -v ] && exec ${nginx} -v
prefix=$2
{ sed -e 's/^worker_processes .*/worker_processes 1;/' -e '/location \\/ {/,$d' "$4"
  seq -f 'location ~ never%.0f {}' 20000
  sed -n '/location \\/ {/,$p' "$4"; } > "$prefix/slow.conf"
shift 4
exec ${nginx} -p "$prefix" -c "$prefix/slow.conf" "$@"
`;
}

test('trials of one variant that differ by half disagree', async (context) => {
  const slowly = `const { existsSync, writeFileSync } = require('fs');
    const delay = existsSync('second') ? 20 : 10;
    writeFileSync('second', '');
    ${server(`setTimeout(() => response.end('ok'), delay)`)}`;
  const args = ['--workers', '1', '--connections', '10', '--trials', '2'];
  const { warnings } = await recordOf(context, args, { slowly });
  assert.deepEqual(
    warnings.filter(({ cell }) => cell !== null).map(({ code, cell }) => [code, cell]),
    [['trials-disagree', 'single']],
  );
});

test('an app that cannot keep up with the rate misses it', async (context) => {
  const burn = `const until = performance.now() + 2; while (performance.now() < until); response.end('ok')`;
  const args = ['--scenario', 'steady-rate', '--rate', '1500', '--workers', '1', '--connections', '50'];
  assertRaised(trialOf(await recordOf(context, args, { burns: server(burn) })), 'rate-missed');
});

test('an app whose first seconds are slow is warming up', async (context) => {
  // Counted from the first request: the time to start depends on the host.
  const slow = `let began;
    ${server(`began ??= performance.now(); setTimeout(() => response.end('ok'), performance.now() - began < 3000 ? 100 : 10)`)}`;
  const args = ['--workers', '1', '--connections', '10', '--duration', '10'];
  const trial = trialOf(await recordOf(context, args, { slow }));
  assertRaisedUnlessDisturbed(context, trial, 'warming-up');
});

test('an app that becomes slow in the last seconds is unsteady, and one that does not is steady', async (context) => {
  const app = (isSlow: string) => `let began;
    ${server(`began ??= performance.now(); setTimeout(() => response.end('ok'), ${isSlow} ? 200 : 20)`)}`;
  const apps = { turns: app('performance.now() - began > 8000'), stays: app('false') };
  const args = ['--workers', '1', '--connections', '10', '--duration', '10'];
  const record = await recordOf(context, args, apps);
  assertRaisedUnlessDisturbed(context, trialOf(record, 'turns'), 'unsteady');
  for (const [app, wrong] of [
    ['turns', ['warming-up']],
    ['stays', ['warming-up', 'unsteady']],
  ] as const) {
    const codes = codesOf(trialOf(record, app));
    if (codes.includes('foreign-load')) continue;
    assert.ok(!wrong.some((code) => codes.includes(code)), `${app}: ${codes}`);
  }
});

/** Ticks of 10 ms since the host's start. */
function readTicks(numbers: readonly number[] | null = null) {
  return parseProcStat(readFileSync('/proc/stat', 'utf8'), numbers);
}

/** stolenTicks is the time that the hypervisor took. */
function stolenTicks(): number {
  return sum(readTicks().map(({ steal }) => steal ?? 0));
}

/** isQuiet says whether other programs left these CPUs idle for a moment. */
async function isQuiet(numbers: readonly number[] | null = null): Promise<boolean> {
  const busyTicks = () => sum(readTicks(numbers).map(({ busy }) => busy));
  const before = busyTicks();
  await sleep(500);
  return busyTicks() - before < 0.05 * 50 * readTicks(numbers).length;
}

/** childOf returns the pid of the program's descendant with such a command line, once there is one. */
async function childOf(pid: number, command: string): Promise<number> {
  for (;;) {
    const found = descendants(pid).find((entry) => entry.command.includes(command));
    if (found) return found.pid;
    process.kill(pid, 0); // throws once the program itself has ended
    await sleep(20);
  }
}
