import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compared, faster, namedRun } from '../dev/testing/compared-runs.ts';
import type { Suspect } from '../records/night.ts';
import { answered, cellKey, countedNights, keyOf, suspectsIn } from './suspects.ts';

const night = namedRun({ day: 1 });
const later = (by: number, cell?: string) => namedRun({ day: 2, alter: faster(by, cell) });

test('significant slowdowns are suspected; improvements and unchanged cells are not', () => {
  assert.deepEqual(suspectsIn(compared(night, later(1))), []);
  assert.deepEqual(suspectsIn(compared(night, later(1.2))), []);
  const [only, ...others] = suspectsIn(compared(night, later(0.8, 'single')));
  assert.deepEqual(others, []);
  assert.equal(only?.cell, 'single');
  assert.ok(Math.abs((only?.change ?? 0) + 0.2) < 0.01);
  assert.equal(only?.answer, 'open');
});

test('an undecided change is suspected if it looks worse by at least the minimum effect', () => {
  const single = namedRun({ day: 1, trials: 1 });
  const after = (by: number) =>
    suspectsIn(compared(single, namedRun({ day: 2, trials: 1, alter: faster(by) })));
  assert.equal(after(0.9).length, 2);
  assert.equal(after(0.97).length, 2);
  assert.equal(after(0.99).length, 0);
  assert.equal(after(1.1).length, 0);
});

test('the count is the number of nights in a row with an open suspicion', () => {
  const [suspect] = suspectsIn(compared(night, later(0.8, 'single')));
  assert.ok(suspect);
  const nightWith = (answer: Suspect['answer'], nights: number, cell = suspect.cell, accepted = false) => ({
    verdict: 'suspected' as const,
    accepted,
    suspects: [{ ...suspect, answer, nights, cell }],
  });
  const countOf = (...before: Parameters<typeof countedNights>[1]) =>
    countedNights([suspect], before).map(({ nights }) => nights);
  assert.deepEqual(countOf(), [1]);
  assert.deepEqual(countOf(nightWith('open', 2), nightWith('open', 1)), [3]);
  assert.deepEqual(countOf(nightWith('open', 2)), [3], 'older nights may have been removed');
  assert.deepEqual(countOf(nightWith('cleared', 3)), [1]);
  assert.deepEqual(countOf(nightWith('open', 2, 'cluster-2-rr')), [1]);
  assert.deepEqual(
    countOf(nightWith('open', 2, suspect.cell, true)),
    [1],
    'an accepted night ends the count',
  );
  const interrupted = { verdict: 'interrupted', accepted: false, suspects: [] } as const;
  assert.deepEqual(countOf({ ...interrupted, suspects: [] }, nightWith('open', 1)), [2]);
});

test('a cell without any figure is suspected', () => {
  const broken = namedRun({
    day: 2,
    alter: ({ load, cpu, processes, limits, ...trial }) =>
      trial.cell === 'single'
        ? { ...trial, status: 'failed', reason: 'gone', stderr: [], code: null, load: null }
        : { load, cpu, processes, limits, ...trial },
  });
  const [only] = suspectsIn(compared(night, broken));
  assert.deepEqual([only?.cell, only?.to, only?.change], ['single', null, null]);
});

test('ab confirms, clears or leaves open a cell, also if its id differs there', () => {
  const [suspect] = suspectsIn(compared(night, later(0.8, 'single')));
  assert.ok(suspect);
  const answerTo = (by: number, trials = 8) => {
    const side = (name: 'base' | 'head', alter = faster(1)) =>
      namedRun({
        day: name === 'base' ? 3 : 4,
        trials,
        workers: [1],
        alter,
        change: (record) => ({ ...record, pairing: { id: 'x', side: name } }),
      });
    return answered(suspect, compared(side('base'), side('head', faster(by))));
  };
  assert.equal(answerTo(0.8).answer, 'confirmed');
  assert.equal(answerTo(1.2).answer, 'cleared');
  const open = answerTo(0.8, 1);
  assert.equal(open.answer, 'open');
  assert.match(open.reason ?? '', /^undecided: /);
  assert.equal(
    answered(suspect, compared(namedRun({ day: 5, workers: [2] }), namedRun({ day: 6, workers: [2] })))
      .reason,
    'ab did not reach it',
  );
  const long = {
    id: `${suspect.scenario}/${suspect.app}/single`,
    scenario: suspect.scenario,
    app: suspect.app,
  };
  assert.equal(cellKey(long), keyOf(suspect));
});
