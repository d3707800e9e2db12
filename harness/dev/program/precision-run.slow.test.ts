/** Runs with `--precision`: how many trials they make of a variant, and when they count as complete. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { meanInterval } from '../../stats/confidence.ts';
import { cellOf } from '../testing/cell-of.ts';
import { temporaryFolder } from '../testing/cli.ts';
import { provoke, server } from '../testing/provoke.ts';
import { watchedRun } from '../testing/watched-run.ts';

/** Sixteen times slower in every other trial: on any host, the mean never becomes precise. */
const CHANGES = `const { existsSync, rmSync, writeFileSync } = require('fs');
  const isSlow = existsSync('slow');
  if (isSlow) rmSync('slow');
  else writeFileSync('slow', '');
  ${server(`setTimeout(() => response.end('ok'), isSlow ? 80 : 5)`)}`;

/**
 * enough is the number of these trials after which the interval of their mean is narrow enough; all of them if it
 * never is.
 */
function enough(throughputs: readonly number[], { least, asked }: { least: number; asked: number }): number {
  const counts = throughputs.map((_, index) => index + 1).filter((count) => count >= least);
  const isNarrow = (count: number) =>
    (meanInterval(throughputs.slice(0, count))?.relativeHalfWidth ?? Number.NaN) <= asked;
  return counts.find(isNarrow) ?? throughputs.length;
}

test('a precise variant gets no more trials, and another as many as it may have', async (context) => {
  const apps = { steady: server(`setTimeout(() => response.end('ok'), 50)`), changes: CHANGES };
  const args = ['--workers', '1', '--connections', '10', '--trials', '3'];
  const precision = ['--precision', '50%', '--max-trials', '5'];
  const { record, output } = await provoke(context, [...args, ...precision], apps);
  const { status, plan, trials } = record;
  assert.equal(status, 'complete');
  assert.deepEqual(plan.precision, { relativeHalfWidth: 0.5, maxTrials: 5 });
  assert.equal(plan.trialsPerCell, 3);
  const of = (app: string) =>
    trials.flatMap((trial) => (trial.status === 'ok' && cellOf(record, trial).app === app ? [trial] : []));
  const throughputsOf = (app: string) => of(app).map(({ load }) => load.throughput);
  assert.deepEqual(
    of('changes').map(({ trial }) => trial),
    [1, 2, 3, 4, 5],
  );
  // On a busy host the steady app may need a fourth trial, and then it must get one.
  assert.equal(of('steady').length, enough(throughputsOf('steady'), { least: 3, asked: 0.5 }));
  assert.deepEqual(
    trials.map(({ order }) => order),
    trials.map((_, index) => index + 1),
  );

  const said = [...output.matchAll(/^ok +(\d+)\/(\d+) /gm)].map(([, order, all]) => [
    Number(order),
    Number(all),
  ]);
  assert.deepEqual(
    said.map(([order]) => order),
    trials.map(({ order }) => order),
    'one line per trial',
  );
  assert.ok(
    said.every(([order = 0, all = 0]) => order <= all),
    'no order beyond the total',
  );
  assert.equal(said.at(-1)?.[1], trials.length);
});

test('a run that is stopped while a precision asks for more is partial, although everything planned is done', async (context) => {
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'changes.cjs'), CHANGES);
  const load = { path: '/', workers: '1', connections: '10', proxy: 'none', duration: '1', warmup: '0.2' };
  const flags = { ...load, app: 'changes.cjs', trials: '2', precision: '1%' };
  const stop = new AbortController();
  const extended: number[] = [];
  const { status, trials } = await watchedRun(cwd, flags, {
    signal: stop.signal,
    watch: (event) => {
      if (event.type !== 'extended') return;
      extended.push(event.trials);
      stop.abort();
    },
  });
  assert.deepEqual(extended, [3]);
  assert.equal(trials.length, 2);
  assert.equal(status, 'partial');
});
