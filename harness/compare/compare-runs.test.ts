import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dbWait, failedTrial, saturate, steadyRate } from '../../reports/testing/example-record.ts';
import { cellOf, compared, faster, namedRun } from '../dev/testing/compared-runs.ts';
import { comparisonSchema } from '../records/comparison.ts';
import type { OkTrial } from '../records/run.ts';
import { outcomeOf } from '../stats/comparison-outcome.ts';
import { isBroken } from '../stats/is-broken.ts';

const base = namedRun({ path: 'base' });

/** A head in which all cells changed by this factor. */
const against = (by: Parameters<typeof faster>[0], trials = 5) =>
  compared(namedRun({ trials }), namedRun({ day: 2, trials, alter: faster(by) }));

test('a significant change for the worse is a regression', () => {
  const comparison = compared(base, namedRun({ day: 2, alter: faster(0.9, 'single') }));
  const { verdict, reason, more, primary, adjustedP } = cellOf(comparison, 'single');
  assert.equal(verdict, 'regression');
  assert.deepEqual([reason, more], [null, null]);
  assert.ok(Math.abs((primary.change ?? 0) + 0.1) < 0.001);
  assert.ok(primary.interval && primary.interval.low < -0.1 && primary.interval.high > -0.1);
  assert.ok((adjustedP ?? 1) < 0.01);
  assert.equal(cellOf(comparison, 'cluster-2-rr').verdict, 'no-change');
  assert.equal(outcomeOf(comparison), 'regression');
});

test('a significant change for the better is an improvement, which fails no gate', () => {
  const comparison = against(1.1);
  assert.equal(cellOf(comparison, 'single').verdict, 'improvement');
  assert.equal(outcomeOf(comparison), 'ok');
});

test('no change means that the interval is within the threshold; it is never assumed', () => {
  const comparison = against((trial) => 1 + 0.001 * (trial - 3));
  const { verdict, primary, threshold } = cellOf(comparison, 'single');
  assert.equal(verdict, 'no-change');
  assert.ok(primary.interval && primary.interval.low > -threshold && primary.interval.high < threshold);
  const wide = against((trial) => 1 + 0.05 * (trial - 3));
  assert.equal(cellOf(wide, 'single').verdict, 'undecided');
});

test('an undecided cell says what would decide it', () => {
  const { verdict, reason, more } = cellOf(
    against((trial) => 0.95 + 0.03 * (trial - 3)),
    'single',
  );
  assert.equal(verdict, 'undecided');
  assert.match(reason ?? '', /interval is too wide/);
  assert.ok((more?.trials ?? 0) > 0 || (more?.runs ?? 0) > 0);
});

test('a significant change below the minimum effect is not a regression', () => {
  const head = namedRun({ day: 2, alter: faster(0.9) });
  const minEffect = { usual: 0.2, special: [] };
  const { verdict, reason } = cellOf(compared(base, head, { minEffect }), 'single');
  assert.equal(verdict, 'undecided');
  assert.match(reason ?? '', /below the minimum effect/);
  const threshold = { usual: 0.2, special: [] };
  assert.equal(cellOf(compared(base, head, { minEffect, threshold }), 'single').verdict, 'no-change');
});

test('a higher latency is a regression', () => {
  const scenario = { ...saturate, metric: 'p99' as const };
  const head = namedRun({
    day: 2,
    scenarios: [scenario],
    alter: (trial) => {
      const { load } = trial;
      return { ...trial, load: { ...load, latency: { ...load.latency, p99: load.latency.p99 * 2 } } };
    },
  });
  const cell = cellOf(compared(namedRun({ scenarios: [scenario] }), head), 'single');
  assert.equal(cell.primary.metric, 'p99');
  assert.equal(cell.verdict, 'regression');
  assert.ok((cell.primary.change ?? 0) > 0.9);
});

test('one trial per side decides nothing, but says how many would', () => {
  const { verdict, reason, more, primary } = cellOf(against(0.5, 1), 'single');
  assert.equal(verdict, 'undecided');
  assert.match(reason ?? '', /too few trials/);
  assert.deepEqual(more, { trials: 2, runs: null });
  assert.ok(Math.abs((primary.change ?? 0) + 0.5) < 1e-9, 'the change is reported nevertheless');
  assert.equal(primary.interval, null);
});

