import { mean } from '../../../harness/stats/summary.ts';
import { measured } from '../../comparison.ts';
import { fixed } from '../../format.ts';
import type { Group } from '../../groups.ts';
import type { Measured } from '../../measured.ts';
import type { HeatFigure, HeatPanel } from '../figure.ts';
import { titled } from './labels.ts';

/** Cells of one picture: more of them take seconds to draw and cannot be told apart. */
const MOST_CELLS = 10_000;
const MOST_COLUMNS = 60;
const LEAST_COLUMNS = 8;

/** How busy each core was over time, a panel per variant, in its trial of median throughput. Null without samples. */
export function coreHeatMap(group: Group): HeatFigure | null {
  const results = measured(group.results).filter(({ figures }) => samplesOf(figures.typical.cpu.cores) > 0);
  if (results.length === 0) return null;
  const cores = Math.max(...results.map(({ figures }) => figures.typical.cpu.cores.length));
  const most = Math.max(LEAST_COLUMNS, Math.floor(MOST_CELLS / (results.length * cores)));
  return {
    kind: 'heat',
    ...titled('core-heat-map', 'CPU of each core over time', 'CPU of each core over time', group),
    subtitle: ['trial of median throughput; a row per core; beside each name: percent of the host'],
    unit: '%',
    max: 100,
    panels: results.map((result) => panelOf(result, Math.min(MOST_COLUMNS, most))),
  };
}

/** Neighbouring samples share a column where there are more of them than columns. */
function panelOf(result: Measured, mostColumns: number): HeatPanel {
  const { figures } = result;
  const { cores, samplePeriodMs, busy } = figures.typical.cpu;
  const samples = samplesOf(cores);
  const perColumn = Math.ceil(samples / mostColumns);
  const columns = Math.ceil(samples / perColumn);
  return {
    name: result.cell.variant,
    note: `${fixed(busy, 0)}%`,
    columnSeconds: (perColumn * samplePeriodMs) / 1000,
    rows: cores.map((values) =>
      Array.from({ length: columns }, (_, column) => {
        const part = values.slice(column * perColumn, (column + 1) * perColumn);
        return part.length > 0 ? Number(mean(part).toFixed(1)) : 0;
      }),
    ),
  };
}

function samplesOf(cores: readonly (readonly number[])[]): number {
  return Math.max(0, ...cores.map(({ length }) => length));
}
