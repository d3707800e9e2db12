/** `--dry-run` through the whole program: its output, and that it leaves nothing behind. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { runHere } from '../dev/testing/run-here.ts';

const SMALL = ['--workers', '1,2', '--policy', 'rr', '--proxy', 'none'];

/** A server that creates a file when it is started. */
const TRACING = "require('node:fs').writeFileSync('started', '')";

function repositoryOf(context: TestContext): string {
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.js'), TRACING);
  writeFileSync(join(cwd, 'package.json'), '{}');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  return cwd;
}

const contents = (cwd: string) => readdirSync(cwd).sort();

test('a run is planned: variants, trials, time and folder; nothing is started or created', async (context) => {
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.js'), TRACING);
  const { code, output } = await runHere([...SMALL, '--app', './server.js', '--path', '/', '--dry-run'], {
    cwd,
  });
  assert.equal(code, 0, output);
  assert.match(output, /^2 variants, 3 trials each: about 1 min \d+ s\n {2}single, cluster-2-rr\n/);
  assert.ok(output.includes(`results go to ${join(cwd, 'run')}\n`), output);
  assert.ok(output.endsWith('dry run: nothing was started\n'), output);
  assert.deepEqual(contents(cwd), ['server.js']);
});

test('skipped cells are listed with the reason', async (context) => {
  const cwd = temporaryFolder(context);
  const args = ['--app-command', 'npm start', '--workers', '1,2', '--proxy', 'none', '--dry-run'];
  const { code, output } = await runHere(args, { cwd });
  assert.equal(code, 0, output);
  assert.match(output, /skipped: a command cannot be forked as the worker of a cluster/);
  assert.deepEqual(contents(cwd), []);
});

test('--precision and --connections auto are explained', async (context) => {
  const cwd = temporaryFolder(context);
  const args = [...SMALL, '--precision', '2%', '--connections', 'auto', '--dry-run'];
  const { output } = await runHere(args, { cwd });
  assert.match(output, /trials are added until the mean is known to within 2%, up to 30 per variant/);
  assert.match(output, /the number of connections is chosen before the first trial/);
});

test('a dry run refuses whatever a run refuses, with the same message', async (context) => {
  const cwd = temporaryFolder(context);
  mkdirSync(join(cwd, 'run'));
  writeFileSync(join(cwd, 'run', 'run.json'), '{}');
  for (const args of [['--trials', '0'], ['--connections', '1', '--load-processes', '2'], SMALL]) {
    const real = await runHere(args, { cwd });
    assert.equal(real.code, 2, real.output);
    assert.deepEqual(await runHere([...args, '--dry-run'], { cwd }), real);
  }
});

test('a file in the place of the folder is refused', async (context) => {
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'file'), '');
  const { code, output } = await runHere([...SMALL, '--out', 'file/run', '--dry-run'], { cwd });
  assert.equal(code, 2, output);
  assert.match(output, /^cluster-bench: --out: cannot write .*: there is a file in the way/);
});

test('ab names both versions, and the maximum time of the pairs', async (context) => {
  const cwd = repositoryOf(context);
  const before = contents(cwd);
  const args = ['ab', '--base', 'HEAD', '--app', './server.js', '--path', '/', '--dry-run'];
  const { code, output } = await runHere(args, { cwd });
  assert.equal(code, 0, output);
  assert.match(
    output,
    /^base HEAD\nhead working tree\n1 variant, up to 30 pairs each: \d+ s per pair, at most /,
  );
  assert.deepEqual(contents(cwd), before);
  const refused = await runHere(['ab', '--base', 'nowhere', '--app', './server.js', '--dry-run'], { cwd });
  assert.equal(refused.code, 2, refused.output);
});

test('a night is planned without its store', async (context) => {
  const cwd = repositoryOf(context);
  const { code, output } = await runHere(['nightly', ...SMALL, '--app', './server.js', '--dry-run'], { cwd });
  assert.equal(code, 0, output);
  assert.match(output, /each variant that seems to have changed gets up to 15 pairs with ab/);
  assert.equal(existsSync(join(cwd, 'cluster-bench-nightly')), false);
});

test('an environment variable requests a dry run too', async (context) => {
  const cwd = temporaryFolder(context);
  const env = { CLUSTER_BENCH_DRY_RUN: 'true' };
  const { output } = await runHere(SMALL, { cwd, env });
  assert.ok(output.endsWith('dry run: nothing was started\n'), output);
  assert.deepEqual(contents(cwd), []);
});
