/** Throughput, p99 and failures in each second of a trial's window. */
import type { LoadFigures, Trial } from '../../../harness/records/run.ts';
import { mean } from '../../../harness/stats/summary.ts';
import type { CellResult } from '../../cell-result.ts';
import type { Group } from '../../groups.ts';
import type { LinesFigure, Point, Series } from '../figure.ts';
import type { CellColours } from './cell-colour.ts';
import { eventRules, eventSpans } from './event-marks.ts';
import { rowOf, titled } from './labels.ts';
import { stageRules } from './stage-marks.ts';

type Second = LoadFigures['perSecond'][number];

export interface Measure {
  readonly kind: string;
  readonly title: string;
  readonly unit: string;
  /** Explanation of a value, where its title leaves that open. */
  readonly note?: string;
  /** Null where a second has no figure. */
  readonly read: (second: Second) => number | null;
  /** The figure of a bin of several seconds. */
  readonly bin: (values: readonly number[]) => number;
}

export interface Binned {
  /** Seconds of a window that share a point. */
  readonly binSeconds: number;
}

export const throughputOverTime: Measure = {
  kind: 'throughput-over-time',
  title: 'Throughput over time',
  unit: 'req/s',
  read: ({ completed }) => completed,
  bin: mean,
};

export const p99OverTime: Measure = {
  kind: 'p99-over-time',
  title: 'p99 over time',
  unit: 'ms',
  note: 'p99 of each second; with few responses it is their maximum; bins of several seconds show the highest',
  read: ({ p99Ms }) => p99Ms,
  bin: (values) => Math.max(...values),
};

const MEASURES: readonly Measure[] = [
  throughputOverTime,
  p99OverTime,
  {
    kind: 'failures-over-time',
    title: 'Failures over time',
    unit: 'failed/s',
    read: ({ failed }) => failed,
    bin: mean,
  },
];

/** Points of a trial: a screen has no room for more. */
const MOST_POINTS = 300;
/** Points of a measure over all trials of a run: with more of them its page would load slowly. */
const MOST_POINTS_OF_RUN = 15_000;
const LEAST_POINTS = 10;

/** The number of points that each trial of a run may have. Longer windows are shown in bins of several seconds. */
export function pointsPerTrial(trials: number): number {
  return Math.min(MOST_POINTS, Math.max(LEAST_POINTS, Math.floor(MOST_POINTS_OF_RUN / trials)));
}

/**
 * A figure per measure, which shows one trial at a time. Measures that are 0 throughout have none.
 *
 * @param mostPoints of a trial
 */
export function overTimeFigures(group: Group, colours: CellColours, mostPoints: number): LinesFigure[] {
  const shown = group.results.flatMap(shownTrials);
  const longest = Math.max(0, ...shown.map(({ load }) => load.perSecond.length));
  const binSeconds = Math.max(1, Math.ceil(longest / mostPoints));
  return MEASURES.flatMap((measure) => overTime(group, shown, colours, { ...measure, binSeconds }));
}

function overTime(
  group: Group,
  shown: readonly ShownTrial[],
  colours: CellColours,
  measure: Measure & Binned,
): LinesFigure[] {
  const { kind, title, unit, note, binSeconds } = measure;
  const series = shown.map(({ result, load, name }): Series => {
    const { colour } = rowOf(result, colours);
    return { ...line, name, colour, choice: name, points: pointsOf(load, measure) };
  });
  const largest = Math.max(0, ...series.flatMap(({ points }) => points.map(({ y }) => y ?? 0)));
  if (largest === 0) return [];
  return [
    {
      kind: 'lines',
      ...titled(kind, title, `${title} of one trial`, group),
      subtitle: [
        `one trial at a time; all trials share the axes${binSeconds > 1 ? `; each point covers ${binSeconds} s` : ''}`,
        ...(note === undefined ? [] : [note]),
      ],
      x: { title: 'seconds', scale: 'linear', min: 0, fromZero: true, unit: 's' },
      y: { title: unit, scale: 'linear', min: 0, max: largest * 1.08, unit },
      series,
      rules: [
        ...stageRules(group),
        ...shown.flatMap(({ trial, name }) => (trial.status === 'ok' ? eventRules(trial, name) : [])),
      ],
      spans: shown.flatMap(({ trial, name }) => (trial.status === 'ok' ? eventSpans(trial, name) : [])),
      isFlat: true,
      choices: series.map(({ name }) => name),
    },
  ];
}

const line = { variant: null, style: 'solid', marks: false } as const;

interface ShownTrial {
  readonly result: CellResult;
  readonly trial: Trial;
  readonly load: LoadFigures;
  /** Its choice. */
  readonly name: string;
}

/** Trials that failed are shown as far as they were measured: there failures over time matter most. */
function shownTrials(result: CellResult): ShownTrial[] {
  const trials: Trial[] = [...result.ok, ...result.failed].toSorted((a, b) => a.trial - b.trial);
  return trials.flatMap((trial) => {
    const failed = trial.status === 'failed' ? ' (failed)' : '';
    const name = `${result.cell.variant}, trial ${trial.trial}${failed}`;
    return trial.load === null ? [] : [{ result, trial, load: trial.load, name }];
  });
}

/** Each bin stands at its middle. */
export function pointsOf(
  { perSecond }: LoadFigures,
  { read, bin, binSeconds: width }: Measure & Binned,
): Point[] {
  return Array.from({ length: Math.ceil(perSecond.length / width) }, (_, at) => {
    const seconds = perSecond.slice(at * width, (at + 1) * width);
    const values = seconds.map(read).filter((value) => value !== null);
    return { x: at * width + seconds.length / 2, y: values.length === 0 ? null : bin(values) };
  });
}
