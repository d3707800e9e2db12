/** Words on charts. Fonts cover Latin letters; what is longer than its place is cut, since a clipped label misleads. */
import type { Metric } from '../../harness/stats/metrics/metric.ts';
import type { CellResult } from '../cell-result.ts';
import { counted, fixed } from '../format.ts';
import type { Group } from '../groups.ts';

const LONGEST_VARIANT = 30;
const LONGEST_NAME = 36;

/** Cut to `longest` characters, an ellipsis included. */
export function clipped(text: string, longest: number): string {
  const letters = [...text];
  return letters.length <= longest
    ? text
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .replace(/[\s.,-]+$/, '')}…`;
}

export function variantLabels(results: readonly CellResult[]): string[] {
  return results.map(({ cell }) => clipped(cell.variant, LONGEST_VARIANT));
}

/** `Throughput: express, db-wait` */
export function chartTitle(what: string, { app, scenario }: Group): string {
  return `${what}: ${clipped(app, LONGEST_NAME)}, ${clipped(scenario, LONGEST_NAME)}`;
}

/** How many trials stand behind a figure: `3 trials`, or `1 to 3 trials` where setups differ. */
export function trialsBehind(results: readonly CellResult[]): string {
  const counts = results.map(({ ok }) => ok.length).filter((count) => count > 0);
  const low = Math.min(...counts);
  const high = Math.max(...counts);
  return low === high ? counted(high, 'trial') : `${low} to ${counted(high, 'trial')}`;
}

/** Writes `12,000` on an axis of the metric, in the unit in which its figures are shown. */
export function tickOf({ shownPer }: Pick<Metric, 'shownPer'>): typeof tick {
  return (value) => tick(shownPer === 1 ? value : Number((Number(value) / shownPer).toPrecision(12)));
}

/** `12,000` on an axis of requests per second or milliseconds. */
export function tick(value: string | number): string {
  const number = Number(value);
  return Number.isInteger(number) ? fixed(number, 0) : String(value);
}

/** What a mean and its whiskers are; without whiskers where no setup has more than one trial. */
export function meanAndInterval(results: readonly CellResult[]): string {
  const sought = results.some(({ metric }) => metric.isSought);
  return results.some(({ ok }) => ok.length > 1)
    ? `mean over ${trialsBehind(results)}; whiskers and ±: its 95 % confidence interval${sought ? ', at least half the bracket' : ''}`
    : 'one trial each: nothing is known about the spread';
}
