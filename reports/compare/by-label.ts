import type { ComparedCell, Comparison, Effect } from '../../harness/records/comparison.ts';
import { type Block, details } from '../document/block.ts';
import { code } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';
import { cellName } from './names.ts';
import { figureColumns } from './verdict-tables.ts';
import { metricValue, metricWords } from './words.ts';

interface Row {
  readonly cell: ComparedCell;
  readonly label: string;
  readonly effect: Effect;
}

/** Effects on the requests of each label, a row each. Empty if requests have no labels. */
export function byLabel({ cells, method }: Comparison): Block[] {
  const rows = cells.flatMap((cell) =>
    cell.byLabel.flatMap(({ label, effects }) => effects.map((effect): Row => ({ cell, label, effect }))),
  );
  return details(
    'By label of request',
    table<Row>(
      [
        nameColumn('variant', ({ cell }) => cellName(cell)),
        nameColumn('label', ({ label }) => code(label)),
        nameColumn('metric', ({ effect }) => metricWords(effect.metric).label),
        ...figureColumns<Row>(({ effect }) => effect, metricValue, method.confidence),
      ],
      rows,
    ),
  );
}
