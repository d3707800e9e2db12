import { fitUsl, type UslFit } from '../../harness/stats/usl.ts';
import { type PeakInterval, uslPeakInterval } from '../../harness/stats/usl-peak-interval.ts';
import { code } from '../escape.ts';
import { fixed, listed, percent, UNKNOWN } from '../format.ts';
import { connectionsBindAll } from '../group-bound.ts';
import type { Group } from '../groups.ts';
import { type Column, table } from '../table.ts';
import { countsOf, isTooShort, leftOut, type Series, seriesOf } from './scaling-series.ts';

interface Fitted {
  readonly name: string;
  readonly fit: UslFit;
  /** By which the law misses a measured mean at most, as a ratio of it. */
  readonly misfit: number;
  readonly peak: Peak;
}

/** `beyond`: not among the workers that were tried, where nobody has seen whether the law still holds. */
type Peak =
  | { readonly at: 'unknown' | 'nowhere' }
  | { readonly at: 'beyond'; readonly mostWorkers: number }
  | {
      readonly at: 'within';
      readonly workers: number;
      readonly throughput: number;
      readonly interval: PeakInterval | null;
    };

/** A law that misses by more does not describe the setups, and its peak is nobody's. */
const MOST_MISFIT = 0.05;

/**
 * The Universal Scalability Law of each policy and proxy with four or more worker counts, and a sentence where others
 * have too few: somebody may look for it. Setups that load or proxy hold back are left out, and named. Empty where a rate
 * is not judged, or the connections bind every setup: that stands at the top of the report.
 */
export function scalingLaw(group: Group): string {
  if (!group.metric.isRate || connectionsBindAll(group)) return '';
  const lines = seriesOf(group);
  const fitted = lines.flatMap(fittedTo);
  const few = lines.filter(isTooShort);
  return [
    ...(fitted.length > 0 ? [tableOf(fitted), captionOf(fitted)] : []),
    ...(few.length > 0
      ? [
          `No law is fitted to ${listed(few.map(({ name }) => code(name)))}: the Universal Scalability Law needs four numbers of workers.`,
        ]
      : []),
    ...leftOut(lines),
  ].join('\n\n');
}

const CAPTION =
  "The Universal Scalability Law, X(N) = γN / (1 + α(N − 1) + βN(N − 1)), fitted to the trials. Contention α: the share of the work that waits its turn; coherency β: what each worker costs every other one. A host with fewer cores than workers looks like either. Misses by: the most that the law is off from a measured mean; above 5 % it does not describe the setups, and no peak is given. The peak's 95 % interval comes from the trials' scatter about the law: it does not know whether the law holds.";

function captionOf(rows: readonly Fitted[]): string {
  const isOpen = rows.some(({ peak }) => peak.at === 'within' && peak.interval?.high === null);
  return isOpen ? `${CAPTION} Or more: that throughput never falls is not ruled out.` : CAPTION;
}

function fittedTo({ name, kept }: Series): Fitted[] {
  const points = kept.flatMap(({ cell, figures }) =>
    figures.score.values.map((throughput) => ({ workers: cell.workers, throughput })),
  );
  const fit = fitUsl(points);
  if (fit === null) return [];
  const misfit = Math.max(
    ...kept.map(({ cell, figures }) => Math.abs(lawOf(fit, cell.workers) / figures.score.mean - 1)),
  );
  const mostWorkers = Math.max(...countsOf(kept));
  const peak = (): Peak => {
    const { peakWorkers: workers, peakThroughput: throughput } = fit;
    if (misfit > MOST_MISFIT) return { at: 'unknown' };
    if (workers === null || throughput === null) return { at: 'nowhere' };
    if (workers > mostWorkers) return { at: 'beyond', mostWorkers };
    return { at: 'within', workers, throughput, interval: uslPeakInterval(points) };
  };
  return [{ name, fit, misfit, peak: peak() }];
}

function lawOf({ gamma, alpha, beta }: UslFit, workers: number): number {
  return (gamma * workers) / (1 + alpha * (workers - 1) + beta * workers * (workers - 1));
}

function tableOf(rows: readonly Fitted[]): string {
  const right = (title: string, cell: (row: Fitted) => string): Column<Fitted> => ({
    title,
    align: 'right',
    cell,
  });
  return table<Fitted>(
    [
      { title: 'setups', align: 'left', cell: ({ name }) => code(name) },
      right('one worker (req/s)', ({ fit }) => fixed(fit.gamma, 0)),
      right('contention α', ({ fit }) => percent(fit.alpha)),
      right('coherency β', ({ fit }) => percent(fit.beta, 2)),
      right('misses by', ({ misfit }) => percent(misfit)),
      right('peak (workers)', ({ peak }) => peakOf(peak)),
      right('95 % interval', ({ peak }) => (peak.at === 'within' ? intervalOf(peak.interval) : UNKNOWN)),
      right('peak (req/s)', ({ peak }) => (peak.at === 'within' ? fixed(peak.throughput, 0) : UNKNOWN)),
    ],
    rows,
  );
}

function peakOf(peak: Peak): string {
  switch (peak.at) {
    case 'unknown':
      return 'does not fit';
    case 'nowhere':
      return 'none';
    case 'beyond':
      return `beyond ${peak.mostWorkers}`;
    case 'within':
      return fixed(peak.workers, 1);
  }
}

function intervalOf(interval: PeakInterval | null): string {
  if (interval === null) return UNKNOWN;
  const { low, high } = interval;
  return high === null ? `${fixed(low, 1)} or more` : `${fixed(low, 1)} to ${fixed(high, 1)}`;
}
