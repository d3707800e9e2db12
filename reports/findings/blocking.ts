/** Requests that keep a CPU busy, and what the others of the same load meet. */
import { atLabel, labelsOf } from '../../harness/stats/at-label.ts';
import { percentileMs } from '../../harness/stats/percentiles.ts';
import { mean, sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { figure } from '../format.ts';
import type { Group } from '../groups.ts';

/** The variable that chooses where built-in apps do heavy work: `targets/apps/blocking/index.ts`. */
const PLACE = 'BLOCKING';

/** Times of one label in one variant, milliseconds, means over trials. */
interface Times {
  readonly count: number;
  readonly p50: number;
  /** Null where a trial has too few of these requests. */
  readonly p99: number | null;
  /** The longest time in any trial. */
  readonly max: number;
}

interface Row extends Pick<CellResult, 'cell'> {
  readonly heavy: Times;
  readonly other: Times;
}

/** Medians and p99 of both kinds of requests, apart, by workers. Empty unless the scenario chooses the place of heavy work. */
export function blockingFindings({ results, scenarioFacts }: Group): Text[] {
  if (scenarioFacts?.appEnv[PLACE] === undefined) return [];
  const rows = measured(results)
    .flatMap((result) => rowOf(result) ?? [])
    .toSorted((one, other) => one.cell.workers - other.cell.workers);
  const [first] = rows;
  if (first === undefined) return [];
  return [
    finding('Heavy requests', rows, ({ heavy }) => heavy),
    finding('The other requests', rows, ({ other }) => other),
    ...moreWorkers(rows),
  ];
}

function finding(title: string, rows: readonly Row[], timesOf: (row: Row) => Times): Text {
  const figures = rows.map((row) => {
    const { p50, p99, max } = timesOf(row);
    const slowest = p99 === null ? `longest ${figure(max)}` : `p99 ${figure(p99)}`;
    return text`${code(row.cell.variant)} p50 ${figure(p50)}, ${slowest} ms`;
  });
  return text`${strong(title)}: ${joined(figures, '; ')}.`;
}

/** A time that is at least this share of the other is not shorter, given that few requests are heavy. */
const NOT_SHORTER = 0.8;

function moreWorkers(rows: readonly Row[]): Text[] {
  const [fewest, most] = [rows[0], rows.at(-1)];
  if (fewest === undefined || most === undefined || fewest.cell.workers === most.cell.workers) return [];
  const ratio = most.heavy.p50 / fewest.heavy.p50;
  const heavy =
    ratio < NOT_SHORTER
      ? 'Heavy requests wait for each other on a busy worker, and more workers shorten that wait.'
      : 'More workers do not shorten a heavy request.';
  const others =
    most.other.p50 < NOT_SHORTER * fewest.other.p50
      ? ' The others are faster: only those on the same worker as a heavy request wait for it.'
      : '';
  return [text`${strong(`From ${fewest.cell.workers} to ${most.cell.workers} workers`)}: ${heavy}${others}`];
}

/**
 * The rarer label is the heavy one; by their medians they cannot be told apart where all requests wait. Null unless there
 * are two labels.
 */
function rowOf({ cell, ok }: CellResult): Row | null {
  const times = labelsOf(ok).flatMap((label): Times[] => {
    const loads = ok
      .flatMap((trial) => atLabel(trial, label)?.load ?? [])
      .filter(({ completed }) => completed > 0);
    if (loads.length === 0) return [];
    const p99 = loads.map((load) => percentileMs(load, 99));
    const known = p99.filter((value) => value !== null);
    return [
      {
        count: sum(loads.map(({ completed }) => completed)),
        p50: mean(loads.map(({ latency }) => latency.p50)),
        p99: known.length < p99.length ? null : mean(known),
        max: Math.max(...loads.map(({ latency }) => latency.max)),
      },
    ];
  });
  const [heavy, other] = times.toSorted((one, two) => one.count - two.count);
  return other === undefined || heavy === undefined || times.length > 2 ? null : { cell, heavy, other };
}
