/** Throughput, p99 and failures in each second of a trial's window. */
import type { LoadFigures, Trial } from '../../../harness/records/run.ts';
import { mean } from '../../../harness/stats/summary.ts';
import type { CellResult } from '../../cell-result.ts';
import type { Group } from '../../groups.ts';
import type { LinesFigure, Point, Series } from '../figure.ts';
import type { CellColours } from './cell-colour.ts';
import { eventRules, eventSpans } from './event-marks.ts';
import { rowOf, titled } from './labels.ts';

type Second = LoadFigures['perSecond'][number];

interface Measure {
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

const MEASURES: readonly Measure[] = [
  {
    kind: 'throughput-over-time',
    title: 'Throughput over time',
    unit: 'req/s',
    read: ({ completed }) => completed,
    bin: mean,
  },
  {
    kind: 'p99-over-time',
    title: 'p99 over time',
    unit: 'ms',
    note: 'p99 of each second; with few responses it is their maximum; bins of several seconds show the highest',
    read: ({ p99Ms }) => p99Ms,
    bin: (values) => Math.max(...values),
  },
  {
    kind: 'failures-over-time',
    title: 'Failures over time',
    unit: 'failed/s',
    read: ({ failed }) => failed,
    bin: mean,
  },
];

/** A long window is shown in bins of several seconds: a screen has no more room. */
const MOST_POINTS = 300;

/** A figure per measure, which shows one trial at a time. Measures that are 0 throughout have none. */
export function overTimeFigures(group: Group, colours: CellColours): LinesFigure[] {
  return MEASURES.flatMap((measure) => overTime(group, colours, measure));
}

function overTime(group: Group, colours: CellColours, measure: Measure): LinesFigure[] {
  const { kind, title, unit, note } = measure;
  const shown = group.results.flatMap(shownTrials);
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
      subtitle: ['one trial at a time; all trials share the axes', ...(note === undefined ? [] : [note])],
      x: { title: 'seconds', scale: 'linear', min: 0, fromZero: true, unit: 's' },
      y: { title: unit, scale: 'linear', min: 0, max: largest * 1.08, unit },
      series,
      rules: shown.flatMap(({ trial, name }) => (trial.status === 'ok' ? eventRules(trial, name) : [])),
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
function pointsOf({ perSecond }: LoadFigures, { read, bin }: Measure): Point[] {
  const width = Math.max(1, Math.ceil(perSecond.length / MOST_POINTS));
  return Array.from({ length: Math.ceil(perSecond.length / width) }, (_, at) => {
    const seconds = perSecond.slice(at * width, (at + 1) * width);
    const values = seconds.map(read).filter((value) => value !== null);
    return { x: at * width + seconds.length / 2, y: values.length === 0 ? null : bin(values) };
  });
}
