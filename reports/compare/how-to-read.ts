/** How the verdicts of a comparison came about. */
import type { ComparedCell, CompareMethod, Comparison } from '../../harness/records/comparison.ts';
import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { counted } from '../format.ts';
import { cellName } from './names.ts';
import { plainPercent } from './words.ts';

const MOST_RULES = 12;

/** A point for each term. */
export function howToReadComparison(comparison: Comparison): Text[] {
  const { method, cells } = comparison;
  const term = (name: string, ...meaning: Text) => text`${strong(name)}: ${meaning}`;
  return [
    term(
      'Change',
      'head / base − 1, of geometric means over the trials of a run, then over runs. Figures are compared by their logarithms, so that a factor weighs the same in both directions.',
    ),
    ...(isTested(comparison)
      ? [
          term('Test', testSentence(comparison)),
          term(
            'False alarms',
            falseAlarmSentence(method),
            ' P-values are two-sided. Only the metric in the verdict tables is tested.',
          ),
          term('Interval', intervalSentence(method)),
          ...runSpread(method),
        ]
      : [term('Test', NOT_TESTED)]),
    ...rules(cells),
    term(
      'Undecided',
      'the figures show neither a change nor its absence. The number of trials that would decide is estimated from the spread so far.',
    ),
  ];
}

/** The method in one paragraph. */
export function methodSummary(comparison: Comparison): Text {
  const { method } = comparison;
  if (!isTested(comparison)) return [`Test: ${NOT_TESTED}`];
  return [`${testSentence(comparison)} ${falseAlarmSentence(method)} ${intervalSentence(method)}`];
}

const NOT_TESTED =
  'none. A test and an interval need at least two trials of a variant on each side. Run both sides again with more --trials.';

/** Whether any variant has enough trials for a test. */
function isTested({ cells }: Comparison): boolean {
  return cells.some(({ primary }) => primary.pValue !== null);
}

const TESTS: Readonly<Record<CompareMethod['name'], string>> = {
  'welch-on-logs': "Welch's t-test on logarithms, which counts the spread between trials and between runs",
  'paired-sequential':
    'Sequential t-test on the log ratio of each pair of trials (a mixture over effect sizes), valid after every pair',
};

function testSentence({ method, cells }: Comparison): string {
  const correction = cells.length > 1 ? `; Holm correction for ${counted(cells.length, 'variant')}` : '';
  return `${TESTS[method.name]}${correction}.`;
}

function falseAlarmSentence({ alpha, runSpread: spread }: CompareMethod): string {
  const condition =
    spread === null
      ? ''
      : `, if runs of one version differ by no more than ${spreadText(spread.value)} (${spread.source}) and the host does not drift`;
  return `At most ${plainPercent(alpha)} of comparisons without a true change report one${condition}.`;
}

function intervalSentence({ confidence }: CompareMethod): string {
  return `Each interval holds the true change of its variant with ${plainPercent(confidence)} confidence.`;
}

function runSpread({ runSpread: spread }: CompareMethod): Text[] {
  if (spread === null) return [];
  const start = text`${strong('Spread between runs')} of one side: ${spreadText(spread.value)} (standard deviation)`;
  return spread.source === 'measured'
    ? [text`${start}, measured: the median over variants.`]
    : [
        text`${start}, ${strong('assumed')}: so few runs cannot show it. More runs per side measure it; ${code('--run-spread')} sets it.`,
      ];
}

function spreadText(value: number): string {
  return plainPercent(Math.round(value * 1e4) / 1e4);
}

/** The limits of most variants, and then the variants with other limits. */
function rules(cells: readonly ComparedCell[]): Text[] {
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
    .map(
      (cell) => text`${cellName(cell)} ${plainPercent(cell.minEffect)} and ±${plainPercent(cell.threshold)}`,
    );
  const left = exceptions.length - MOST_RULES;
  const named = [...exceptions.slice(0, MOST_RULES), ...(left > 0 ? [[`${left} more`]] : [])];
  return [
    text`${strong('Regression, improvement')}: a proven change, estimated at ${plainPercent(rule.minEffect)} or more.`,
    text`${strong('No change')}: the whole interval lies within ±${plainPercent(rule.threshold)}.`,
    ...(named.length === 0 ? [] : [text`${strong('Other limits')} hold for ${joined(named, ', ')}.`]),
  ];
}
