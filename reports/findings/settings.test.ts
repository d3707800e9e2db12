/** Variables of the app: each value against the first one, and ratios to the single process with the same values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../document/inline.ts';
import { cellColours } from '../figures/run/cell-colour.ts';
import { cpuByRoleFigure } from '../figures/run/cpu-by-role.ts';
import { groupResults } from '../groups.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { comparisonsSection } from '../sections/comparisons.ts';
import { resultsTable } from '../sections/results.ts';
import { seriesOf } from '../sections/scaling-series.ts';
import { exampleRecord, saturate } from '../testing/example-record.ts';
import { groupFindings } from './findings.ts';

const [group] = groupResults(
  exampleRecord({
    scenarios: [saturate],
    workers: [1, 4],
    policies: ['rr'],
    proxies: ['none'],
    env: [{ name: 'POOL', values: ['4', '8'] }],
    alter: (trial, { settings: { POOL }, workers }) => ({
      ...trial,
      load: { ...trial.load, throughput: 1_000 * workers * (POOL === '4' ? 1 : 2) + trial.trial },
    }),
  }),
);
assert.ok(group);

test('a finding compares each value with the first one', () => {
  const found = groupFindings(group)
    .map(wordsOf)
    .filter((words) => words.startsWith('Setting'));
  assert.deepEqual(found, [
    'Setting POOL=8 vs POOL=4, throughput: single:POOL=8 2,002 vs 1,002 requests per second (+99.8%); cluster-4-rr:POOL=8 8,002 vs 4,002 requests per second (+100.0%).',
  ]);
  assert.match(renderMarkdown(comparisonsSection(group)), /`single:POOL=8` .* `single:POOL=4`/);
});

test('a variant is compared with the single process that has its values', () => {
  const rows = renderMarkdown(resultsTable(group, [])).split('\n');
  const ratioOf = (variant: string) =>
    rows.find((row) => row.includes(variant))?.match(/[\d.]+ ×( \([^)]*\))?/)?.[0];
  assert.deepEqual(
    ['single:POOL=4', 'single:POOL=8', 'cluster-4-rr:POOL=4', 'cluster-4-rr:POOL=8'].map(ratioOf),
    ['1 × (POOL=4)', '1 × (POOL=8)', '3.99 × (POOL=4)', '4.00 × (POOL=8)'],
  );
  assert.deepEqual(
    seriesOf(group).map(({ members }) => members.map(({ cell }) => cell.variant)),
    [
      ['single:POOL=4', 'cluster-4-rr:POOL=4'],
      ['single:POOL=8', 'cluster-4-rr:POOL=8'],
    ],
  );
});

test('where no process of the app was found, its columns and its bar are empty', () => {
  const [unseen] = groupResults(
    exampleRecord({
      scenarios: [saturate],
      workers: [1],
      proxies: ['none'],
      alter: (trial) => ({
        ...trial,
        processes: [],
        cpu: { ...trial.cpu, coresByRole: { ...trial.cpu.coresByRole, target: null } },
      }),
    }),
  );
  assert.ok(unseen);
  const [head = '', , row = ''] = renderMarkdown(resultsTable(unseen, [])).split('\n');
  const cellUnder = (title: string) =>
    row.split('|')[head.split('|').findIndex((one) => one.trim() === title)];
  assert.deepEqual([cellUnder('app (cores)')?.trim(), cellUnder('memory (MB)')?.trim()], ['–', '–']);
  const colours = cellColours(unseen.results.map(({ cell }) => cell));
  const legend = cpuByRoleFigure(unseen, colours, 8)?.legend.map(({ name }) => name) ?? [];
  assert.ok(legend.includes('load client') && !legend.includes('app'));
  assert.ok(groupFindings(unseen).length > 0);
});
