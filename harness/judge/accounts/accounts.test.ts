import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tries } from '../../dev/testing/property-runs.ts';
import { type LoggedRow, logOf } from '../../dev/testing/request-logs.ts';
import type { Outcome } from '../../load/numbered/request-log.ts';
import { sum } from '../../stats/summary.ts';
import { accountFor } from './accounts.ts';
import { type Fate, settle } from './fates.ts';

const window = { fromMs: 10_000, toMs: 20_000 };
const deploy = {
  name: 'deploy',
  noun: 'rolling restart',
  isLasting: false,
  atSeconds: 3,
  endedSeconds: 5,
  detail: {},
  cost: null,
  endsTarget: false,
};

function accountsOf(
  rows: readonly LoggedRow[],
  { events = [deploy], waiting = 0 }: { events?: readonly (typeof deploy)[]; waiting?: number } = {},
) {
  const begun = new Map(rows.flatMap(({ number, begun = 0 }) => (begun > 0 ? [[number, begun]] : [])));
  const finished = new Set(rows.flatMap(({ number, isFinished = false }) => (isFinished ? [number] : [])));
  return accountFor({
    window,
    logs: [logOf(rows, waiting)],
    notes: { begun, finished },
    events,
    workers: null,
  });
}

const SENT = { dueMs: 14_000, sentMs: 14_000, endMs: 14_500 };
const NOTED = { begun: 1, isFinished: true };

test('a lost request is classed by how far workers got', () => {
  const rows: LoggedRow[] = [
    { ...SENT, number: 1, outcome: 'completed', ...NOTED },
    { ...SENT, number: 2, outcome: 'connect' },
    { ...SENT, number: 3, outcome: 'serverError', status: 502 },
    { ...SENT, number: 4, outcome: 'reset', begun: 1 },
    { ...SENT, number: 5, outcome: 'serverError', status: 504, begun: 1 },
    { ...SENT, number: 6, outcome: 'closed', ...NOTED },
    { ...SENT, number: 7, outcome: 'serverError', status: 500, ...NOTED },
    { ...SENT, number: 8, outcome: 'serverError', status: 503, ...NOTED },
    { ...SENT, number: 9, outcome: 'completed', begun: 2, isFinished: true },
    { ...SENT, number: 10, outcome: 'inFlight', endMs: Number.POSITIVE_INFINITY, begun: 1 },
  ];
  const { accounts, events } = accountsOf(rows, { waiting: 2 });
  const lost = { neverReached: 2, begun: 2, finished: 1, unknown: 0 };
  assert.deepEqual(accounts, {
    ...{ correct: 2, wrong: 1, lost, unavailable: 1, unfinished: 3, executedTwice: 1, notNoted: 0 },
    workersAlive: null,
  });
  const [{ cost } = assert.fail()] = events;
  assert.deepEqual(
    [cost?.requests, cost?.lost, cost?.unavailable, cost?.executedTwice],
    [10, lost, 1, 1],
    'each was sent during the event',
  );
  assert.deepEqual([cost?.failures.serverError, cost?.failures.reset], [4, 1]);
});

test('an event answers for the requests in flight when it began or sent before it ended, and for no others', () => {
  const lost = { number: 0, outcome: 'reset' } as const;
  const { events, accounts } = accountsOf(
    [
      { ...lost, dueMs: 12_000, sentMs: 12_000, endMs: 12_900 },
      { ...lost, dueMs: 12_000, sentMs: 12_000, endMs: 13_100 },
      { ...lost, dueMs: 14_900, sentMs: 14_900, endMs: 15_100 },
      { ...lost, dueMs: 15_100, sentMs: 15_100, endMs: 15_200 },
    ].map((row, index) => ({ ...row, number: index + 1 })),
  );
  assert.equal(accounts.lost.neverReached, 4);
  const cost = events[0]?.cost;
  assert.deepEqual([cost?.inFlightAtStart, cost?.requests, cost?.lost.neverReached], [1, 2, 2]);
});

test('an event that ends the target answers for every later request, up to the window’s end', () => {
  const later = { dueMs: 18_000, sentMs: 18_000, endMs: 18_010, number: 2, outcome: 'connect' } as const;
  const taken = { ...SENT, number: 1, outcome: 'completed', ...NOTED } as const;
  const costOf = (endsTarget: boolean) =>
    accountsOf([taken, later], { events: [{ ...deploy, endsTarget }] }).events[0]?.cost;
  assert.deepEqual([costOf(true)?.requests, costOf(true)?.unavailable], [2, 1]);
  assert.equal(costOf(false)?.requests, 1);
});

