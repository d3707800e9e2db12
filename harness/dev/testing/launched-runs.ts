/** Runs of apps that another program starts. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { OkTrial, RunRecord } from '../../records/run.ts';
import { recordIn, runCli, temporaryFolder } from './cli.ts';

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

export async function recordOf(
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

export function trialOf({ trials }: RunRecord): OkTrial {
  const [trial] = trials.filter(({ status }) => status === 'ok');
  assert.ok(trial?.status === 'ok');
  assert.ok(trial.load.completed > 0);
  return trial;
}

export const single = ['--workers', '1', '--proxy', 'none'];

export const rolesOf = ({ processes }: OkTrial) => processes.map(({ role }) => role).sort();
