import type { ChartConfiguration, Plugin } from 'chart.js';
import type { CoresByRole } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import { measured } from '../comparison.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { chartTitle, trialsBehind, variantLabels } from './labels.ts';
import { INK, PAPER, ROLE_COLOURS } from './palette.ts';
import type { Drawing } from './render.ts';
import { columnPadding, rightColumn } from './right-column.ts';

const ROW = 30;

const ROLES: readonly (readonly [keyof CoresByRole, string])[] = [
  ['target', 'app'],
  ['primary', 'primary'],
  ['proxy', 'proxy'],
  ['service', 'services'],
  ['load', 'load client'],
  ['harness', 'harness'],
  ['other', 'others'],
];

/** Who used the cores: stacked bars, a row a cell. Null where no cell has figures. */
export function cpuByRoleChart(group: Group, cores: number): Drawing | null {
  const results = measured(group.results);
  if (results.length === 0) return null;
  const totals = results.map(({ figures }) => sum(Object.values(figures.coresByRole)));
  const configuration: ChartConfiguration<'bar'> = {
    type: 'bar',
    data: {
      labels: variantLabels(results),
      datasets: ROLES.filter(([role]) => results.some(({ figures }) => figures.coresByRole[role] > 0)).map(
        ([role, name]) => ({
          label: name,
          data: results.map(({ figures }) => figures.coresByRole[role]),
          backgroundColor: ROLE_COLOURS[role],
          borderColor: PAPER,
          borderWidth: { right: 1 },
          barPercentage: 0.68,
          categoryPercentage: 1,
        }),
      ),
    },
    options: {
      indexAxis: 'y',
      layout: { padding: columnPadding },
      scales: {
        x: {
          stacked: true,
          min: 0,
          max: Math.max(cores, ...totals),
          title: { display: true, text: `cores busy, of ${cores}` },
        },
        y: { stacked: true, grid: { display: false }, ticks: { autoSkip: false, color: INK } },
      },
      plugins: {
        title: { display: true, text: chartTitle('CPU by role', group) },
        subtitle: {
          display: true,
          text: `mean over ${trialsBehind(results)}; 1 is one core busy throughout`,
          padding: { bottom: 2 },
        },
        legend: { align: 'start', labels: { boxWidth: 14, boxHeight: 14, padding: 16 } },
      },
    },
    plugins: [rightColumn(totals.map((total) => ({ text: `${fixed(total, 2)} cores` }))) as Plugin<'bar'>],
  };
  return {
    height: 185 + ROW * results.length,
    configuration: configuration as unknown as ChartConfiguration,
  };
}
