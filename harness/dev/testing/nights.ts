/** Repositories whose app gets slower from one night to the next, and the nights in their store. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Night, nightSchema } from '../../records/night.ts';
import { temporaryFolder } from './cli.ts';
import { readOutputs } from './composite-action.ts';

export const STORE = 'cluster-bench-nightly';

/** @param serverOf returns the source of a server that responds after this many milliseconds */
export function nightlyRepository(context: TestContext, serverOf: (waitMs: number) => string) {
  const cwd = temporaryFolder(context);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
      cwd,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  writeFileSync(join(cwd, '.gitignore'), `${STORE}/\nrun/\n`);
  writeFileSync(join(cwd, 'package.json'), '{}');
  const commit = (waitMs: number) => {
    writeFileSync(join(cwd, 'server.js'), serverOf(waitMs));
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', `answers after ${waitMs} ms`);
    return git('rev-parse', 'HEAD');
  };
  return { cwd, git, commit };
}

/** Returns every night of the store, in order. */
export function nightsIn(cwd: string): (Night & { readonly folder: string })[] {
  const runs = join(cwd, STORE, 'runs');
  return readdirSync(runs)
    .filter((name) => existsSync(join(runs, name, 'night.json')))
    .sort()
    .map((name) => {
      const folder = join(runs, name);
      return { ...nightSchema.parse(JSON.parse(readFileSync(join(folder, 'night.json'), 'utf8'))), folder };
    });
}

/**
 * Runs a first night, a good one, a slower one, and one that accepts the slowdown, and checks their output and what
 * they leave.
 *
 * @param planned text that a night prints about its plan
 */
export async function slowingNights(
  { cwd, git, commit }: ReturnType<typeof nightlyRepository>,
  [quickMs, slowMs]: readonly [number, number],
  planned: string,
  start: (
    env: Readonly<Record<string, string>>,
    args: readonly string[],
  ) => Promise<{ readonly code: number | null; readonly output: string }>,
): Promise<void> {
  const page = join(cwd, '.git', 'page.md');
  const outputs = join(cwd, '.git', 'outputs');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page, GITHUB_OUTPUT: outputs };
  const night = (...args: string[]) => start(env, args);
  commit(quickMs);
  const first = await night();
  assert.equal(first.code, 0, first.output);
  assert.match(first.output, /\nfirst: no good night to compare with\n$/);
  assert.ok(
    first.output.indexOf('foreign-load') < first.output.indexOf(planned),
    'the host check comes first',
  );

  const base = commit(quickMs);
  const second = await night();
  assert.equal(second.code, 0, second.output);
  assert.match(second.output, /\ngood: no regression against 1 good night/);

  const slow = commit(slowMs);
  const third = await night();
  assert.equal(third.code, 1, third.output);
  assert.match(third.output, /\nregression: single −\d\d\.\d%, slower, confirmed by ab\n$/);

  const nights = nightsIn(cwd);
  assert.deepEqual(
    nights.map(({ verdict, good }) => [verdict, good]),
    [
      ['first', true],
      ['good', true],
      ['regression', false],
    ],
  );
  const last = nights[2] as (typeof nights)[number];
  assert.equal(last.run.commit, slow);
  assert.equal(last.base.nights[0]?.commit, base);
  assert.equal(last.suspects[0]?.answer, 'confirmed');
  assert.match(last.issue?.title ?? '', /^Nightly regression: single −/);
  for (const file of [
    'report.md',
    'summary.md',
    'issue.md',
    'comparison.md',
    'ab/comparison.md',
    'ab/base/run.json',
  ]) {
    assert.ok(existsSync(join(last.folder, file)), file);
  }
  assert.match(readFileSync(page, 'utf8'), /^# First: .*^# Good: .*^# Regression: single/ms);
  const { verdict, folder, store } = readOutputs(readFileSync(outputs, 'utf8'));
  assert.deepEqual(
    { verdict, folder, store },
    { verdict: 'regression', folder: last.folder, store: join(cwd, STORE) },
  );
  assert.equal(historyLines(cwd), 3, 'only nights: trials of ab do not count');
  assert.equal(git('worktree', 'list').split('\n').length, 1);
  assert.equal(git('status', '--porcelain'), '', 'the checkout is as it was');

  const accepted = await night('--accept', '--keep', '1');
  assert.equal(accepted.code, 0, accepted.output);
  assert.match(accepted.output, /\ngood: single −.* accepted\n$/);
  assert.deepEqual(
    nightsIn(cwd).map(({ accepted }) => accepted),
    [true],
    'nights that no comparison needs any more are removed',
  );
  assert.equal(historyLines(cwd), 4);
}

function historyLines(cwd: string): number {
  return readFileSync(join(cwd, STORE, 'history.jsonl'), 'utf8')
    .trim()
    .split('\n').length;
}
