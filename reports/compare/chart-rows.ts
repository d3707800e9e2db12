/** What both charts of a comparison share: a row a setup, percents below, colours by verdict. */
import type { ComparedCell, CompareVerdict, Comparison } from '../../harness/records/comparison.ts';
import { ALARM, GRID, INK, MUTED, PAPER } from '../charts/palette.ts';
import { fixed, listed } from '../format.ts';
import { plainLine } from '../render/plain-text.ts';
import { metricWords } from './words.ts';

/** Of verdicts: apart in hue, in lightness, and in that what cannot be told is hollow. */
export const VERDICT_STYLE: Readonly<Record<CompareVerdict, { stroke: string; fill: string }>> = {
  regression: { stroke: ALARM, fill: ALARM },
  improvement: { stroke: '#0072b2', fill: '#0072b2' },
  'no-change': { stroke: '#6e7781', fill: '#6e7781' },
  undecided: { stroke: INK, fill: PAPER },
};

export const VERDICTS = ['regression', 'improvement', 'no-change', 'undecided'] as const;

const LONGEST_LABEL = 44;

/** A ratio so large that a figure must be damaged, and one picture could show nothing beside it. */
export const BEYOND_DRAWING = 1e6;

/** Of rows: ids without what all of them begin with, cut in their middle, since they differ at their ends. */
export function rowLabels(cells: readonly ComparedCell[]): string[] {
  const ids = cells.map(({ id }) => plainLine(id));
  const common = commonFolder(ids).length;
  return ids.map((id) => withoutMiddle(id.slice(common), LONGEST_LABEL));
}

/** `throughput: express, db-wait`; of apps and scenarios what all setups have in common. */
export function chartSubject(cells: readonly ComparedCell[]): string {
  const only = (values: readonly string[]) => (new Set(values).size === 1 ? values.slice(0, 1) : []);
  const metric = listed([...new Set(cells.map(({ primary }) => metricWords(primary.metric).label))]);
  const of = [...only(cells.map(({ app }) => app)), ...only(cells.map(({ scenario }) => scenario))];
  const names = of.map((name) => withoutMiddle(plainLine(name), 30)).join(', ');
  return names === '' ? metric : `${metric}: ${names}`;
}

/** `v1.5.0 (head) against v1.4.0 (base)`, and on a second line which direction is better where metrics differ. */
export function sidesText({ base, head, cells, acrossHosts }: Comparison): string[] {
  const name = (label: string) => withoutMiddle(plainLine(label), 28);
  const each = cells.map(
    ({ primary }) => `${metricWords(primary.metric).label}: ${primary.better} is better`,
  );
  return [
    `${name(head.label)} (head) against ${name(base.label)} (base)${acrossHosts ? ', ACROSS HOSTS' : ''}`,
    ...(betterText(cells) === '' ? [[...new Set(each)].join('; ')] : []),
  ];
}

/** Which direction is better, where all setups agree on it. */
export function betterText(cells: readonly ComparedCell[]): string {
  const [better, ...others] = new Set(cells.map(({ primary }) => primary.better));
  return others.length > 0 || better === undefined ? '' : ` (${better} is better)`;
}

/** Rows from the top down, at 0, 1, 2 ...; labels in their middle. */
export function rowAxis(labels: readonly string[]) {
  return {
    type: 'linear' as const,
    reverse: true,
    min: -0.5,
    max: labels.length - 0.5,
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = labels.map((_, value) => ({ value }));
    },
    grid: { display: false },
    border: { color: GRID },
    ticks: {
      autoSkip: false,
      color: INK,
      font: { size: 13 },
      callback: (value: string | number) => labels[Number(value)] ?? '',
    },
  };
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** @param range in percent */
export function percentAxis({ low, high }: Range, title: string) {
  return {
    type: 'linear' as const,
    min: low,
    max: high,
    title: { display: true, text: title },
    ticks: {
      includeBounds: false,
      maxRotation: 0,
      maxTicksLimit: 8,
      callback: (value: string | number) => percentTick(Number(value)),
    },
  };
}

export const zeroLine = {
  type: 'line' as const,
  xMin: 0,
  xMax: 0,
  borderColor: MUTED,
  borderWidth: 1.5,
  drawTime: 'beforeDatasetsDraw' as const,
};

function percentTick(value: number): string {
  const size = Math.abs(value);
  const decimals = Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2;
  const text = size >= 1e6 ? size.toExponential(0).replace('e+', 'e') : fixed(size, decimals);
  return value === 0 ? '0' : `${value < 0 ? '−' : '+'}${text} %`;
}

/** Up to the last slash that all have in common. */
function commonFolder([first = '', ...others]: readonly string[]): string {
  const folders = first.split('/').slice(0, -1);
  const prefixes = folders.map((_, index) => `${folders.slice(0, index + 1).join('/')}/`);
  return prefixes.findLast((prefix) => others.every((id) => id.startsWith(prefix))) ?? '';
}

function withoutMiddle(text: string, longest: number): string {
  const letters = [...text];
  if (letters.length <= longest) return text;
  const half = (longest - 1) / 2;
  return `${letters.slice(0, Math.ceil(half)).join('')}…${letters.slice(-Math.floor(half)).join('')}`;
}
