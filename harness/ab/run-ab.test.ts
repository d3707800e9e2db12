/** Pairs of made-up trials: when they end, and their result. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { defaultCompareOptions } from '../config/compare-rules.ts';
import { withFolder } from '../config/resolved-run.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { type FakeTrial, fakeTrials } from '../dev/testing/fake-trials.ts';
import { ABLE, resolved } from '../dev/testing/resolved.ts';
import { ownRuntime } from '../run/runtime.ts';
import type { PairsEvent } from './events.ts';
import { measureSides } from './measure-sides.ts';
import type { Contender, Side } from './side.ts';

const TWO = { workers: [1, 2], policies: ['rr'], proxies: ['none'] };

async function pairs(
  context: TestContext,
  make: (side: Side, ...planned: Parameters<FakeTrial>) => ReturnType<FakeTrial>,
  { maxPairs = 30, patience = new AbortController() } = {},
) {
  const out = temporaryFolder(context);
  for (const side of ['base', 'head']) mkdirSync(join(out, side));
  const runtime = await ownRuntime(out);
  const contender = (side: Side): Contender => ({
    name: side,
    label: side,
    runtime: { ...runtime, cwd: `/${side}` },
  });
  const events: PairsEvent[] = [];
  // The working directory identifies the side, as in real trials.
  const runTrial: ReturnType<typeof fakeTrials> = (planned, parts) =>
    fakeTrials((...given) => make(parts.tools.app.cwd === '/base' ? 'base' : 'head', ...given))(
      planned,
      parts,
    );
  const measured = await measureSides(
    withFolder(resolved(TWO), out),
    ABLE,
    { base: contender('base'), head: contender('head') },
    { minPairs: 3, maxPairs, judging: defaultCompareOptions },
    {
      cwd: out,
      watch: (event) => events.push(event),
      signal: patience.signal,
      means: { runTrial, measureClients: async () => [] },
    },
  );
  return { ...measured, events };
}

/** Trials within a few per mille of a figure. */
const around = (figure: number, order: number) => figure * (1 + 0.002 * Math.sin(7 * order));

test('a head that is a fifth slower is a regression after a few pairs, in every variant', async (context) => {
  const { comparison, outcome } = await pairs(context, (side, { order }) =>
    around(side === 'base' ? 1_000 : 800, order),
  );
  assert.deepEqual(
    comparison.cells.map(({ id, verdict }) => [id, verdict]),
    [
      ['single', 'regression'],
      ['cluster-2-rr', 'regression'],
    ],
  );
  const trials = outcome.runs.base.record.trials.length;
  assert.ok(trials >= 6 && trials < 20, `${trials} trials a side`);
  assert.equal(outcome.runs.head.record.pairing?.id, outcome.runs.base.record.pairing?.id);
});

test('two equal sides are no change', async (context) => {
  const { comparison } = await pairs(context, (_, { order }) => around(1_000, order));
  assert.deepEqual(
    comparison.cells.map(({ verdict }) => verdict),
    ['no-change', 'no-change'],
  );
});

test('a side that fails three times in a row is given up, and the other cells continue', async (context) => {
  const { comparison, outcome } = await pairs(context, (side, { cell, order }) => {
    if (side === 'head' && cell.id === 'single') return 'it fell over';
    return around(side === 'base' ? 1_000 : 800, order);
  });
  assert.deepEqual(outcome.givenUp, [{ cell: 'single', failing: ['head'] }]);
  assert.equal(comparison.cells.find(({ id }) => id === 'cluster-2-rr')?.verdict, 'regression');
});

test('an undecided cell ends at the maximum of pairs', async (context) => {
  const { comparison, outcome } = await pairs(
    context,
    (_, { order }) => [1_000, 1_400, 700, 1_900][order % 4] ?? 0,
    { maxPairs: 4 },
  );
  assert.ok(comparison.cells.every(({ verdict }) => verdict === 'undecided'));
  assert.equal(outcome.runs.base.record.trials.length, 8);
});

test('Ctrl-C between the trials of a pair keeps whole pairs, and both runs are partial', async (context) => {
  const patience = new AbortController();
  const { outcome } = await pairs(
    context,
    (_, { order }, signal) => {
      if (order < 4) return 1_000;
      patience.abort();
      return Promise.reject(signal.reason);
    },
    { patience },
  );
  assert.deepEqual(
    [outcome.runs.base.record.status, outcome.runs.head.record.status],
    ['partial', 'partial'],
  );
});
