import { fitUsl, type UslFit } from '../../harness/stats/usl.ts';
import { type PeakInterval, uslPeakInterval } from '../../harness/stats/usl-peak-interval.ts';
import { type Block, list, paragraph, section } from '../document/block.ts';
import { code, listed, strong, type Text, text } from '../document/inline.ts';
import { figureColumn, nameColumn, table } from '../document/table.ts';
import { fixed, percent, UNKNOWN } from '../format.ts';
import { connectionsBindAll } from '../group-limit.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';
import { countsOf, isTooShort, leftOut, type Series, seriesOf } from './scaling-series.ts';

interface Fitted {
  readonly name: string;
  readonly fit: UslFit;
  /** The law's largest error at a measured mean, as a ratio of it. */
  readonly misfit: number;
  readonly peak: Peak;
}

/** `beyond`: more workers than were measured, where the law is untested. */
type Peak =
  | { readonly at: 'unknown' | 'nowhere' }
  | { readonly at: 'beyond'; readonly mostWorkers: number }
  | {
      readonly at: 'within';
      readonly workers: number;
      readonly throughput: number;
      readonly interval: PeakInterval | null;
    };

/** A law with a larger error does not describe the variants, and its peak means nothing. */
const MOST_MISFIT = 0.05;

/**
 * The Universal Scalability Law of each policy and proxy with four or more worker counts, and a sentence about those with
 * too few. Variants that load or proxy limit are left out, and named. Empty where the metric is no rate, or the connections
 * limit every variant, which the findings say.
 */
export function scalingLaw(group: Group): Block[] {
  if (!group.metric.isRate || connectionsBindAll(group)) return [];
  const lines = seriesOf(group);
  const fitted = lines.flatMap(fittedTo);
  const few = lines.filter(isTooShort).map(({ name }) => code(name));
  const tooFew =
    few.length === 0
      ? []
      : text`No law is fitted to ${listed(few)}: the Universal Scalability Law needs four worker counts.`;
  return section(3, 'Scaling law', [
    ...(fitted.length > 0 ? [...tableOf(fitted), ...list(notesOn(fitted))] : []),
    ...paragraph(tooFew),
    ...leftOut(lines).flatMap((sentence) => paragraph(sentence)),
  ]);
}

/** Explains the columns. */
function notesOn(rows: readonly Fitted[]): Text[] {
  const isOpen = rows.some(({ peak }) => peak.at === 'within' && peak.interval?.high === null);
  const orMore = isOpen ? ' "Or more": the trials do not rule out that throughput never falls.' : '';
  return [
    text`The Universal Scalability Law, X(N) = γN / (1 + α(N − 1) + βN(N − 1)), is fitted to the trials.`,
    text`${strong('Contention α')}: share of the work that waits its turn. ${strong('Coherency β')}: what each worker costs every other worker. A host with fewer cores than workers looks like either.`,
    text`${strong('Largest error')}: of the law, at any measured mean. Above ${percent(MOST_MISFIT, 0)} the law does not describe the variants, and no peak is given.`,
    text`${strong('95% interval')}: from the scatter of the trials about the law, provided that the law holds.${orMore}`,
  ];
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

function tableOf(rows: readonly Fitted[]): Block[] {
  return table<Fitted>(
    [
      nameColumn('variants', ({ name }) => code(name)),
      numberColumn('one worker (req/s)', ({ fit }) => fit.gamma, whole),
      numberColumn('contention α', ({ fit }) => fit.alpha, percent),
      numberColumn(
        'coherency β',
        ({ fit }) => fit.beta,
        (beta) => percent(beta, 2),
      ),
      numberColumn('largest error', ({ misfit }) => misfit, percent),
      figureColumn(
        'peak (workers)',
        ({ peak }) => peakOf(peak),
        ({ peak }) => workersAt(peak),
      ),
      figureColumn(
        '95% interval',
        ({ peak }) => (peak.at === 'within' ? intervalOf(peak.interval) : UNKNOWN),
        ({ peak }) => (peak.at === 'within' ? (peak.interval?.low ?? null) : null),
      ),
      numberColumn('peak (req/s)', ({ peak }) => (peak.at === 'within' ? peak.throughput : null), whole),
    ],
    rows,
  );
}

const whole = (value: number) => fixed(value, 0);

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

/** For sorting: every peak within lies below one that is beyond the same counts. */
function workersAt(peak: Peak): number | null {
  if (peak.at === 'beyond') return peak.mostWorkers;
  return peak.at === 'within' ? peak.workers : null;
}

function intervalOf(interval: PeakInterval | null): string {
  if (interval === null) return UNKNOWN;
  const { low, high } = interval;
  return high === null ? `${fixed(low, 1)} or more` : `${fixed(low, 1)} to ${fixed(high, 1)}`;
}
