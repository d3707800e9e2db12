/** Figures by stage of a load over time. */
import type { PhaseFigures } from '../../harness/records/run.ts';
import { mean, sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { type Block, paragraph } from '../document/block.ts';
import { nameColumn, table } from '../document/table.ts';
import { figure, fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import { offeredUnit } from '../offered.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

interface Row extends Pick<CellResult, 'cell'> {
  /** The same stage in each trial. */
  readonly phases: readonly PhaseFigures[];
  readonly stage: PhaseFigures;
}

/** A row for each stage of each variant. Empty for a constant load. */
export function stagesTable({ results, scenarioFacts }: Group): Block[] {
  const rows = results.flatMap(({ cell, ok }) =>
    (ok[0]?.load.phases ?? []).map((stage, index): Row => {
      return { cell, stage, phases: ok.flatMap(({ load }) => load.phases[index] ?? []) };
    }),
  );
  if (rows.length === 0) return [];
  const isOpen = scenarioFacts?.mode.arrivals === 'open';
  const { longUnit, shortUnit } = offeredUnit(results.flatMap(({ ok }) => ok.map(({ load }) => load)));
  return [
    ...paragraph(
      isOpen
        ? `By stage of the load, in ${longUnit}; means over trials, failures summed. With several levels, no single limit, model or warm-up check applies to the window:`
        : 'By stage of the load, in connections; means over trials, failures summed. With several levels, no single limit, model or warm-up check applies to the window:',
    ),
    ...table<Row>(
      [
        variantColumn,
        nameColumn('stage', ({ stage }) => stage.name),
        numberColumn('from (s)', ({ stage }) => stage.fromSeconds, figure),
        numberColumn('to (s)', ({ stage }) => stage.toSeconds, figure),
        ...(isOpen
          ? [
              numberColumn<Row>(
                `offered (${shortUnit})`,
                ({ stage }) => (stage.fromLevel + stage.level) / 2,
                figure,
              ),
            ]
          : []),
        numberColumn('req/s', ({ phases }) => mean(phases.map(({ throughput }) => throughput)), figure),
        numberColumn('p99 ms', ({ phases }) => meanP99(phases), figure),
        numberColumn(
          'failed',
          ({ phases }) => sum(phases.map(({ failed }) => failed)),
          (count) => fixed(count, 0),
        ),
      ],
      rows,
    ),
  ];
}

/** Null if a trial has no response in the stage. */
function meanP99(phases: readonly PhaseFigures[]): number | null {
  const known = phases.flatMap(({ p99Ms }) => p99Ms ?? []);
  return known.length < phases.length ? null : mean(known);
}
