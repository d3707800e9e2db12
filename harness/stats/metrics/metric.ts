/** What the rest of the program may ask of a metric. Each metric is a file of this folder and a place in `index.ts`. */
import type { Cell, OkTrial } from '../../records/run.ts';

export interface Metric {
  /** As records, flags and file names have it. It never changes once published. */
  readonly name: string;
  /** One line for those who do not know it. */
  readonly summary: string;
  /** Its name within a sentence: `CPU per request`. */
  readonly label: string;
  /** Its name where a sentence, a chart or a column stands for it alone: `Throughput`. */
  readonly title: string;
  /** Unit of `read`, as records name it: `req/s`, `ms`, `bytes`. */
  readonly unit: string;
  /** Unit of figures that are shown, within a sentence: `requests per second`. */
  readonly longUnit: string;
  /** The same in a table: `req/s`, `MB`. */
  readonly shortUnit: string;
  /** Figures are shown divided by this: 1e6 shows bytes as MB. */
  readonly shownPer: number;
  readonly better: 'higher' | 'lower';
  /** `mean`: an amount or a rate; `percentile`: of a distribution; `share`: from 0 to 1; `count`: events of a trial. */
  readonly kind: 'mean' | 'percentile' | 'share' | 'count';
  /** Which percentile it is: 99; null where it is none. */
  readonly percentile: number | null;
  /** The trial's figure in `unit`; null where the trial cannot tell. `cell` is the trial's own. */
  readonly read: (trial: OkTrial, cell: Pick<Cell, 'workers' | 'hasPrimary'>) => number | null;
  /** Share of the trial's figure that its window leaves open, however many trials there are. */
  readonly resolution: (trial: OkTrial) => number;
  /** Whether a search finds it: its scenario needs an objective and no rate, and each figure is a bracket's lower end. */
  readonly isSought: boolean;
  /** Whether it is in requests per second, so that bounds, the ideal line and the scaling law hold for it. */
  readonly isRate: boolean;
  /** Whether a figure above 0 proves that the app gave correct responses. */
  readonly provesAnswers: boolean;
  /** Coefficient of variation over trials that a quiet host explains; null where no spread is too wide. */
  readonly mostVariation: number | null;
  /** Whether a comparison shows it beside the metric that gates. */
  readonly isCompared: boolean;
  /**
   * Smallest difference of two sides that is worth a sentence, in `unit`; null where sides are compared as ratios.
   * Figures that are often 0, as shares and counts are, have no ratio.
   */
  readonly leastDifference: number | null;
  /** Units in which a gate may give its limit, the usual one first, and how much of `unit` each is. */
  readonly gateUnits: Readonly<Record<string, number>>;
  /** What a higher and a lower figure is called, alone and behind the name of a setup. */
  readonly changes: {
    readonly higher: string;
    readonly lower: string;
    readonly isHigher: string;
    readonly isLower: string;
  };
  /** How a report names the best figure: one that is better beyond doubt, and one that is merely the best of all. */
  readonly best: { readonly winner: string; readonly leader: string };
  /** Verb before a figure that stands alone: `answered`; null: the title stands before it. */
  readonly verb: string | null;
  /** Heading of its column where there is little room: `p99 ms`. */
  readonly narrowTitle: string;
  /** Percentiles of the latency that a table shows beside it. */
  readonly percentilesBeside: readonly number[];
  readonly chart: {
    /** `logarithmic` draws dots, for figures that lie decades apart; its figures are shown as they are read. */
    readonly scale: 'linear' | 'logarithmic';
    /** What the axis of the chart of setups shows. */
    readonly axis: string;
    /** The same on the chart over workers. */
    readonly scalingAxis: string;
  };
  /** What the word means, for reports that judge by it; null where readers know, or other explanations tell. */
  readonly explanation: string | null;
}

/** What holds for a metric unless its file says otherwise. */
export const usualTraits = {
  shownPer: 1,
  percentile: null,
  resolution: () => 0,
  isSought: false,
  isRate: false,
  provesAnswers: false,
  mostVariation: 0.1,
  isCompared: true,
  leastDifference: null,
  verb: null,
  percentilesBeside: [50, 99],
  explanation: null,
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

/** Which direction is better, as records and texts say it: `more is better`. */
export function betterInWords({ better }: Pick<Metric, 'better'>): 'more' | 'less' {
  return better === 'higher' ? 'more' : 'less';
}
