/** `--dry-run` through the whole program: its output, and that it leaves nothing behind. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { runHere } from '../dev/testing/run-here.ts';
import { scenarioFile } from '../dev/testing/scenario-file.ts';

const SMALL = ['--workers', '1,2', '--policy', 'rr', '--proxy', 'none'];
const OWN = [...SMALL, '--dry-run', '--app', './server.js'];

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

test('a dry run shows the request, with names in place of values that may be secret', async (context) => {
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.js'), TRACING);
  writeFileSync(join(cwd, 'users.csv'), 'id,name\n1,ann\n2,bob\n');
  const args = [...OWN, '--data-file', 'users.csv', '--path', '/users/{{id}}', '-X', 'PUT'];
  const body = ['--json', `{"pin":"\${PIN_VALUE}"}`, '-H', 'authorization: Bearer $TOKEN_VALUE'];
  const env = { PIN_VALUE: 'secret-pin', TOKEN_VALUE: 'secret-token' };
  const { output } = await runHere([...args, ...body], { cwd, env });
  assert.ok(
    output.includes(
      '\nsends PUT /users/{{id}}; body of 22 bytes as written; headers Content-Type, Accept, authorization; with $TOKEN_VALUE, $PIN_VALUE\n' +
        'takes rows in order from the 2 rows of users.csv (id, name)\n',
    ),
    output,
  );
  assert.ok(!output.includes('secret-'), output);
});

test('a dry run lists the requests of a file with their shares', async (context) => {
  const cwd = temporaryFolder(context);
  const list = [
    { path: '/users', weight: 3, label: 'list' },
    { path: '/users', json: { name: 'ann' } },
  ];
  writeFileSync(join(cwd, 'server.js'), TRACING);
  writeFileSync(join(cwd, 'list.json'), JSON.stringify(list));
  const { output } = await runHere([...OWN, '--requests', 'list.json'], { cwd });
  assert.match(
    output,
    /^sends 2 requests of list.json, chosen by weight:\n {3}75% GET \/users; label list\n {3}25% POST \/users; body of 14 bytes; header Content-Type$/m,
  );
});

test('a dry run names the requests of a script, as far as responses do not decide them', async (context) => {
  const path = scenarioFile(
    context,
    `export default defineScenario({ *user() {
       yield get('/cart');
       const { status } = yield post('/pay', { label: 'pay', expect: { statuses: [201] } });
       if (status === 201) yield get('/receipt');
       const bill = (yield get('/bill')).json();
       yield get(bill.next);
     } });`,
  );
  const { output } = await runHere([...SMALL, '--dry-run', '--scenario', path], { cwd: dirname(path) });
  assert.match(
    output,
    /^sends GET \/cart, pay, GET \/receipt, GET \/bill, and perhaps others, depending on the responses$/m,
  );
});
