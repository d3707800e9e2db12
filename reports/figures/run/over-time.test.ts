import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord, failedTrial } from '../../testing/example-record.ts';
import { options, shownOf } from '../../testing/example-run-figures.ts';
import type { Series } from '../figure.ts';
import { shownPart } from '../shown.ts';
import { pointsPerTrial } from './over-time.ts';

test('each second of each trial is shown, one trial at a time; failures only where there are any', () => {
  const record = exampleRecord(options);
  const { figures } = shownOf(record);
  const [trial] = record.trials;
  assert.equal(trial?.status, 'ok');
  for (const [id, read] of [
    ['throughput-over-time', 'completed'],
    ['p99-over-time', 'p99Ms'],
  ] as const) {
    const data = figures.find((one) => one.data.id === id)?.data;
    assert.ok(data?.kind === 'lines');
    assert.equal(data.choices.length, record.trials.length);
    const shown: Series | undefined = data.series.find(
      ({ choice }) => choice === `single, trial ${trial.trial}`,
    );
    assert.deepEqual(
      shown?.points.map(({ x, y }) => [x, y]),
      trial.load.perSecond.map((second, at) => [at + 0.5, second[read]]),
    );
  }
  const failing = exampleRecord({
    ...options,
    alter: (one) => ({
      ...one,
      load: { ...one.load, perSecond: one.load.perSecond.map((second) => ({ ...second, failed: 2 })) },
    }),
  });
  const kinds = shownOf(failing).figures.filter(({ kind }) => kind === 'over-time');
  assert.deepEqual(
    kinds.map(({ data }) => data.id),
    ['throughput-over-time', 'p99-over-time', 'failures-over-time'],
  );
});

test('a failed trial is shown over time as far as it was measured', () => {
  const record = exampleRecord({
    ...options,
    alter: (trial) => {
      if (trial.cell !== 'single' || trial.trial === 1) return trial;
      const { load } = trial;
      return { ...failedTrial(trial, 'too many errors'), load: trial.trial === 2 ? load : null };
    },
  });
  const data = shownOf(record).figures.find((one) => one.data.id === 'throughput-over-time')?.data;
  assert.ok(data?.kind === 'lines');
  assert.deepEqual(data.choices.slice(0, 2), ['single, trial 1', 'single, trial 2 (failed)']);
  assert.equal(data.choices.length, record.trials.length - 1);
});

test('the events of a trial are marked from start to end on its own charts alone', () => {
  const events = [
    {
      name: 'deploy',
      noun: 'rolling restart',
      isLasting: false,
      atSeconds: 2,
      endedSeconds: 4.5,
      detail: {},
      cost: null,
    },
    {
      name: 'crash',
      noun: 'worker kill',
      isLasting: false,
      atSeconds: 6,
      endedSeconds: null,
      detail: {},
      cost: null,
    },
  ];
  const record = exampleRecord({
    ...options,
    alter: (trial) => (trial.cell === 'single' && trial.trial === 2 ? { ...trial, events } : trial),
  });
  const over = shownOf(record).figures.flatMap(({ kind, data }) =>
    kind === 'over-time' && data.kind === 'lines' ? [data] : [],
  );
  assert.equal(over.length, 2);
  for (const figure of over) {
    const marksOf = (choice: string) => {
      const part = shownPart(figure, { hidden: new Set(), choice });
      assert.ok(part.kind === 'lines');
      return {
        rules: part.rules.map(({ at, label, about }) => [at, label, about]),
        spans: part.spans.map(({ from, to }) => [from, to]),
      };
    };
    assert.deepEqual(marksOf('single, trial 1'), { rules: [], spans: [] });
    assert.deepEqual(marksOf('single, trial 2'), {
      ...{
        rules: [
          [2, 'deploy', 'started at 2.00 s, ended at 4.50 s'],
          [6, 'crash', 'started at 6.00 s, did not end in the window'],
        ],
        spans: [
          [2, 4.5],
          [6, 10],
        ],
      },
    });
  }
});

test('trials of a run share its points, and a long window is shown in bins of several seconds', () => {
  assert.deepEqual([1, 48, 160, 1_000_000].map(pointsPerTrial), [300, 300, 93, 10]);
  const record = exampleRecord({ ...options, trials: 30, durationSeconds: 120 });
  const data = shownOf(record).figures.find((one) => one.data.id === 'throughput-over-time')?.data;
  const [trial] = record.trials;
  assert.ok(data?.kind === 'lines' && trial?.status === 'ok');
  const most = pointsPerTrial(record.trials.length);
  const seconds = Math.ceil(120 / most);
  assert.ok(seconds > 1);
  assert.match(data.subtitle.join(), new RegExp(`each point covers ${seconds} s`));
  for (const { points } of data.series) assert.ok(points.length <= most);
  const [first, second] = trial.load.perSecond;
  assert.ok(first && second && seconds === 2);
  assert.deepEqual(data.series[0]?.points[0], { x: 1, y: (first.completed + second.completed) / 2 });
});
