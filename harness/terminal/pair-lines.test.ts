import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paletteFor } from '../../reports/render/palette.ts';
import { failedTrial } from '../../reports/testing/example-record.ts';
import type { PairsEvent } from '../ab/events.ts';
import type { Standing } from '../ab/standings.ts';
import { cellOf, compared, faster, namedRun } from '../dev/testing/compared-runs.ts';
import type { OkTrial } from '../records/run.ts';
import { pairLines, pairsPlannedLines } from './pair-lines.ts';
import { advance, initialState } from './state.ts';

const palette = paletteFor({}, {});
const run = namedRun();
const slower = namedRun({ day: 2, alter: faster(0.8) });
const [trial] = run.record.trials.filter((each): each is OkTrial => each.status === 'ok');
const sound = { ...trial, order: 1 } as OkTrial;

const planned: Extract<PairsEvent, { type: 'pairs-planned' }> = {
  type: 'pairs-planned',
  folder: '/runs/1',
  cells: run.record.cells,
  skipped: [{ cell: 'nginx+single', reason: 'no nginx' }],
  load: null,
  labels: { base: 'main (4df308c)', head: 'working tree (4df308c+changes)' },
  maxPairs: 30,
  estimatedSeconds: 10,
};
const state = advance(initialState, planned, 0);

const single = cellOf(compared(run, slower), 'single');
const open: Standing = {
  pairs: 1,
  compared: { ...single, verdict: 'undecided' },
  decided: false,
  failing: [],
};

function linesOf(
  standing: Standing,
  trials = { base: sound, head: sound } as const,
  isTerminal = true,
): string[] {
  const event = { type: 'pair-ended', cell: 'single', pair: 1, trials, standing, open: 1 } as const;
  return pairLines(event, state, { isTerminal, palette });
}

test('the plan names both sides, and the maximum time', () => {
  assert.deepEqual(pairsPlannedLines(planned, 80, palette), [
    'base main (4df308c)',
    'head working tree (4df308c+changes)',
    '2 variants, up to 30 pairs each: 10 s per pair, at most 10 min',
    '  single, cluster-2-rr',
    'skipped: no nginx',
    '  nginx+single',
    'results go to /runs/1',
    '',
  ]);
});

test('a pair shows its figures and the result of all pairs so far', () => {
  const [line = '', ...more] = linesOf(open);
  assert.match(
    line,
    /^✓ pair {2}1 {2}single {8}[\d,]+ -> [\d,]+ req\/s {2}so far −20\.\d% \(−[\d.]+ to −[\d.]+%\)$/,
  );
  assert.deepEqual(more, []);
  assert.match(linesOf(open, undefined, false)[0] ?? '', /^ok {5}pair {2}1 {2}single/);
  const { primary } = single;
  const bare = { ...single, primary: { ...primary, interval: null } };
  assert.match(linesOf({ ...open, compared: bare })[0] ?? '', /so far −20\.\d%$/);
});

test('the verdict that ends a variant is shown below', () => {
  for (const verdict of ['regression', 'no-change'] as const) {
    const [, end, ...more] = linesOf({ ...open, compared: { ...single, verdict }, decided: true });
    assert.deepEqual([end, more], [`  decided: ${verdict.replace('-', ' ')}`, []]);
  }
});

test('failures are shown in the order of the trials, with the last output, and end a variant after three', () => {
  const broken = { base: failedTrial({ ...sound, order: 2 }, 'the app ended', ['no database']), head: sound };
  const trials = { ...broken, head: failedTrial({ ...sound, order: 1 }, 'it never listened') };
  const standing: Standing = { pairs: 0, compared: null, decided: false, failing: ['base', 'head'] };
  assert.deepEqual(linesOf(standing, trials as never), [
    '✗   1/120  single, head  it never listened',
    '✗   2/120  single, base  the app ended',
    '    | no database',
    '✗ pair  1  single        no whole pair yet',
    '  base and head failed three times in a row: no more pairs',
  ]);
});
