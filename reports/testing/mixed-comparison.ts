import type { Comparison } from '../../harness/records/comparison.ts';
import { exampleComparison } from './example-comparison.ts';
import { exampleGate } from './example-gate.ts';

/** All four verdicts, two metrics, gates met and not, a failed trial, and variants that one side lacks. */
export function mixedComparison(): Comparison {
  return exampleComparison(
    [
      { id: 'db-wait/express/single', verdict: 'regression', change: -0.061, runs: 3 },
      { id: 'db-wait/express/cluster-8-rr', verdict: 'no-change', change: 0.004, runs: 3 },
      {
        id: 'db-wait/express/cluster-8-none',
        verdict: 'undecided',
        change: -0.031,
        spread: 0.05,
        runs: 3,
        alter: { failed: { base: 0, head: 1 } },
      },
      { id: 'db-wait/express/nginx+cluster-8-rr', verdict: 'improvement', change: 0.083, runs: 3 },
      {
        id: 'steady-rate/express/single',
        metric: 'p99',
        verdict: 'regression',
        change: 0.21,
        spread: 0.04,
        runs: 3,
      },
      {
        id: 'steady-rate/express/cluster-8-rr',
        metric: 'p99',
        verdict: 'undecided',
        change: 0.04,
        runSpread: 0.06,
        spread: 0.03,
        runs: 3,
        alter: { more: { trials: null, runs: 4 }, minEffect: 0.05, threshold: 0.1 },
      },
    ],
    {
      onlyInBase: ['db-wait/express/cluster-4-rr'],
      onlyInHead: ['db-wait/express/cluster-8-reuseport', 'db-wait/express/nginx+single'],
      differences: [
        { what: 'node', name: 'Node', base: 'v22.12.0', head: 'v24.4.0' },
        { what: 'app', name: 'arguments of express', base: 'none', head: '--pool 8' },
      ],
      gates: [
        exampleGate({
          text: 'throughput db-wait/express/single > 9000',
          metric: 'throughput',
          cell: 'db-wait/express/single',
          sign: '>',
          limit: 9000,
          unit: 'req/s',
          value: 9095,
          interval: { low: 9_030, high: 9_160, source: 'measured' },
          result: 'met',
        }),
        exampleGate({
          text: 'p99 steady-rate/express/single < 60',
          cell: 'steady-rate/express/single',
          limit: 60,
          value: 70.9,
          interval: { low: 66.1, high: 75.7, source: 'measured' },
          lacking: 1,
        }),
        exampleGate({
          text: 'p99 cluster-16-rr < 120',
          cell: 'cluster-16-rr',
          value: null,
          interval: null,
          result: 'undecided',
          reason: 'no trial ran',
        }),
      ],
    },
  );
}