test('a request that is not idempotent and was begun is named', () => {
  const named = { ...SENT, name: 'POST /orders' };
  const { events } = accountsOf([
    { ...named, number: 1, outcome: 'reset', begun: 1 },
    { ...named, number: 2, outcome: 'reset', ...NOTED },
    { ...named, number: 3, outcome: 'connect' },
    { ...named, number: 4, outcome: 'completed', ...NOTED },
    { ...SENT, number: 5, outcome: 'reset', begun: 1 },
  ]);
  assert.deepEqual(events[0]?.cost?.mayRunTwice, [{ request: 'POST /orders', count: 2 }]);
});

test('once a target that was told to stop takes no more requests, they are unavailable and not lost', () => {
  const at = (sentMs: number) => ({ dueMs: sentMs, sentMs, endMs: sentMs + 10 });
  const { accounts } = accountsOf(
    [
      { ...at(13_100), number: 1, outcome: 'connect' },
      { ...at(13_150), number: 6, outcome: 'reset' },
      { ...at(13_200), number: 2, outcome: 'completed', ...NOTED },
      { ...at(13_300), number: 3, outcome: 'connect' },
      { ...at(16_000), number: 4, outcome: 'timeout' },
      { ...at(12_000), number: 5, outcome: 'reset' },
    ],
    { events: [{ ...deploy, endsTarget: true }] },
  );
  assert.deepEqual([accounts.unavailable, accounts.lost.neverReached], [3, 2]);
});

test('where a worker takes no notes, how far a request came is unknown', () => {
  const { accounts } = accountsOf([
    { ...SENT, number: 1, outcome: 'completed' },
    { ...SENT, number: 2, outcome: 'reset', begun: 1 },
    { ...SENT, number: 3, outcome: 'non2xx', status: 404 },
  ]);
  assert.deepEqual([accounts.notNoted, accounts.lost.unknown, accounts.wrong], [1, 1, 1]);
});

const NO_RESPONSE: readonly Outcome[] = ['connect', 'timeout', 'resetSending', 'reset', 'closed', 'cut'];

/** The fate of a request. A world decides it before client and workers see their part of it. */
const happened = fc.record({
  truth: fc.constantFrom<Fate>('correct', 'wrong', 'neverReached', 'begun', 'finished', 'unfinished'),
  dueMs: fc.integer({ min: 8_000, max: 19_999 }),
  waitedMs: fc.integer({ min: 0, max: 500 }),
  tookMs: fc.integer({ min: 0, max: 6_000 }),
  failure: fc.constantFrom(...NO_RESPONSE),
  isRepeated: fc.boolean(),
});

test('any interleaving balances, and each request gets the fate that it had', () => {
  fc.assert(
    fc.property(fc.array(happened, { maxLength: 60 }), fc.nat(5), (world, waiting) => {
      const rows = world.map(({ truth, dueMs, waitedMs, tookMs, failure, isRepeated }, index): LoggedRow => {
        const isOpen = truth === 'unfinished';
        const responded: Partial<Record<Fate, Outcome>> = {
          correct: 'completed',
          wrong: 'non2xx',
          unfinished: 'inFlight',
        };
        const isBegun = truth !== 'neverReached';
        return {
          number: index + 1,
          dueMs,
          sentMs: dueMs + waitedMs,
          endMs: isOpen ? Number.POSITIVE_INFINITY : Math.max(10_000, dueMs + waitedMs + tookMs),
          outcome: responded[truth] ?? failure,
          begun: isBegun ? 1 + Number(isRepeated) : 0,
          isFinished: truth === 'correct' || truth === 'wrong' || truth === 'finished',
        };
      });
      const begun = new Map(rows.flatMap(({ number, begun = 0 }) => (begun > 0 ? [[number, begun]] : [])));
      const finished = new Set(rows.flatMap(({ number, isFinished }) => (isFinished ? [number] : [])));
      const [settled = assert.fail()] = settle([logOf(rows, waiting)], { begun, finished }, []);
      assert.deepEqual(
        settled.fates,
        world.map(({ truth }) => truth),
      );
      const { accounts } = accountsOf(rows, { waiting });
      const { correct, wrong, lost, unavailable, unfinished } = accounts;
      const accounted = correct + wrong + sum(Object.values(lost)) + unavailable + unfinished;
      assert.equal(accounted, rows.length + waiting);
      const twice = world.filter(({ truth, isRepeated }) => isRepeated && truth !== 'neverReached').length;
      assert.equal(accounts.executedTwice, twice);
    }),
    { numRuns: tries(1_000) },
  );
});
