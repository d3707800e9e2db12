import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComparedCell, CompareVerdict, Comparison } from '../records/comparison.ts';
import { Standings } from './standings.ts';

type Trials = Parameters<Standings['note']>[1];

const both = { base: { status: 'ok' }, head: { status: 'ok' } } as const satisfies Trials;
const headFailed = { base: { status: 'ok' }, head: { status: 'failed' } } as const satisfies Trials;
const baseFailed = { base: { status: 'failed' }, head: { status: 'ok' } } as const satisfies Trials;

/** Verdicts of a comparison by cell; null: too few pairs for a test. */
function says(verdicts: Readonly<Record<string, CompareVerdict | null>>): Pick<Comparison, 'cells'> {
  const cells = Object.entries(verdicts).map(([id, verdict]) => {
    const figures = { mean: 1, runs: [[1]] };
    const primary = { pValue: verdict === null ? null : 0.5, base: figures, head: figures };
    return { id, verdict: verdict ?? 'undecided', primary } as ComparedCell;
  });
  return { cells };
}

function standingsOf(minPairs: number, ...ids: string[]): Standings {
  return new Standings(
    ids.map((id) => ({ id })),
    { minPairs },
  );
}

test('a verdict decides a cell that has the minimum of pairs', () => {
  for (const verdict of ['regression', 'improvement', 'no-change'] as const) {
    const standings = standingsOf(3, 'single');
    standings.note('single', both, says({ single: verdict }));
    standings.note('single', both, says({ single: verdict }));
    assert.equal(standings.isOpen('single'), true);
    standings.note('single', both, says({ single: verdict }));
    assert.equal(standings.of('single').decided, true);
    assert.deepEqual(standings.open(), []);
  }
});

test('an undecided cell is open', () => {
  const standings = standingsOf(2, 'single');
  for (let pair = 0; pair < 20; pair++) standings.note('single', both, says({ single: 'undecided' }));
  assert.deepEqual([standings.of('single').pairs, standings.open()], [20, ['single']]);
});

test('a decided cell stays decided, whatever later pairs of other cells change', () => {
  const standings = standingsOf(1, 'a', 'b');
  standings.note('a', both, says({ a: 'regression', b: 'undecided' }));
  standings.note('b', both, says({ a: 'undecided', b: 'undecided' }));
  assert.deepEqual(standings.open(), ['b']);
  assert.equal(standings.of('a').compared?.verdict, 'undecided');
});

test('nothing is decided before every cell can be tested, as the correction covers all of them', () => {
  const standings = standingsOf(1, 'a', 'b');
  standings.note('a', both, says({ a: 'regression' }));
  standings.note('a', both, says({ a: 'regression', b: null }));
  assert.deepEqual(standings.open(), ['a', 'b']);
  standings.note('b', both, says({ a: 'regression', b: 'undecided' }));
  assert.deepEqual(standings.open(), ['b']);
});

test('a pair of another cell may decide one, as it changes the correction', () => {
  const standings = standingsOf(1, 'a', 'b');
  standings.note('a', both, says({ a: 'undecided', b: null }));
  standings.note('b', both, says({ a: 'no-change', b: 'regression' }));
  assert.deepEqual(standings.open(), []);
  assert.deepEqual([standings.of('a').pairs, standings.of('b').pairs], [1, 1]);
});

test('three failures of one side in a row end a cell, and a success restarts the count', () => {
  const standings = standingsOf(1, 'single');
  const note = (trials: Trials) => standings.note('single', trials, says({ single: null }));
  for (const trials of [headFailed, headFailed, both, baseFailed, headFailed, baseFailed, headFailed]) {
    note(trials);
  }
  assert.equal(standings.isOpen('single'), true, 'failures of the two sides are counted separately');
  note(headFailed);
  assert.equal(standings.isOpen('single'), true);
  note(headFailed);
  assert.equal(standings.isOpen('single'), false);
  assert.deepEqual(standings.givenUp(), [{ cell: 'single', failing: ['head'] }]);
  assert.equal(standings.of('single').decided, false);
});

test('a cell whose trials never have a figure of its metric is given up after three pairs', () => {
  const standings = standingsOf(1, 'few-responses', 'sound');
  const nothing = { mean: null, runs: [[]] };
  for (let pair = 0; pair < 3; pair++) {
    assert.equal(standings.isOpen('few-responses'), true);
    const { cells } = says({ 'few-responses': null, sound: 'no-change' });
    const withoutFigures = cells.map((cell) =>
      cell.id === 'sound' ? cell : { ...cell, primary: { ...cell.primary, base: nothing, head: nothing } },
    );
    standings.note('few-responses', both, { cells: withoutFigures });
    standings.note('sound', both, { cells: withoutFigures });
  }
  assert.deepEqual(standings.open(), []);
  assert.deepEqual(standings.givenUp(), [{ cell: 'few-responses', failing: ['base', 'head'] }]);
});

test('a cell that failed too often does not prevent others from being decided', () => {
  const standings = standingsOf(1, 'broken', 'sound');
  for (let pair = 0; pair < 3; pair++) {
    standings.note('broken', baseFailed, says({ broken: null }));
    standings.note('sound', both, says({ broken: null, sound: 'no-change' }));
  }
  assert.deepEqual(standings.open(), []);
  assert.deepEqual(standings.givenUp(), [{ cell: 'broken', failing: ['base'] }]);
});

test('a pair counts if both its trials succeeded', () => {
  const standings = standingsOf(2, 'single');
  for (const trials of [both, headFailed, baseFailed]) {
    standings.note('single', trials, says({ single: 'regression' }));
  }
  assert.deepEqual([standings.of('single').pairs, standings.open()], [1, ['single']]);
  standings.note('single', both, says({ single: 'regression' }));
  assert.deepEqual(standings.open(), []);
});
