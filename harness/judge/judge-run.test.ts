import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord, failedTrial } from '../../reports/testing/example-record.ts';
import type { OkTrial, RunRecord, ScenarioFacts, Trial } from '../records/run.ts';
import { judgeRun as judgeAll } from './judge-run.ts';

const single = { workers: [1], policies: ['rr'], proxies: ['none'], trials: 3 } as const;

/** judgeRun without the warnings about the host. */
function judgeRun(record: RunRecord, trials: readonly Trial[]) {
  return judgeAll(record, trials).warnings.filter(({ cell }) => cell !== null);
}

/** runOf is a run of one cell whose trials have these figures for the scenario's metric. */
function runOf(metric: ScenarioFacts['metric'], alter: (trial: OkTrial) => Trial): RunRecord {
  const record = exampleRecord({ ...single, alter });
  const scenarios = record.plan.scenarios.map((scenario) => ({ ...scenario, metric }));
  return { ...record, plan: { ...record.plan, scenarios } };
}

const throughputs =
  (...values: readonly number[]) =>
  (trial: OkTrial): OkTrial => ({
    ...trial,
    load: { ...trial.load, throughput: values[trial.trial - 1] ?? 0 },
  });

test('trials that differ by more than a tenth of their mean are reported, with their cell', () => {
  // The standard deviation of 1,000 - x, 1,000 and 1,000 + x is x.
  const record = runOf('throughput', throughputs(899, 1_000, 1_101));
  const [warning, ...others] = judgeRun(record, record.trials);
  assert.deepEqual(others, []);
  assert.equal(warning?.code, 'trials-disagree');
  assert.equal(warning?.cell, 'single');
  assert.deepEqual(warning?.numbers, { trials: 3, variation: 0.101, lowest: 899, highest: 1_101 });
});

test('trials that differ by less are not reported', () => {
  const record = runOf('throughput', throughputs(901, 1_000, 1_099));
  assert.deepEqual(judgeRun(record, record.trials), []);
});

test('the spread of a single trial, or of none, is unknown', () => {
  const record = runOf('throughput', (trial) =>
    trial.trial === 1 ? throughputs(1_000)(trial) : failedTrial(trial, 'gone'),
  );
  assert.deepEqual(judgeRun(record, record.trials), []);
  assert.deepEqual(judgeRun(record, []), []);
});

test('a scenario is judged by its own metric', () => {
  const tails = (...values: readonly number[]) =>
    runOf('p99', (trial) => ({
      ...trial,
      load: {
        ...trial.load,
        throughput: trial.trial,
        latency: { ...trial.load.latency, p99: values[trial.trial - 1] ?? 0 },
      },
    }));
  const codes = (record: RunRecord) => judgeRun(record, record.trials).map(({ code }) => code);
  assert.deepEqual(codes(tails(74, 100, 126)), ['trials-disagree']);
  assert.deepEqual(codes(tails(76, 100, 124)), []);

  const searched = runOf('capacity', (trial) => ({
    ...throughputs(10, 20, 30)(trial),
    search: { objective: { percentile: 99, limitMs: 200 }, rate: 1_000, low: 1_000, high: null, steps: [] },
  }));
  assert.deepEqual(codes(searched), []);
});

test('a figure that misses the precision is reported, and one that reaches it is not', () => {
  const asked = (record: RunRecord, relativeHalfWidth: number) => ({
    ...record,
    plan: { ...record.plan, precision: { relativeHalfWidth, maxTrials: 3 } },
  });
  const reported = (record: RunRecord) =>
    judgeRun(record, record.trials).map(({ code, text, numbers: { trials, askedWidth, width } }) => ({
      code,
      isSearch: text.includes('the search'),
      trials,
      askedWidth,
      width: width && Number(width.toFixed(4)),
    }));
  // Student's t of 2 degrees of freedom is 4.303: 4.303 x 10 / sqrt(3) = 24.8 of 1,000.
  const record = runOf('throughput', throughputs(990, 1_000, 1_010));
  const missed = { code: 'precision-missed', isSearch: false, trials: 3, askedWidth: 0.02, width: 0.0248 };
  assert.deepEqual(reported(asked(record, 0.02)), [missed]);
  assert.deepEqual(reported(asked(record, 0.025)), []);
  const once = runOf('throughput', (trial) =>
    trial.trial === 1 ? throughputs(1_000)(trial) : failedTrial(trial, 'gone'),
  );
  assert.deepEqual(reported(asked(once, 0.02)), [{ ...missed, trials: 1, width: undefined }]);

  const searched = runOf('capacity', (trial) => {
    const objective = { percentile: 99, limitMs: 200 };
    return { ...trial, search: { objective, rate: 1_000, low: 1_000, high: 1_030, steps: [] } };
  });
  assert.deepEqual(reported(asked(searched, 0.02)), [{ ...missed, isSearch: true, width: 0.03 }]);
  assert.deepEqual(reported(asked(searched, 0.04)), []);
});

test('a warning about the host names no cell', () => {
  const record = runOf('throughput', throughputs(1_000, 1_000, 1_000));
  const host = { ...record.host, governor: 'powersave', governors: { powersave: 8 }, smt: false };
  assert.deepEqual(
    judgeAll({ ...record, host }, record.trials).warnings.map(({ code, cell }) => [code, cell]),
    [['governor', null]],
  );
});
