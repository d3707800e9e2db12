/** 95% intervals of the worker count at which the Universal Scalability Law peaks: how many hold it. */
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { median } from '../../../stats/summary.ts';
import type { UslPoint } from '../../../stats/usl.ts';
import { type PeakInterval, uslPeakInterval } from '../../../stats/usl-peak-interval.ts';
import { normal } from '../simulated-hosts.ts';
import { percent, repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const INTERVALS = 2_000;

interface Law {
  readonly workers: readonly number[];
  readonly peak: number;
  readonly alpha: number;
}

export const laws: readonly Law[] = [
  { workers: [1, 2, 4, 8], peak: 5, alpha: 0.02 },
  { workers: [1, 2, 4, 8], peak: 5, alpha: 0.1 },
  { workers: [1, 2, 4, 8, 16, 32], peak: 12, alpha: 0.02 },
  { workers: [1, 2, 4, 8, 16, 32], peak: 12, alpha: 0.1 },
];

/** Throughput that never falls: its peak is at infinity. */
const withoutPeak: Law = { workers: [1, 2, 4, 8], peak: Number.POSITIVE_INFINITY, alpha: 0.05 };
const tabled = [...laws, withoutPeak];

/** Trials of a worker count, and the standard deviation of their logs. */
interface Trials {
  readonly trials: number;
  readonly spread: number;
}

const sizes: readonly Trials[] = [3, 5].flatMap((trials) =>
  [0.01, 0.03].map((spread) => ({ trials, spread })),
);

export const peakTable: SimulatedTable = {
  name: '95% intervals of the peak',
  titles: ['workers', 'peak', 'α', 'β', 'trials', 'spread', 'hold the peak', 'above it', 'below it', 'width'],
  rows: rowsOf(
    tabled,
    sizes,
    ({ workers, alpha }, { trials, spread }) => `${workers.length} counts, ${alpha}, ${trials}, ${spread}`,
    (law, size) => {
      const random = mulberry32(500 + 10 * tabled.indexOf(law) + sizes.indexOf(size));
      const intervals = repeated(INTERVALS, () => uslPeakInterval(simulatePoints(law, size, random)));
      const widths = intervals.map((interval) => (highOf(interval) - lowOf(interval)) / law.peak);
      return [
        law.workers.join(', '),
        Number.isFinite(law.peak) ? String(law.peak) : 'none',
        `${percent(law.alpha)}%`,
        `${(100 * betaOf(law)).toFixed(2)}%`,
        String(size.trials),
        `${100 * size.spread}%`,
        shareOf(intervals, (interval) => holdsPeak(law, interval)),
        shareOf(intervals, (interval) => lowOf(interval) > law.peak),
        shareOf(intervals, (interval) => highOf(interval) < law.peak),
        Number.isFinite(law.peak) ? `${percent(median(widths))}%` : '–',
      ];
    },
  ),
};

export function simulatePoints(law: Law, { trials, spread }: Trials, random: () => number): UslPoint[] {
  const { alpha } = law;
  const beta = betaOf(law);
  return law.workers.flatMap((workers) =>
    repeated(trials, () => ({
      workers,
      throughput:
        (workers / (1 + (alpha + beta * workers) * (workers - 1))) * Math.exp(spread * normal(random)),
    })),
  );
}

function betaOf({ alpha, peak }: Law): number {
  return (1 - alpha) / peak ** 2;
}

export function holdsPeak({ peak }: Law, interval: PeakInterval | null): boolean {
  return lowOf(interval) <= peak && peak <= highOf(interval);
}

/** lowOf is NaN if there is no interval, which then contains nothing. */
function lowOf(interval: PeakInterval | null): number {
  return interval?.low ?? Number.NaN;
}

function highOf(interval: PeakInterval | null): number {
  return interval === null ? Number.NaN : (interval.high ?? Number.POSITIVE_INFINITY);
}
