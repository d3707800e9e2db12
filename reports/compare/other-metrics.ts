import type { ComparedCell, Comparison, Effect } from '../../harness/records/comparison.ts';
import { nameColumn, type Table, table } from '../document/table.ts';
import { cellName } from './names.ts';
import { figureColumns } from './verdict-tables.ts';
import { metricValue, metricWords } from './words.ts';

interface Row {
  readonly cell: ComparedCell;
  readonly effect: Effect;
}

/** The metrics that decide nothing, a row each. */
export function otherMetrics({ cells, method }: Comparison): Table[] {
  return table<Row>(
    [
      nameColumn('variant', ({ cell }) => cellName(cell)),
      nameColumn('metric', ({ effect }) => metricWords(effect.metric).label),
      ...figureColumns<Row>(({ effect }) => effect, metricValue, method.confidence),
    ],
    cells.flatMap((cell) => cell.others.map((effect) => ({ cell, effect }))),
  );
}