test('the same run on both sides is no change', () => {
  const comparison = compared(base, { ...base, path: 'copy' });
  for (const { verdict, primary, others } of comparison.cells) {
    assert.equal(verdict, 'no-change');
    assert.deepEqual([primary.change, primary.interval], [0, { low: 0, high: 0 }]);
    const errors = others.find(({ metric }) => metric === 'errors');
    assert.deepEqual([errors?.change, errors?.interval, errors?.pValue], [0, null, null]);
  }
  assert.equal(outcomeOf(comparison), 'ok');
});

test('a run that a comparison contains twice is refused', () => {
  const other = namedRun({ path: 'other', day: 2 });
  assert.throws(
    () => compared([base, { ...base, path: 'copy' }], other),
    /the base contains the same run twice/,
  );
  assert.throws(() => compared([base, other], [base]), /both sides contain the same run/);
});

test('several runs of a side measure the spread between runs', () => {
  const noisy = (day: number, by: number) => namedRun({ path: `night-${day}`, day, alter: faster(by) });
  const nights = [noisy(1, 1), noisy(2, 1.06), noisy(3, 0.94)];
  const { method, cells } = compared(nights, [noisy(4, 0.97), noisy(5, 1.03)]);
  assert.equal(method.runSpread?.source, 'measured');
  assert.ok((method.runSpread?.value ?? 0) > 0.02);
  assert.deepEqual(
    cells.map(({ verdict }) => verdict),
    ['undecided', 'undecided'],
  );
  assert.equal(cells[0]?.primary.base.runs.length, 3);
});

test('pairs of trials are compared as pairs, so that drift cancels out', () => {
  const paired = (side: 'base' | 'head', id = 'session', day = 1) => {
    const drift = (trial: number) => (1 + 0.1 * trial) * (side === 'head' ? 0.94 : 1);
    return namedRun({
      path: side,
      day,
      trials: 10,
      alter: (trial) =>
        trial.trial === 10 && side === 'head' ? failedTrial(trial, 'died') : faster(drift)(trial),
      change: (record) => ({ ...record, pairing: { id, side } }),
    });
  };
  const comparison = compared(paired('base'), paired('head'));
  assert.equal(comparison.method.name, 'paired-sequential');
  assert.equal(comparison.method.runSpread, null);
  const { verdict, pairs, failed } = cellOf(comparison, 'single');
  assert.deepEqual([verdict, pairs, failed], ['regression', 9, { base: 0, head: 1 }]);

  const twice = compared(
    [paired('base'), paired('base', 'second', 2)],
    [paired('head', 'second', 2), paired('head')],
  );
  assert.equal(cellOf(twice, 'single').pairs, 18);
  const turned = compared(paired('head'), paired('base'));
  assert.equal(cellOf(turned, 'single').verdict, 'improvement');

  const mixed = compared([paired('base'), namedRun({ path: 'more', day: 3 })], paired('head'));
  assert.equal(mixed.method.name, 'welch-on-logs');
  assert.equal(compared(paired('base'), paired('head', 'other')).method.name, 'welch-on-logs');
});

test('too few pairs for an interval say how many more are needed', () => {
  const after = (trials: number) => {
    const side = (name: 'base' | 'head', day: number) =>
      namedRun({
        path: name,
        day,
        trials,
        change: (record) => ({ ...record, pairing: { id: 'x', side: name } }),
      });
    return cellOf(compared(side('base', 1), side('head', 2)), 'single');
  };
  for (const trials of [1, 2, 3, 4]) {
    const { primary, more } = after(trials);
    assert.equal(primary.interval, null);
    assert.notEqual(after(trials + (more?.trials ?? 0)).primary.interval, null, `${trials} pairs`);
  }
});

