/** The properties of a metric. Each metric is a file in this folder and a line in `index.ts`. */
import type { Cell, OkTrial } from '../../records/run.ts';
import type { Cases } from '../wilson.ts';

export interface Metric {
  /** Name in records, flags and file names. It never changes once published. */
  readonly name: string;
  /** One line that explains it. */
  readonly summary: string;
  /** Name within a sentence: `CPU per request`. */
  readonly label: string;
  /** Name as a heading of a sentence, a chart or a column: `Throughput`. */
  readonly title: string;
  /** Unit of `read` in records: `req/s`, `ms`, `bytes`. */
  readonly unit: string;
  /** Unit of displayed figures within a sentence: `requests per second`. */
  readonly longUnit: string;
  /** Unit of displayed figures in a table: `req/s`, `MB`. */
  readonly shortUnit: string;
  /** Displayed figures are divided by this: 1e6 shows bytes as MB. */
  readonly shownPer: number;
  readonly better: 'higher' | 'lower';
  /** `mean`: an amount or a rate; `percentile`: of a distribution; `share`: from 0 to 1; `count`: events of a trial. */
  readonly kind: 'mean' | 'percentile' | 'share' | 'count';
  /** The percentile of the latency, such as 99; null for other figures. */
  readonly percentile: number | null;
  /** Figure of the trial in `unit`; null if the trial has none. `cell` is the trial's own. */
  readonly read: (trial: OkTrial, cell: Pick<Cell, 'workers' | 'hasPrimary'>) => number | null;
  /** For a share of requests: what `read` divides; null for other figures. */
  readonly cases: ((trial: OkTrial) => Cases) | null;
  /** Share of the trial's figure that its window leaves uncertain, however many trials there are. */
  readonly resolution: (trial: OkTrial) => number;
  /**
   * Whether a search finds it: its scenario then has an objective and no rate, and each figure is a bracket's lower
   * end.
   */
  readonly isSought: boolean;
  /** Whether it is in requests per second, so that limits, the ideal line and the scaling law apply. */
  readonly isRate: boolean;
  /** Whether it is about iterations, so that a scenario with a single request has no figure of it. */
  readonly ofIterations: boolean;
  /** Whether it is about window events, so that a scenario without any has no figure of it. */
  readonly ofEvents: boolean;
  /** Whether a figure above 0 proves that the app gave correct responses. */
  readonly provesAnswers: boolean;
  /** Largest coefficient of variation over trials on a quiet host; null if any spread is acceptable. */
  readonly mostVariation: number | null;
  /** Whether a comparison shows it beside the metric that decides. */
  readonly isCompared: boolean;
  /** Whether a comparison shows it where it is 0 or unknown on both sides. */
  readonly isShownAtZero: boolean;
  /** Whether the requests of one label have a figure of their own. */
  readonly isOfRequests: boolean;
  /**
   * Smallest difference of two sides that is reported, in `unit`; null if sides are compared as ratios. Figures that
   * are often 0, such as shares and counts, have no ratio.
   */
  readonly leastDifference: number | null;
  /**
   * Whether its difference is tested by permuting trials, which needs no distribution: for counts that are often 0.
   */
  readonly isPermuted: boolean;
  /** Units of a gate's limit, the usual one first, as multiples of `unit`. */
  readonly gateUnits: Readonly<Record<string, number>>;
  /** Words for a higher and a lower figure, alone and after the name of a variant. */
  readonly changes: {
    readonly higher: string;
    readonly lower: string;
    readonly isHigher: string;
    readonly isLower: string;
  };
  /** Heading of the best figure in a report: if it is significantly better, and if it is merely the best. */
  readonly best: { readonly winner: string; readonly leader: string };
  /** Verb before the figure: `completed`; null to use the title. */
  readonly verb: string | null;
  /** Heading of a narrow column: `p99 ms`. */
  readonly narrowTitle: string;
  /** Percentiles of the latency in the same table. */
  readonly percentilesBeside: readonly number[];
  readonly chart: {
    /** `logarithmic` draws dots, for figures that differ by decades; its figures are shown in `unit`. */
    readonly scale: 'linear' | 'logarithmic';
    /** Label of the axis in the chart of variants. */
    readonly axis: string;
    /** Label of the axis in the chart over workers. */
    readonly scalingAxis: string;
  };
  /** Explanation for reports of this metric; null if it is well known, or explained elsewhere. */
  readonly explanation: string | null;
}

/** Defaults of a metric's properties. */
export const usualTraits = {
  shownPer: 1,
  percentile: null,
  cases: null,
  resolution: () => 0,
  isSought: false,
  isRate: false,
  ofIterations: false,
  ofEvents: false,
  provesAnswers: false,
  mostVariation: 0.1,
  isCompared: true,
  isShownAtZero: true,
  isOfRequests: false,
  leastDifference: null,
  isPermuted: false,
  verb: null,
  percentilesBeside: [50, 99],
  explanation: null,
} as const satisfies Partial<Metric>;

/** Defaults for a metric in requests per second. */
export const rateTraits = {
  ...usualTraits,
  unit: 'req/s',
  longUnit: 'requests per second',
  shortUnit: 'req/s',
  better: 'higher',
  kind: 'mean',
  isRate: true,
  gateUnits: { 'req/s': 1, '/s': 1 },
} as const satisfies Partial<Metric>;

/** `higher capacity`, `has a higher capacity`. */
export function changesOf(label: string, higher: string, lower: string): Metric['changes'] {
  return {
    higher: `${higher} ${label}`,
    lower: `${lower} ${label}`,
    isHigher: `has a ${higher} ${label}`,
    isLower: `has a ${lower} ${label}`,
  };
}

/** shareOf is null if there are no cases at all. */
export function shareOf({ seen, of }: Cases): number | null {
  return of === 0 ? null : seen / of;
}

/** betterInWords is the better direction in records and texts: `more is better`. */
export function betterInWords({ better }: Pick<Metric, 'better'>): 'more' | 'less' {
  return better === 'higher' ? 'more' : 'less';
}
