/** Trends of each cell from the summaries of runs: points, levels, and where levels change. */
import type {
  CellSummary,
  GroupSummary,
  History,
  Night,
  Summary,
  Trend,
  TrendPoint,
} from '../records/history.ts';
import { metricNamed } from '../stats/metrics/index.ts';
import { betterInWords } from '../stats/metrics/metric.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { sum } from '../stats/summary.ts';
import { changesOf, leastNights, noiseOf } from './changes.ts';

export interface TrendOptions {
  /** Smallest change of level: 0.02 is 2%. */
  readonly minChange: number;
  /** Filters cells by id, as in `Trend`; all by default. */
  readonly wants?: (id: string) => boolean;
}

/** A cell in a night. */
interface Seen {
  readonly night: number;
  readonly group: GroupSummary;
  readonly cell: CellSummary;
}

/**
 * A series has one host and one load: those of the newest run with figures of the cell, which need not be the
 * newest run. Cells without any figure have no trend. Partial and dirty runs are included as ordinary points; charts may mark them.
 *
 * @param summaries oldest first
 */
export function trendsOf(
  summaries: readonly Summary[],
  { minChange, wants = () => true }: TrendOptions,
): History {
  const nights = summaries.map(({ schema, groups, ...night }): Night => night);
  const all = namedCells(summaries).filter(({ id }) => wants(id));
  // Bonferroni: without any change, one history in twenty may show one, however many cells it has.
  const significance = 0.05 / Math.max(1, all.length);
  const trends = all.flatMap(({ id, seen }) => trendOf(id, seen, nights, { minChange, significance }));
  return {
    nights,
    trends,
    settings: { minChange, leastNights: leastNights(significance) },
    repository: null,
  };
}

/** cellIds are the ids of all cells of these runs: the shortest that differ. */
export function cellIds(summaries: readonly Summary[]): string[] {
  return namedCells(summaries).map(({ id }) => id);
}

function namedCells(
  summaries: readonly Summary[],
): { readonly id: string; readonly seen: readonly Seen[] }[] {
  const cells = new Map<string, Seen[]>();
  for (const [night, { groups }] of summaries.entries()) {
    for (const group of groups) {
      for (const cell of group.cells) {
        const key = JSON.stringify([group.scenario, group.app, cell.variant]);
        const seen = cells.get(key);
        if (seen) seen.push({ night, group, cell });
        else cells.set(key, [{ night, group, cell }]);
      }
    }
  }
  const named = new Set(
    summaries.flatMap(({ groups }) => groups.map(({ scenario, app }) => `${scenario}/${app}`)),
  );
  return [...cells.values()].map((seen) => {
    const { group, cell } = seen.at(-1) as Seen;
    const id = named.size > 1 ? `${group.scenario}/${group.app}/${cell.variant}` : cell.variant;
    return { id, seen };
  });
}

function trendOf(
  id: string,
  seen: readonly Seen[],
  nights: readonly Night[],
  { minChange, significance }: { readonly minChange: number; readonly significance: number },
): Trend | [] {
  // A run in which the cell only failed says nothing about the series.
  const newest = seen.findLast(({ cell }) => cell.mean !== null);
  if (newest === undefined) return [];
  const hostOf = ({ night }: Seen) => hostInWords(nights[night] as Night);
  const host = hostOf(newest);
  const { scenario, app, metric, load } = newest.group;
  const [ofHost, elsewhere] = parted(seen, (one) => hostOf(one) === host);
  const [series, otherwise] = parted(ofHost, ({ group }) => group.load === load && group.metric === metric);
  const points = pointsOf(series);
  if (points.length === 0) return [];
  const known = metricNamed(metric);
  // The better direction is unknown. Reading the file refuses lines with such a metric.
  if (known === null) return [];
  const better = betterInWords(known);
  const { levels, changes } = changesOf(points, nights, { minChange, significance, better });
  return {
    id,
    scenario,
    app,
    metric,
    unit: known.unit,
    better,
    load,
    points,
    levels,
    changes,
    noise: noiseOf(points, levels),
    setAside: [
      ...setAside('host', elsewhere.map(hostOf)),
      ...setAside(
        'load',
        otherwise.map(({ group }) => group.load),
      ),
    ],
    failedNights: series.length - points.length,
  };
}

/** Items that match, and the others. */
function parted<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  const parts: [Item[], Item[]] = [[], []];
  for (const item of items) parts[is(item) ? 0 : 1].push(item);
  return parts;
}

function hostInWords({ host }: Night): string {
  const limit = host.cpuLimit === undefined ? '' : `, limited to ${host.cpuLimit}`;
  return `${host.cpuModel}, ${host.cores} cores${limit}`;
}

/** Points with intervals from the spread of all nights together: three trials alone would give a poor estimate. */
function pointsOf(series: readonly Seen[]): TrendPoint[] {
  const usable = series.flatMap(({ night, cell: { mean, spread, trials } }) =>
    mean === null ? [] : [{ night, value: mean, spread, trials }],
  );
  const spreads = usable.flatMap(({ spread, trials }) =>
    spread === null ? [] : [{ spread, freedom: trials - 1 }],
  );
  const freedom = sum(spreads.map((one) => one.freedom));
  if (freedom === 0) return usable.map(({ night, value }) => ({ night, value, interval: null }));
  const pooled = Math.sqrt(sum(spreads.map((one) => one.spread ** 2 * one.freedom)) / freedom);
  const quantile = studentTQuantile(0.025, freedom);
  return usable.map(({ night, value, trials }) => {
    const factor = Math.exp((quantile * pooled) / Math.sqrt(trials));
    return { night, value, interval: { low: value / factor, high: value * factor } };
  });
}

/** Unique names with their number of nights; the most frequent first. */
function setAside<What extends 'host' | 'load'>(what: What, names: readonly string[]) {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, nights]) => ({ what, name, nights })).sort((a, b) => b.nights - a.nights);
}
