/** `--after-start`: the command finds the running server, and its failure is the trial's. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { recordIn, runCli, temporaryFolder } from '../testing/cli.ts';

/** A server that has nothing until something is posted. */
const STORE = `
let item = null;
require('node:http').createServer((request, response) => {
  if (request.method === 'POST') item = 'made';
  response.statusCode = item === null ? 404 : 200;
  response.end(item ?? 'nothing here');
}).listen(process.env.PORT);`;

const SEED = `fetch(process.env.CLUSTER_BENCH_URL, { method: 'POST' }).then(({ ok }) => process.exit(ok ? 0 : 1));`;

async function run(context: TestContext, command: string) {
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.js'), STORE);
  writeFileSync(join(cwd, 'seed.js'), SEED);
  const short = [
    '--trials',
    '1',
    '--duration',
    '1',
    '--warmup',
    '0.2',
    '--connections',
    '2',
    '--load-processes',
    '1',
  ];
  const args = ['--app', './server.js', '--path', '/', '--workers', '1', '--proxy', 'none', ...short];
  const { code, output } = await runCli([...args, '--after-start', command], { cwd });
  const { trials, plan } = recordIn(join(cwd, 'run'));
  return { code, output, trial: trials[0], plan };
}

test('it may create what the load reads', async (context) => {
  const command = `${process.execPath} seed.js`;
  const { code, output, trial, plan } = await run(context, command);
  assert.equal(code, 0, output);
  assert.equal(plan.afterStart, command);
  assert.equal(trial?.status, 'ok');
});

test('one that fails, fails the trial with its last lines', async (context) => {
  const { code, trial } = await run(context, 'echo no seed >&2; exit 3');
  assert.equal(code, 1);
  assert.ok(trial?.status === 'failed');
  assert.equal(trial.reason, '--after-start "echo no seed >&2; exit 3" failed (exit code 3)');
  assert.deepEqual(trial.stderr, ['no seed']);
});
