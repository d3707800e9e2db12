/** The values of variables in requests reach the app and no other place, whatever the app does with them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordIn, startCli, temporaryFolder, testApp } from '../testing/cli.ts';
import { fakeMeans } from '../testing/fake-trials.ts';
import { nightlyRepository } from '../testing/nights.ts';
import { runHere } from '../testing/run-here.ts';

const SECRET = 's3cr3t-0f-"ann"/and-bob';
/** An excerpt may hold only a part. */
const PART = SECRET.slice(0, 8);
const env = { CB_TEST_TOKEN: SECRET };
const HEADER = ['-H', 'authorization: Bearer $CB_TEST_TOKEN'];
const SHORT = ['--workers', '1', '--proxy', 'none', '--trials', '1', '--duration', '1', '--warmup', '0.1'];

/** Files below a folder that hold a part of the secret. */
function filesWithSecret(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(PART));
}

/** Command lines of every process of this host. */
function commandLines(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');
}

test('an app that echoes a token leaves it in no file, output or process list', async (context) => {
  const cwd = temporaryFolder(context);
  const scratch = temporaryFolder(context, 0o777);
  const app = ['--app', testApp('echoes'), '--connections', '4', ...SHORT, ...HEADER];
  const cli = startCli([...app, '--path', '/'], { cwd, env: { ...env, TMPDIR: scratch } });
  await cli.wrote('results go to');
  const seen = new Set([commandLines()]);
  const timer = setInterval(() => seen.add(commandLines()), 100);
  const { code } = await cli.ended;
  clearInterval(timer);
  assert.equal(code, 0, cli.output());
  const [trial] = recordIn(join(cwd, 'run')).trials;
  assert.equal(
    trial?.status === 'ok' && trial.response.headers['cache-control'],
    'private="Bearer $CB_TEST_TOKEN"',
  );
  assert.equal(trial?.status === 'ok' && trial.response.headers['set-cookie'], undefined);

  const failing = startCli([...app, '--path', '/fails', '--out', 'failed'], {
    cwd,
    env: { ...env, TMPDIR: scratch },
  });
  assert.equal((await failing.ended).code, 1);
  const [failed] = recordIn(join(cwd, 'failed')).trials;
  assert.equal(failed?.status, 'failed');
  assert.match(
    failed?.status === 'failed' ? failed.reason : '',
    /responded with 403.*Bearer \$CB_TEST_TOKEN/,
  );
  assert.match(failed?.status === 'failed' ? failed.stderr.join() : '', /received Bearer \$CB_TEST_TOKEN/);

  for (const text of [cli.output(), failing.output(), ...seen]) assert.ok(!text.includes(PART));
  assert.ok(
    [...seen].some((lines) => lines.includes('$CB_TEST_TOKEN')),
    'the program was in the process list',
  );
  assert.deepEqual([...filesWithSecret(cwd), ...filesWithSecret(scratch)], []);
});

test('ab, and a night with its issue, hold no token that a trial quotes', async (context) => {
  const { cwd, commit } = nightlyRepository(context, (waitMs) => `// ${waitMs} ms\n`);
  commit(10);
  commit(20);
  const flags = ['--app', './server.js', '--workers', '1', '--proxy', 'none', ...HEADER];
  // A failure gives the app's output as its reason.
  const means = fakeMeans(({ order }) =>
    order > 1 ? `the app wrote: Bearer ${SECRET.slice(0, 15)}…` : 1_000,
  );
  const pairs = await runHere(['ab', '--base', 'HEAD~1', ...flags, '--out', 'ab'], { cwd, env, means });
  const night = await runHere(['nightly', '--policy', 'rr', ...flags], { cwd, env, means });
  assert.equal(night.code, 1, night.output);
  assert.match(pairs.output, /Bearer \$CB_TEST_TOKEN…/);
  assert.doesNotMatch(pairs.output + night.output, new RegExp(PART));
  assert.deepEqual(filesWithSecret(cwd), []);
});
