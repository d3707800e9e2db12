/** A page with every figure, for tests in a browser. */
import type { RunRecord } from '../../harness/records/run.ts';
import { pageOf } from '../page/page.ts';
import { pairedComparison } from './example-comparison.ts';
import { exampleDocument } from './example-document.ts';
import { withHistogram } from './example-histogram.ts';
import { exampleRecord } from './example-record.ts';

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

/** A run with this many connections; the reference's first trial has two events. */
export const recordOf = (connections: number): RunRecord =>
  exampleRecord({
    workers: [1, 4],
    policies: ['rr', 'none'],
    proxies: ['none', 'nginx'],
    connections,
    alter: (trial, cell) =>
      withHistogram(cell.isReference && trial.trial === 1 ? { ...trial, events } : trial),
  });

/** The page of a run with this many connections. */
export function pageWith(connections: number): string {
  const blocks = exampleDocument(recordOf(connections), pairedComparison({ verdict: 'regression' }));
  return pageOf({ title: 'A page', blocks });
}
