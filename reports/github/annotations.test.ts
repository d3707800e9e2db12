/** Annotations of runs, comparisons and nights, and the lines that GitHub's runner reads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderWorkflowCommands } from '../render/workflow-commands.ts';
import { brokenComparison, exampleComparison } from '../testing/example-comparison.ts';
import { exampleGate } from '../testing/example-gate.ts';
import { exampleNight, exampleSuspect } from '../testing/example-night.ts';
import { exampleRecord, failedTrial } from '../testing/example-record.ts';
import type { Annotation } from './annotation.ts';
import { comparisonAnnotations } from './comparison-annotations.ts';
import { nightAnnotations } from './night-annotations.ts';
import { runAnnotations } from './run-annotations.ts';

const headOf = ({ level, title, message }: Annotation) => `${level} ${title}: ${message.split(/[:,]/)[0]}`;

test('a comparison annotates what is broken, then the worst regressions, then gates, then failed trials', () => {
  const comparison = exampleComparison(
    [
      { id: 'single', verdict: 'regression', change: -0.06 },
      { id: 'cluster-8-rr', verdict: 'regression', change: -0.2 },
      { id: 'cluster-2-rr', verdict: 'improvement', change: 0.2 },
      { id: 'cluster-4-rr', verdict: 'undecided' },
    ],
    {
      gates: [
        exampleGate({ text: 'p99 single < 150', cell: 'single', result: 'met' }),
        exampleGate({ text: 'p99 * < 130', cell: 'single', result: 'undecided', reason: 'too few trials' }),
        exampleGate({ text: 'p99 single < 120', cell: 'single', result: 'not-met' }),
      ],
    },
  );
  const failed = comparison.cells.map((cell) =>
    cell.id === 'single' ? { ...cell, failed: { base: 0, head: 1 } } : cell,
  );
  const annotations = comparisonAnnotations({ ...comparison, cells: failed });
  assert.deepEqual(annotations.map(headOf), [
    'error Regression: cluster-8-rr is slower',
    'error Regression: single is slower',
    'error Gate not met: p99 single < 120',
    'error Gate undecided: p99 * < 130',
    'warning Failed trials: single',
  ]);
  assert.match(annotations[2]?.message ?? '', /^p99 single < 120: [\d.]+ ms \([\d.]+ to [\d.]+\)$/);
  assert.match(annotations[3]?.message ?? '', /^p99 \* < 130: single, [\d.]+ ms \(.*\); too few trials$/);
  const broken = comparisonAnnotations(brokenComparison());
  assert.equal(headOf(broken[0] as Annotation), 'error No figures: cluster-8-rr has no figures in head');
});

test('a run annotates its gates, and each variant with failed trials, with the reason of the last one', () => {
  const run = exampleRecord({
    workers: [1, 2],
    proxies: ['none'],
    trials: 2,
    alter: (trial, cell) =>
      cell.id === 'single' || trial.trial === 1 ? trial : failedTrial(trial, 'the app exited with code 3'),
  });
  const gate = exampleGate({ text: 'p99 single < 120', cell: 'single', result: 'not-met' });
  const [first, ...others] = runAnnotations({ ...run, gates: [gate] });
  assert.equal(headOf(first as Annotation), 'error Gate not met: p99 single < 120');
  assert.deepEqual(others, [
    ...run.cells
      .filter(({ id }) => id !== 'single')
      .map(({ id }) => ({
        level: 'error',
        title: 'Failed trials',
        message: `${id}: 1 of 2 trials failed: the app exited with code 3`,
      })),
  ]);
});

test('a night annotates confirmed suspects as errors and open ones as warnings; accepted, neither', () => {
  const night = exampleNight({
    suspects: [
      exampleSuspect({ cell: 'single', answer: 'cleared' }),
      exampleSuspect({ cell: 'cluster-2-rr', answer: 'open', reason: 'ab was undecided', ab: null }),
      exampleSuspect({ cell: 'cluster-8-rr', answer: 'confirmed' }),
    ],
    gates: [exampleGate({ text: 'p99 single < 120', cell: 'single', result: 'not-met' })],
    failures: [{ cell: 'cluster-16-rr', trials: 2, reason: 'no port' }],
  });
  assert.deepEqual(nightAnnotations(night).map(headOf), [
    'error Regression: cluster-8-rr −12.4%',
    'error Gate not met: p99 single < 120',
    'error Failed trials: cluster-16-rr',
    'warning Suspected: cluster-2-rr −12.4%',
  ]);
  assert.deepEqual(nightAnnotations({ ...night, accepted: true }).map(headOf), [
    'error Gate not met: p99 single < 120',
    'error Failed trials: cluster-16-rr',
  ]);
});

test('a line is one workflow command, whatever its text', () => {
  assert.equal(
    renderWorkflowCommands([
      { level: 'error', title: '50%: a, b', message: 'first\r\nsecond, 5%: \u001b[31m::warning::x' },
    ]),
    '::error title=cluster-bench%3A 50%25%3A a%2C b::first%0Asecond, 5%25: ::warning::x\n',
  );
});

test('of more than 10 errors the tenth line says how many more there are, and warnings have their own ten', () => {
  const many = (level: Annotation['level'], count: number) =>
    Array.from({ length: count }, (_, at): Annotation => ({ level, title: 'T', message: `${level} ${at}` }));
  const lines = renderWorkflowCommands([...many('warning', 10), ...many('error', 12)]).split('\n');
  assert.equal(lines.length, 10 + 10 + 1);
  assert.match(lines[0] ?? '', /^::error .*::error 0$/);
  assert.match(lines[9] ?? '', /^::error .*::3 more errors: the summary of this step has them$/);
  assert.match(lines[19] ?? '', /^::warning .*::warning 9$/);
});

test('a long message is cut', () => {
  const [line = ''] = renderWorkflowCommands([
    { level: 'error', title: 'T', message: 'x'.repeat(5_000) },
  ]).split('\n');
  assert.ok(line.length < 1_100);
});