test('cells are joined by scenario, app and variant, not by the form of their ids', () => {
  const both = namedRun({ day: 2, scenarios: [saturate, dbWait] });
  const comparison = compared(base, both);
  assert.deepEqual(
    comparison.cells.map(({ id }) => id),
    ['saturate/express/single', 'saturate/express/cluster-2-rr'],
  );
  assert.deepEqual(comparison.onlyInHead, ['db-wait/express/single', 'db-wait/express/cluster-2-rr']);
  const longIds = namedRun({
    day: 2,
    change: (record) => ({
      ...record,
      cells: record.cells.map((cell) => ({ ...cell, id: `saturate/express/${cell.id}` })),
      trials: record.trials.map((trial) => ({ ...trial, cell: `saturate/express/${trial.cell}` })),
    }),
  });
  assert.deepEqual(
    compared(base, longIds).cells.map(({ id }) => id),
    ['single', 'cluster-2-rr'],
  );
});

test('without a common cell nothing is compared', () => {
  const comparison = compared(base, namedRun({ day: 2, workers: [4] }));
  assert.deepEqual(comparison.cells, []);
  assert.deepEqual(comparison.onlyInBase, ['single', 'cluster-2-rr']);
  assert.deepEqual(comparison.onlyInHead, ['cluster-4-rr']);
  assert.equal(outcomeOf(comparison), 'nothing');
});

test('a head without figures does not pass', () => {
  const failing = namedRun({ day: 2, alter: (trial) => failedTrial(trial, 'it never listened') });
  const comparison = compared(base, failing);
  const { verdict, reason, failed } = cellOf(comparison, 'single');
  assert.deepEqual(
    [verdict, reason, failed],
    ['undecided', 'every trial of the head failed', { base: 0, head: 5 }],
  );
  assert.equal(outcomeOf(comparison), 'regression');
  assert.equal(outcomeOf(compared(failing, base)), 'nothing');
  const silent = compared(base, namedRun({ day: 2, alter: faster(0) }));
  assert.match(cellOf(silent, 'single').reason ?? '', /5 of 5 trials of the head measured 0/);
  assert.equal(outcomeOf(silent), 'regression');
});

test('a variant that failed on one side does not affect the others', () => {
  const dying = namedRun({
    day: 2,
    alter: (trial) => (trial.cell === 'single' ? failedTrial(trial, 'it died') : trial),
  });
  const comparison = compared(base, dying);
  assert.equal(cellOf(comparison, 'single').verdict, 'undecided');
  assert.equal(cellOf(comparison, 'cluster-2-rr').verdict, 'no-change');
  assert.equal(outcomeOf(comparison), 'regression');
  const recovered = compared(dying, namedRun({ day: 3 }));
  assert.match(cellOf(recovered, 'single').reason ?? '', /every trial of the base failed/);
  assert.equal(outcomeOf(recovered), 'ok');
});

test('a head with too few responses for a p99 is not broken', () => {
  const few = (trial: OkTrial) => ({ ...trial, load: { ...trial.load, completed: 900 } });
  const [cell] = compared(
    namedRun({ scenarios: [steadyRate] }),
    namedRun({ day: 2, scenarios: [steadyRate], alter: few }),
  ).cells;
  assert.ok(cell && cell.primary.metric === 'p99');
  assert.deepEqual([cell.primary.head.mean, isBroken(cell), cell.verdict], [null, false, 'undecided']);
  assert.equal(cell.reason, 'the trials of the head have too few responses for a p99, which takes 1,000');
});

test('failed trials among others are counted, but give no figures', () => {
  const head = namedRun({
    day: 2,
    alter: (trial) => (trial.trial === 1 ? failedTrial(trial, 'it died') : trial),
  });
  const { failed, primary, verdict } = cellOf(compared(base, head), 'single');
  assert.deepEqual([failed, primary.head.runs[0]?.length, verdict], [{ base: 0, head: 1 }, 4, 'no-change']);
});

test('a run that was stopped does not have the variants that it did not reach', () => {
  const stopped = namedRun({
    day: 2,
    change: (record) => ({
      ...record,
      status: 'partial',
      trials: record.trials.filter(({ cell }) => cell === 'single'),
    }),
  });
  const { cells, onlyInBase, head } = compared(base, stopped);
  assert.deepEqual([cells.map(({ id }) => id), onlyInBase], [['single'], ['cluster-2-rr']]);
  assert.equal(head.runs[0]?.status, 'partial');
});

