/** Apps that something else starts: the process that listens is judged, whoever started it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { OkTrial, RunRecord } from '../../records/run.ts';
import { recordIn, runCli, temporaryFolder } from '../testing/cli.ts';

const files = {
  'package.json': JSON.stringify({ name: 'started', scripts: { start: 'node server.mjs' } }),
  'server.mjs': `
    import { createServer } from 'node:http';
    createServer((request, response) => response.end('served')).listen(process.env.PORT);`,
  'wrapper.mjs': `
    import { spawn } from 'node:child_process';
    spawn(process.execPath, ['server.mjs'], { stdio: 'inherit' });`,
  'helper.mjs': `
    import { spawn } from 'node:child_process';
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await import('./server.mjs');`,
  'forks.mjs': `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) for (let n = 0; n < 3; n++) cluster.fork();
    else await import('./server.mjs');`,
} as const;

const FALSE_NOTES = ['more-workers', 'worker-skew', 'worker-stalled', 'agent-silent'];

async function recordOf(
  context: TestContext,
  args: readonly string[],
  folder = temporaryFolder(context),
): Promise<RunRecord> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const load = ['--path', '/', '--duration', '1', '--warmup', '0', '--trials', '1', '--connections', '8'];
  const { output } = await runCli([...args, ...load], { cwd: folder });
  const record = recordIn(join(folder, 'run'));
  const failed = record.trials.filter(({ status }) => status === 'failed');
  assert.deepEqual(failed, [], output);
  return record;
}

function trialOf({ trials }: RunRecord): OkTrial {
  const [trial] = trials.filter(({ status }) => status === 'ok');
  assert.ok(trial?.status === 'ok');
  assert.ok(trial.load.completed > 0);
  return trial;
}

const single = ['--workers', '1', '--proxy', 'none'];
const rolesOf = ({ processes }: OkTrial) => processes.map(({ role }) => role).sort();
const falseNotes = ({ warnings }: OkTrial) =>
  warnings.map(({ code }) => code).filter((code) => FALSE_NOTES.includes(code));

test('npm start: npm is a launcher, the server the worker; a cluster is skipped', async (context) => {
  const record = await recordOf(context, [
    '--app-command',
    'npm start',
    '--workers',
    '1,2',
    '--proxy',
    'none',
  ]);
  const trial = trialOf(record);
  assert.equal(record.plan.apps[0]?.source, 'npm start');
  assert.deepEqual(rolesOf(trial), ['launcher', 'worker']);
  assert.deepEqual(falseNotes(trial), []);
  assert.match(record.skipped[0]?.reason ?? '', /^a command cannot be forked as the worker of a cluster/);
});

for (const [args, roles] of [
  [
    ['--app', './wrapper.mjs'],
    ['launcher', 'worker'],
  ],
  [
    ['--app', './helper.mjs'],
    ['other', 'worker'],
  ],
  [
    ['--app-command', 'MODE=fast node wrapper.mjs'],
    ['launcher', 'worker'],
  ],
] as const) {
  test(`${args.join(' ')}: ${roles.join(' and ')}`, async (context) => {
    const trial = trialOf(await recordOf(context, [...args, ...single]));
    assert.deepEqual(rolesOf(trial), [...roles]);
    assert.deepEqual(falseNotes(trial), []);
  });
}

test('an app that forks its own cluster: its workers and its primary are known', async (context) => {
  const folder = temporaryFolder(context);
  const record = await recordOf(context, ['--app', './forks.mjs', ...single], folder);
  assert.deepEqual(rolesOf(trialOf(record)), ['primary', 'worker', 'worker', 'worker']);
  const report = readFileSync(join(folder, 'run', 'report.md'), 'utf8');
  assert.match(report, /The app runs its own cluster of 3 workers/);
  assert.doesNotMatch(report, /the single process/);
});

test('a server of another language is reached by a knock, and has memory', async (context) => {
  try {
    execFileSync('python3', ['-c', 'import http.server']);
  } catch {
    return context.skip('there is no python3');
  }
  const trial = trialOf(
    await recordOf(context, ['--app-command', 'python3 -m http.server {port}', ...single]),
  );
  assert.deepEqual(rolesOf(trial), ['worker']);
  assert.ok((trial.processes[0]?.rssBytes ?? 0) > 1_000_000);
  assert.deepEqual(falseNotes(trial), []);
});
