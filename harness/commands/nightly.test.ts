/** Nights of made-up trials: an app in a real git repository becomes slower from one night to the next. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli, temporaryFolder } from '../dev/testing/cli.ts';
import { type FakeTrial, fakeMeans } from '../dev/testing/fake-trials.ts';
import { nightlyRepository, nightsIn, STORE, slowingNights } from '../dev/testing/nights.ts';
import { runHere } from '../dev/testing/run-here.ts';

const [QUICK_MS, SLOW_MS] = [10, 20] as const;
const NIGHT = ['nightly', '--app', './server.js', '--workers', '1', '--policy', 'rr', '--proxy', 'none'];

/** A version of the app: it contains the milliseconds that a made-up trial reports. */
const server = (waitMs: number) => `// ${waitMs} ms\n`;

/** Trials by the version in their checkout, each within a few per mille of its figure. */
const asWritten: FakeTrial = ({ order }, _signal, { script }) => {
  const [waitMs = ''] = /\d+/.exec(readFileSync(script ?? '', 'utf8')) ?? [];
  return (10_000 / Number(waitMs)) * (1 + 0.002 * Math.sin(7 * order));
};

function nightsOf(cwd: string, env: Readonly<Record<string, string>> = {}) {
  return (args: readonly string[] = [], make = asWritten) =>
    runHere([...NIGHT, ...args], { cwd, env, means: fakeMeans(make) });
}

test('a base commit that git no longer holds is named, with how to fetch it', async (context) => {
  const { cwd, git, commit } = nightlyRepository(context, server);
  const night = nightsOf(cwd);
  git('remote', 'add', 'origin', 'git@example.invalid:shop.git');
  const lost = commit(QUICK_MS);
  assert.equal((await night()).code, 0);
  // This is the state after a force-push and a fresh clone.
  git('checkout', '--quiet', '--orphan', 'rewritten');
  commit(SLOW_MS);
  git(
    'branch',
    '--quiet',
    '--delete',
    '--force',
    git('branch', '--format=%(refname:short)').split('\n')[0] ?? '',
  );
  git('reflog', 'expire', '--expire=now', '--all');
  git('gc', '--quiet', '--prune=now');
  await night();
  assert.equal(
    nightsIn(cwd).at(-1)?.suspects[0]?.reason,
    `ab could not run: the last good night’s commit ${lost}: this clone does not have it, perhaps because of a force-push; fetch it first: git fetch origin ${lost}`,
  );
});

test('a first night, a good one, and one that is slower: ab confirms it, and an issue is written', async (context) => {
  const { cwd, ...repository } = nightlyRepository(context, server);
  await slowingNights({ cwd, ...repository }, [QUICK_MS, SLOW_MS], '1 variant, 3 trials', (env, args) =>
    nightsOf(cwd, env)(args),
  );
});

test('without git a slower night stays suspected; damaged nights are reported and skipped', async (context) => {
  const cwd = temporaryFolder(context);
  const night = nightsOf(cwd);
  writeFileSync(join(cwd, 'package.json'), '{}');
  writeFileSync(join(cwd, 'server.js'), server(10));
  const first = await night(['--gate', 'p99 single < 0.1']);
  assert.equal(first.code, 1, first.output);
  assert.match(first.output, /\nregression: the gate p99 single < 0.1 is not met\n$/);
  assert.equal((await night(['--accept'])).code, 0);

  const damaged = join(cwd, STORE, 'runs', '1999-12-31T00-00-00Z');
  mkdirSync(damaged);
  writeFileSync(join(damaged, 'night.json'), '{"schema": 1');
  writeFileSync(join(damaged, 'run.json'), 'not a run');
  writeFileSync(join(cwd, STORE, '.lock'), 'half a lo');
  writeFileSync(join(cwd, 'server.js'), server(20));
  const { code, output } = await night();
  const sentences = output.replace(/\s+/g, ' ');
  assert.equal(code, 0, output);
  assert.match(
    sentences,
    /The night 1999-12-31T00-00-00Z cannot be read, and counts as none: night.json is damaged/,
  );
  assert.match(sentences, /ab compares commits, and this is not a git repository/);
  assert.match(output, /\nsuspected: single −\d\d\.\d%, slower; not confirmed\n$/);
});

test('a second simultaneous night is refused; Ctrl-C keeps what was measured, and the night is not good', async (context) => {
  const { cwd, commit } = nightlyRepository(context, server);
  commit(QUICK_MS);
  const night = nightsOf(cwd);
  const { code, output } = await night(['--trials', '50'], async (planned, signal, app) => {
    if (planned.order < 2) return asWritten(planned, signal, app);
    const second = await runCli(NIGHT, { cwd });
    assert.equal(second.code, 2);
    assert.match(
      second.output,
      new RegExp(
        `^cluster-bench: another nightly \\(pid ${process.pid}\\) is running in .*; wait for it, or name another`,
      ),
    );
    process.emit('SIGINT');
    throw signal.reason;
  });
  assert.equal(code, 130, output);
  assert.match(output, /\ninterrupted after 1 trial: it does not count as a night\n$/);
  const [interrupted] = nightsIn(cwd);
  assert.deepEqual(
    [interrupted?.verdict, interrupted?.good, interrupted?.run.status],
    ['interrupted', false, 'partial'],
  );
  const next = await night();
  assert.equal(next.code, 0, next.output);
  assert.match(next.output, /\nfirst: /);
});

test('a wrong command is refused before anything is created', async (context) => {
  const cwd = temporaryFolder(context);
  for (const [args, sentence] of [
    [['--out', 'x'], /unknown flag --out/],
    [['--keep', '0'], /--keep takes a whole number from 1/],
    [['--gate', 'p99 clster < 5'], /--gate "p99 clster < 5": the run has no variant clster/],
    [['--setup-timeout', '5'], /--setup-timeout has no effect here/],
    [['--accept=maybe'], /--accept takes no value/],
    [['--store', 'package.json'], /--store: cannot write .*; name another folder/],
  ] as const) {
    writeFileSync(join(cwd, 'package.json'), '{}');
    const { code, output } = await runHere(['nightly', '--app', 'http', '--workers', '1', ...args], { cwd });
    assert.equal(code, 2, output);
    assert.match(output, sentence);
    assert.equal(output.trim().split('\n').length, 1, output);
  }
  assert.ok(!existsSync(join(cwd, STORE)));
});