test('limits by metric and variant apply to the matching cells', () => {
  const head = namedRun({ day: 2, alter: faster(0.9) });
  const minEffect = { usual: 0.02, special: [{ metric: null, cell: 'single', ratio: 0.2 }] };
  const threshold = { usual: 0.05, special: [{ metric: 'throughput', cell: 'single', ratio: 0.3 }] } as const;
  const { cells } = compared(base, head, { minEffect, threshold });
  assert.deepEqual(
    cells.map(({ id, verdict, minEffect: least, threshold: most }) => [id, verdict, least, most]),
    [
      ['single', 'no-change', 0.2, 0.3],
      ['cluster-2-rr', 'regression', 0.02, 0.05],
    ],
  );
});

test('with a minimum effect of 0 every significant change counts', () => {
  const head = namedRun({ day: 2, trials: 30, alter: faster(0.985) });
  const options = { runSpread: 0.001, threshold: { usual: 0.005, special: [] } };
  const judgedWith = (usual: number) =>
    cellOf(
      compared(namedRun({ trials: 30 }), head, { ...options, minEffect: { usual, special: [] } }),
      'single',
    );
  assert.equal(judgedWith(0.02).verdict, 'undecided');
  assert.equal(judgedWith(0).verdict, 'regression');
});

test('implausible figures never produce NaN or Infinity', () => {
  for (const figure of [Number.NaN, Number.POSITIVE_INFINITY, 1e308, 1e-300, -5, 0]) {
    const odd = namedRun({ day: 2, alter: faster((trial) => (trial === 2 ? figure : 1)) });
    const worst = namedRun({ day: 2, alter: faster(figure) });
    for (const comparison of [
      compared(base, odd),
      compared(odd, base),
      compared(base, worst),
      compared(worst, odd),
    ]) {
      assert.ok(comparisonSchema.safeParse(JSON.parse(JSON.stringify(comparison))).success, String(figure));
      for (const cell of comparison.cells) assert.equal(cell.verdict, 'undecided', String(figure));
    }
  }
});

test('extreme differences never produce an interval beyond finite numbers', () => {
  const wild = (trial: number) => 10 ** (trial % 2 === 0 ? 9 : -9);
  const comparison = compared(namedRun({ trials: 2, alter: faster(wild) }), namedRun({ day: 2, trials: 2 }));
  assert.ok(comparisonSchema.safeParse(JSON.parse(JSON.stringify(comparison))).success);
  assert.equal(cellOf(comparison, 'single').verdict, 'undecided');
});

test('errors are compared as a difference of shares, and other metrics are listed after the primary one', () => {
  const failing = namedRun({
    day: 2,
    alter: (trial) => {
      const { load } = trial;
      return { ...trial, load: { ...load, errors: { ...load.errors, timeout: load.completed } } };
    },
  });
  const { others } = cellOf(compared(base, failing), 'single');
  assert.deepEqual(
    others.map(({ metric }) => metric),
    ['p50', 'p99', 'cpuPerRequest', 'gc', 'rss', 'errors'],
  );
  const errors = others.at(-1);
  assert.deepEqual(
    [errors?.base.mean, errors?.head.mean, errors?.change, errors?.interval],
    [0, 0.5, 0.5, null],
  );
  assert.ok(others.slice(0, 4).every(({ interval }) => interval !== null));
});

test('CPU per request and memory include workers and primary', () => {
  const { others } = cellOf(compared(base, namedRun({ day: 2 })), 'cluster-2-rr');
  const [trial] = base.record.trials.filter(({ cell }) => cell === 'cluster-2-rr');
  assert.ok(trial?.status === 'ok');
  const { target, primary } = trial.cpu.coresByRole;
  const cpu = others.find(({ metric }) => metric === 'cpuPerRequest');
  const expected = (((target ?? 0) + primary) * trial.load.windowSeconds * 1e6) / trial.load.completed;
  assert.equal(cpu?.base.runs[0]?.[0], expected);
  const bytes = trial.processes.reduce((total, { rssBytes }) => total + (rssBytes ?? 0), 0);
  assert.equal(others.find(({ metric }) => metric === 'rss')?.base.runs[0]?.[0], bytes);
});
