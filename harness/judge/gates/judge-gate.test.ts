import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../../reports/testing/example-record.ts';
import { gateRules } from '../../dev/testing/gate-rule.ts';
import type { OkTrial } from '../../records/run.ts';
import { gatesOfRun } from '../judge-run.ts';

const small = { workers: [1], policies: ['rr'], proxies: ['none'] } as const;

/** The gate as judged in a run of one cell, whose trials are altered. */
function judged(text: string, trials: number, alter: (trial: OkTrial) => OkTrial) {
  const record = exampleRecord({ ...small, trials, alter });
  const [gate, ...others] = gatesOfRun(gateRules(text), record, record.trials);
  assert.ok(gate !== undefined && others.length === 0);
  return gate;
}

/** Trials with these p99s, in ms. */
const p99s =
  (...values: readonly number[]) =>
  (trial: OkTrial): OkTrial => ({
    ...trial,
    load: { ...trial.load, latency: { ...trial.load.latency, p99: values[trial.trial - 1] ?? Number.NaN } },
  });

/** Trials in which so many of so many requests failed. */
const failing =
  (failed: number, of: number) =>
  (trial: OkTrial): OkTrial => ({
    ...trial,
    load: { ...trial.load, completed: of - failed, errors: { ...trial.load.errors, reset: failed } },
  });

test('the whole interval must keep the limit', () => {
  // 100, 102, 104: mean 102, t(2) = 4.303, so ± 4.97.
  const figures = p99s(100, 102, 104);
  for (const [text, result] of [
    ['p99 single < 107', 'met'],
    ['p99 single < 106.9', 'undecided'],
    ['p99 single < 97.1', 'undecided'],
    ['p99 single < 97', 'not-met'],
    ['p99 single > 97', 'met'],
    ['p99 single > 97.1', 'undecided'],
    ['p99 single >= 107', 'not-met'],
  ] as const) {
    assert.equal(judged(text, 3, figures).result, result, text);
  }
  const { value, interval, reason } = judged('p99 single < 103', 3, figures);
  assert.equal(value, 102);
  assert.equal(interval?.source, 'measured');
  assert.ok(Math.abs((interval?.high ?? 0) - 106.97) < 0.01);
  // t(17) 2 / sqrt(18) = 0.995 is the first below 1.
  assert.equal(reason, 'the interval contains the limit: about 18 trials would decide');
});

test('equal figures meet a limit that they equal, if its sign includes it', () => {
  const results = (['<', '<=', '>', '>='] as const).map(
    (sign) => judged(`p99 single ${sign} 100`, 3, p99s(100, 100, 100)).result,
  );
  assert.deepEqual(results, ['not-met', 'met', 'not-met', 'met']);
});

test('a single trial must keep a distance from the limit', () => {
  // p99s of a quiet host may vary by 25%, so ± 49%.
  const { value, interval } = judged('p99 single < 150', 1, p99s(100));
  assert.deepEqual([value, interval], [100, { low: 51, high: 149, source: 'assumed' }]);
  assert.equal(judged('p99 single < 150', 1, p99s(100)).result, 'met');
  assert.equal(judged('p99 single < 51', 1, p99s(100)).result, 'not-met');
  const { result, reason } = judged('p99 single < 120', 1, p99s(100));
  assert.equal(result, 'undecided');
  assert.match(reason ?? '', /^a single trial shows no spread, .*: use more --trials$/);
});

test('no errors meet a limit only if there were enough requests', () => {
  for (const trials of [1, 3]) {
    assert.equal(judged('errors single <= 0.1%', trials, failing(0, 50_000)).result, 'met');
    const few = judged('errors single <= 0.1%', trials, failing(0, 100));
    assert.equal(few.result, 'undecided');
    assert.match(few.reason ?? '', /^too few requests/);
  }
  assert.equal(judged('errors single <= 0.1%', 3, failing(500, 50_000)).result, 'not-met');
});

test('a limit of 0 is about what was seen', () => {
  for (const trials of [1, 3]) {
    assert.equal(judged('errors single <= 0', trials, failing(0, 100)).result, 'met');
    assert.equal(judged('errors single <= 0', trials, failing(1, 50_000)).result, 'not-met');
  }
});

const event = {
  name: 'deploy',
  noun: 'rolling restart',
  atSeconds: 3,
  endedSeconds: 5,
  isLasting: false,
  detail: {},
};

/** Trials with one event that lost so many requests; null: requests without numbers. */
const losing =
  (...lost: readonly (number | null)[]) =>
  (trial: OkTrial): OkTrial => {
    const count = lost[trial.trial - 1] ?? null;
    const none = { neverReached: 0, begun: 0, finished: 0, unknown: 0 };
    const cost =
      count === null
        ? null
        : { lost: { ...none, begun: Math.max(count - 1, 0), unknown: count > 0 ? 1 : 0 } };
    return { ...trial, events: [{ ...event, cost: cost as OkTrial['events'][number]['cost'] }] };
  };

test('losses are judged per event, whatever became of the requests', () => {
  for (const text of ['lost single <= 0', 'lost single < 1']) {
    assert.equal(judged(text, 3, losing(0, 0, 0)).result, 'met', text);
    assert.equal(judged(text, 1, losing(0)).result, 'met', text);
    assert.notEqual(judged(text, 3, losing(0, 2, 0)).result, 'met', text);
  }
  assert.equal(judged('lost single <= 0', 3, losing(0, 2, 0)).result, 'not-met');
  assert.equal(judged('lost single < 10', 3, losing(3, 4, 5)).result, 'met');
  assert.equal(judged('lost single < 10', 1, losing(6)).result, 'undecided');
});

test('losses that nobody could count are no losses of 0', () => {
  const { result, reason, value } = judged('lost single <= 0', 3, losing(null, null, null));
  assert.deepEqual([value, result, reason], [null, 'undecided', 'no trial has a figure of lost requests']);
  const partly = judged('lost single <= 0', 3, losing(0, null, 0));
  assert.deepEqual([partly.value, partly.lacking, partly.result], [0, 1, 'undecided']);
  assert.equal(partly.reason, '1 of 3 trials has no figure');
});

test('a capacity may be higher than its figure, by the bracket of its search', () => {
  const searched =
    (high: number | null) =>
    (trial: OkTrial): OkTrial => ({
      ...trial,
      search: { objective: { percentile: 99, limitMs: 200 }, rate: 1_000, low: 1_000, high, steps: [] },
    });
  assert.equal(judged('capacity single > 999', 3, searched(1_100)).result, 'met');
  assert.equal(judged('capacity single > 1050', 3, searched(1_100)).result, 'undecided');
  assert.equal(judged('capacity single > 1101', 3, searched(1_100)).result, 'not-met');
  const open = judged('capacity single > 1050', 3, searched(null));
  assert.deepEqual(open.interval, { low: 1_000, high: null, source: 'measured' });
  assert.equal(open.reason, 'the search found no rate that was too high');
});
