import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OkTrial } from '../../harness/records/run.ts';
import { paragraph } from '../document/block.ts';
import { groupResults } from '../groups.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { exampleRecord, saturate } from '../testing/example-record.ts';
import { metricsCostFindings } from './metrics-cost.ts';

const METRICS = { name: 'METRICS', values: ['off', 'on'] };

/** Returns the finding for trials that need this CPU time per request, in microseconds. */
function finding(off: readonly number[], on: readonly number[], name = METRICS.name): string {
  const record = exampleRecord({
    workers: [1],
    proxies: ['none'],
    scenarios: [saturate],
    env: [{ ...METRICS, name }],
    alter: (trial: OkTrial) => {
      const microseconds = (trial.cell.endsWith('on') ? on : off)[trial.trial - 1] ?? 0;
      const load = { ...trial.load, completed: 10_000 * trial.load.windowSeconds };
      const coresByRole = { ...trial.cpu.coresByRole, target: microseconds / 100, primary: 0 };
      return { ...trial, load, cpu: { ...trial.cpu, coresByRole } };
    },
  });
  return renderMarkdown(
    groupResults(record)
      .flatMap(metricsCostFindings)
      .flatMap((one) => paragraph(one)),
  ).trim();
}

test('the cost of metrics is stated in microseconds and percent, with its interval', () => {
  assert.equal(
    finding([99, 100, 101], [111, 112, 113]),
    '**Cost of metrics in `single:METRICS=on`**: 112 µs of CPU per request, where it is 100 µs in `single:METRICS=off` (+12.0 µs, +12.0%; 95% confidence interval 9.73 to 14.3 µs, +9.7% to +14.3%).',
  );
});

test('a cost within the spread of the trials is no significant difference', () => {
  assert.match(
    finding([90, 100, 110], [95, 102, 112]),
    /interval −\S+ to \S+ µs, .*: no significant difference\)\.$/,
  );
});

test('another variable says nothing about metrics', () => {
  assert.equal(finding([99, 100, 101], [111, 112, 113], 'TRACING'), '');
});
