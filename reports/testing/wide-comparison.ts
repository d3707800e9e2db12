import type { CompareVerdict, Comparison } from '../../harness/records/comparison.ts';
import type { ExampleCell } from './example-compared-cell.ts';
import { exampleComparison } from './example-comparison.ts';

const VERDICTS = ['no-change', 'no-change', 'undecided', 'no-change', 'regression', 'improvement'] as const;
const CHANGES: Readonly<Record<CompareVerdict, number>> = {
  'no-change': 0.002,
  undecided: -0.03,
  regression: -0.08,
  improvement: 0.06,
};

/** As many variants as wanted, with long names, on two hosts, one run per side. */
export function wideComparison(count: number, options: ExampleCell = {}): Comparison {
  const cells = Array.from({ length: count }, (_, index): ExampleCell => {
    const verdict = VERDICTS[index % VERDICTS.length] ?? 'no-change';
    const policy = (['rr', 'none', 'reuseport'] as const)[index % 3];
    return {
      id: `db-wait/express/${index % 2 === 0 ? 'nginx+' : ''}cluster-${2 + Math.floor(index / 3) * 2}-${policy}`,
      verdict,
      change: CHANGES[verdict],
      spread: verdict === 'undecided' ? 0.05 : 0.012,
      ...options,
    };
  });
  const alone = exampleComparison(cells);
  const [run] = alone.head.runs;
  return {
    ...alone,
    acrossHosts: true,
    head: {
      ...alone.head,
      runs: run === undefined ? [] : [{ ...run, hostname: 'bench-2', cpuModel: 'AMD EPYC 7R13', cores: 16 }],
    },
    differences: [
      {
        what: 'host',
        name: 'CPU model',
        base: 'Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz',
        head: 'AMD EPYC 7R13',
      },
      { what: 'host', name: 'cores', base: '8', head: '16' },
    ],
  };
}
