import type { ComparedCell, CompareMethod, Comparison } from '../../harness/records/comparison.ts';
import { counted } from '../format.ts';
import { cellName } from './names.ts';
import { plainPercent } from './words.ts';

const MOST_RULES = 12;

/** How verdicts came about, a point each. */
export function howToReadComparison({ method, cells }: Comparison): string {
  const confidence = plainPercent(method.confidence);
  return [
    `- **Change**: head / base − 1, of geometric means over trials, and over runs of those. A ratio counts alike in both directions: figures are compared by their logarithms.`,
    `- **Test**: ${TESTS[method.name]}`,
    `- **Chance**: a report in which nothing truly changed claims a change, anywhere in it, with a chance of ${plainPercent(method.alpha)} at most${method.runSpread === null ? '' : ', if runs of one version differ by no more than is said below, and the host does not drift'}: p-values are two-sided${cells.length > 1 ? `, and corrected after Holm for ${counted(cells.length, 'setup')}` : ''}. Only the metric in the first table is tested; the others are shown as they are.`,
    `- **Interval**: where the true change lies, with a confidence of ${confidence} for each setup by itself.`,
    ...runSpread(method),
    ...rules(cells),
    `- **Cannot tell**: neither a change nor its absence is shown. What would decide is an estimate from the spread so far, and holds in about one case of two.`,
  ].join('\n');
}

const TESTS: Readonly<Record<CompareMethod['name'], string>> = {
  'welch-on-logs':
    "Welch's t-test on logarithms, with the spread between trials and that between runs in its standard error.",
  'paired-sequential':
    'trials ran in pairs, one of each side, and the logarithm of their ratio is judged by a sequential t-test (a mixture over effect sizes): it may be looked at after each pair, and its chance of a false alarm holds all the same.',
};

function runSpread({ runSpread: spread }: CompareMethod): string[] {
  if (spread === null) return [];
  const size = `${plainPercent(Math.round(spread.value * 1e4) / 1e4)} (standard deviation)`;
  return spread.source === 'measured'
    ? [`- **Spread between runs** of one side: ${size}, measured, the median over setups.`]
    : [
        `- **Spread between runs** of one side: ${size}, **assumed**: from so few runs too little can be known of it. More runs a side measure it; \`--run-spread\` sets it.`,
      ];
}

/** The rules as most setups have them, and then those that have others. */
function rules(cells: readonly ComparedCell[]): string[] {
  const groups = new Map<string, ComparedCell[]>();
  for (const cell of cells) {
    const key = `${plainPercent(cell.minEffect)} ${plainPercent(cell.threshold)}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  const [usual, ...others] = [...groups.values()].toSorted((a, b) => b.length - a.length);
  const rule = usual?.[0];
  if (rule === undefined) return [];
  const exceptions = others
    .flat()
    .map((cell) => `${cellName(cell)} ${plainPercent(cell.minEffect)} and ±${plainPercent(cell.threshold)}`);
  const left = exceptions.length - MOST_RULES;
  const told = [...exceptions.slice(0, MOST_RULES), ...(left > 0 ? [`${left} more`] : [])];
  return [
    `- **Regression, improvement**: a change that is proven, and is estimated at ${plainPercent(rule.minEffect)} or more. **No change**: the whole interval lies within ±${plainPercent(rule.threshold)}.${told.length === 0 ? '' : ` Other limits hold for ${told.join(', ')}.`}`,
  ];
}
