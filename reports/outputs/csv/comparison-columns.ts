/** The columns of comparison.csv. */
import type { ComparedCell, Effect } from '../../../harness/records/comparison.ts';
import type { Column } from './table.ts';

/** The effect on one metric of a cell. */
export interface EffectRow {
  readonly cell: ComparedCell;
  readonly effect: Effect;
  /** null: all requests. */
  readonly label: string | null;
}

/** Whether the verdict is about this effect. */
const decides = ({ cell, effect }: EffectRow) => effect === cell.primary;

export const effectColumns: readonly Column<EffectRow>[] = [
  { name: 'scenario', value: ({ cell }) => cell.scenario },
  { name: 'app', value: ({ cell }) => cell.app },
  { name: 'cell', value: ({ cell }) => cell.id },
  { name: 'label', value: ({ label }) => label },
  { name: 'metric', value: ({ effect }) => effect.metric },
  { name: 'unit', value: ({ effect }) => effect.unit },
  { name: 'better', value: ({ effect }) => effect.better },
  { name: 'decides', value: decides },
  { name: 'verdict', value: (row) => (decides(row) ? row.cell.verdict : null) },
  { name: 'reason', value: (row) => (decides(row) ? row.cell.reason : null) },
  { name: 'base_mean', value: ({ effect }) => effect.base.mean },
  { name: 'head_mean', value: ({ effect }) => effect.head.mean },
  { name: 'change_ratio', value: ({ effect }) => effect.change },
  { name: 'change_low_ratio', value: ({ effect }) => effect.interval?.low ?? null },
  { name: 'change_high_ratio', value: ({ effect }) => effect.interval?.high ?? null },
  { name: 'p_value', value: ({ effect }) => effect.pValue },
  { name: 'adjusted_p_value', value: (row) => (decides(row) ? row.cell.adjustedP : null) },
  { name: 'base_trials', value: ({ effect }) => effect.base.runs.flat().length },
  { name: 'head_trials', value: ({ effect }) => effect.head.runs.flat().length },
  { name: 'base_failed_trials', value: ({ cell }) => cell.failed.base },
  { name: 'head_failed_trials', value: ({ cell }) => cell.failed.head },
];
