/**
 * The history of runs: the contract between what keeps it (`harness/history/`) and what tells of it
 * (`reports/history/`). A line of `history.jsonl` is one `Summary`; `docs/history.schema.json` is generated from it.
 * Everything may import this file.
 */
import { z } from 'zod';
import { amount, atLeastOne, count, instant, orNull, positive, text } from './fields.ts';

export const HISTORY_SCHEMA = 'cluster-bench/history@1';

const cellSummary = z.object({
  setup: text.describe('id of the cell, less scenario and app'),
  mean: orNull(positive, 'geometric over trials that gave a figure; null without one'),
  spread: orNull(amount, 'standard deviation of its logs; null for fewer than two'),
  trials: count.describe('that gave a figure'),
  failed: count,
  p50: orNull(positive, 'geometric over the same trials, ms, as all that follow'),
  p99: orNull(positive, 'ms; null where too few answers carry it'),
  cpuPerRequest: orNull(positive, 'CPU time of workers and primary for a correct answer, microseconds'),
});

const group = z.object({
  scenario: text,
  app: text,
  metric: text.describe('name of the metric that the means are of, in its unit: requests per second, ms'),
  load: text.describe('what was sent, in words: cells are one series only where it is the same'),
  cells: z.array(cellSummary),
});

/** A run, as its history keeps it. */
export const summarySchema = z.object({
  schema: z.literal(HISTORY_SCHEMA),
  id: text.describe('when it began and its short commit: the same run has one, wherever its folder is'),
  startedAt: instant,
  status: z.enum(['complete', 'partial']),
  commit: text.nullable(),
  branch: text.nullable(),
  dirty: z.boolean().describe('of the working tree: the commit does not hold all that ran'),
  node: text,
  tool: text.describe('version of cluster-bench'),
  host: z.object({
    cpuModel: text,
    cores: atLeastOne,
    cpuLimit: positive.optional().describe('of its control group, in cores, where that is less'),
  }),
  groups: z.array(group).describe('cells of one scenario, app and load'),
});

export type Summary = z.infer<typeof summarySchema>;
export type GroupSummary = z.infer<typeof group>;
export type CellSummary = z.infer<typeof cellSummary>;

/** A run among others in time. */
export type Night = Omit<Summary, 'schema' | 'groups'>;

export interface TrendPoint {
  /** Place in `History.nights`. */
  readonly night: number;
  /** In the metric's unit. */
  readonly value: number;
  /** 95 % interval of the value, from the spread of trials in all nights of the series; null where unknown. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** Points between two changes. */
export interface Level {
  /** Places in `Trend.points`, both of the level. */
  readonly first: number;
  readonly last: number;
  /** Geometric mean of its points. */
  readonly mean: number;
}

export interface Change {
  /** Place in `Trend.points` of the first point of the new level. */
  readonly point: number;
  /** With which the new level begins. */
  readonly night: Night;
  /** Places in `Trend.points` among which, with 95 % confidence, is the first point of the new level. */
  readonly range: { readonly earliest: number; readonly latest: number };
  /** Nights of the range: the cause lies behind the first of them, and up to the second one. */
  readonly after: Night;
  readonly until: Night;
  /** Levels, in the metric's unit. */
  readonly from: number;
  readonly to: number;
  /** to / from - 1. */
  readonly change: number;
  readonly effect: 'better' | 'worse';
}

/** Nights of a cell that are not in its series, and why. */
interface SetAside {
  readonly nights: number;
  readonly what: 'host' | 'load';
  /** Their host or load, in words. */
  readonly name: string;
}

/** The history of one cell. */
export interface Trend {
  /** As short as it can be told apart: `cluster-8-rr`, or `db-wait/express/cluster-8-rr`. */
  readonly id: string;
  readonly scenario: string;
  readonly app: string;
  readonly metric: GroupSummary['metric'];
  /** The metric's: `req/s`, `ms`. */
  readonly unit: string;
  readonly better: 'more' | 'less';
  readonly load: string;
  /** Oldest first; at least one. */
  readonly points: readonly TrendPoint[];
  /** Oldest first; together they hold all points. */
  readonly levels: readonly Level[];
  readonly changes: readonly Change[];
  /** Standard deviation of logs of points around their level; null where too few tell. */
  readonly noise: number | null;
  readonly setAside: readonly SetAside[];
  /** Nights of the series' host in which all trials of the cell failed. */
  readonly failedNights: number;
}

export interface History {
  /** Oldest first: every run that the history holds, or those that were asked for. */
  readonly nights: readonly Night[];
  readonly trends: readonly Trend[];
  readonly settings: TrendSettings;
  /** Web address of the repository that the commits are in, such as `https://github.com/owner/name`; null where it has none. */
  readonly repository: string | null;
}

interface TrendSettings {
  /** Changes of level by a smaller share are none. */
  readonly minChange: number;
  /** Fewer nights than these cannot tell a change from chance, however large it is. */
  readonly leastNights: number;
}

/** A file, or a line of one, that could not be read. */
export interface Damage {
  readonly place: string;
  readonly reason: string;
}
