/**
 * The history of runs: the contract between keeping it (`harness/history/`) and reporting it (`reports/history/`). A
 * line of `history.jsonl` is one `Summary`; `docs/history.schema.json` is generated from it. Everything may import
 * this file.
 */
import { z } from 'zod';
import { amount, atLeastOne, count, instant, orNull, positive, text } from './fields.ts';

export const HISTORY_SCHEMA = 'cluster-bench/history@1';

const cellSummary = z.object({
  variant: text.describe('id of the cell without scenario and app'),
  mean: orNull(positive, 'geometric mean over trials that gave a figure; null without one'),
  spread: orNull(amount, 'standard deviation of the logs of these figures; null for fewer than two'),
  trials: count.describe('trials that gave a figure'),
  failed: count,
  p50: orNull(positive, 'ms, geometric mean over the same trials, as are the fields that follow'),
  p99: orNull(positive, 'ms; null with too few responses for the percentile'),
  cpuPerRequest: orNull(positive, 'CPU time of workers and primary per correct response, microseconds'),
});

const group = z.object({
  scenario: text,
  app: text,
  metric: text.describe('name of the metric of the means, which are in its unit: requests per second, ms'),
  load: text.describe('the load in words; cells form one series only if it is the same'),
  cells: z.array(cellSummary),
});

/** Summary is a run as the history keeps it. */
export const summarySchema = z.object({
  schema: z.literal(HISTORY_SCHEMA),
  id: text.describe('start time and short commit: the same run has the same id, wherever its folder is'),
  startedAt: instant,
  status: z.enum(['complete', 'partial']),
  commit: text.nullable(),
  branch: text.nullable(),
  dirty: z.boolean().describe('the working tree had changes that the commit does not hold'),
  node: text,
  tool: text.describe('version of cluster-bench'),
  host: z.object({
    cpuModel: text,
    cores: atLeastOne,
    cpuLimit: positive.optional().describe('CPU limit of the control group in cores, if it is lower'),
  }),
  groups: z.array(group).describe('cells by scenario, app and load'),
});

export type Summary = z.infer<typeof summarySchema>;
export type GroupSummary = z.infer<typeof group>;
export type CellSummary = z.infer<typeof cellSummary>;

/** Night is one run in the series, without its figures. */
export type Night = Omit<Summary, 'schema' | 'groups'>;

export interface TrendPoint {
  /** Index in `History.nights`. */
  readonly night: number;
  /** Value in the metric's unit. */
  readonly value: number;
  /** 95% interval of the value, from the spread of trials in all nights of the series; null if unknown. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** Level is the points between two changes. */
export interface Level {
  /** Indexes in `Trend.points`, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** Geometric mean of the points. */
  readonly mean: number;
}

export interface Change {
  /** Index in `Trend.points` of the first point of the new level. */
  readonly point: number;
  /** First night of the new level. */
  readonly night: Night;
  /** Indexes in `Trend.points` between which the new level begins, with 95% confidence. */
  readonly range: { readonly earliest: number; readonly latest: number };
  /** Nights of the range: the cause came after `after`, and with `until` at the latest. */
  readonly after: Night;
  readonly until: Night;
  /** Means of the old and the new level, in the metric's unit. */
  readonly from: number;
  readonly to: number;
  /** to / from - 1. */
  readonly change: number;
  readonly effect: 'better' | 'worse';
}

/** SetAside counts nights of a cell that are not in its series, and says why. */
interface SetAside {
  readonly nights: number;
  readonly what: 'host' | 'load';
  /** Host or load of these nights, in words. */
  readonly name: string;
}

/** Trend is the history of one cell. */
export interface Trend {
  /** Shortest unique name: `cluster-8-rr`, or `db-wait/express/cluster-8-rr`. */
  readonly id: string;
  readonly scenario: string;
  readonly app: string;
  readonly metric: GroupSummary['metric'];
  /** Unit of the metric: `req/s`, `ms`. */
  readonly unit: string;
  readonly better: 'more' | 'less';
  readonly load: string;
  /** Oldest first; at least one. */
  readonly points: readonly TrendPoint[];
  /** Oldest first; together they hold all points. */
  readonly levels: readonly Level[];
  readonly changes: readonly Change[];
  /** Standard deviation of logs of points around their level; null with too few points. */
  readonly noise: number | null;
  readonly setAside: readonly SetAside[];
  /** Nights on the series' host in which all trials of the cell failed. */
  readonly failedNights: number;
}

export interface History {
  /** Oldest first: every run of the history, or those that were requested. */
  readonly nights: readonly Night[];
  readonly trends: readonly Trend[];
  readonly settings: TrendSettings;
  /** Web address of the repository that the commits are in, such as `https://github.com/owner/name`; null where it has none. */
  readonly repository: string | null;
}

interface TrendSettings {
  /** Smaller changes of level are ignored. */
  readonly minChange: number;
  /** With fewer nights no change, however large, can be separated from chance. */
  readonly leastNights: number;
}

/** Damage is a file, or a line of one, that could not be read. */
export interface Damage {
  readonly place: string;
  readonly reason: string;
}
