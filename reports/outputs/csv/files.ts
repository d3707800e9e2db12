/** The tables of each kind of record. */
import type { Comparison } from '../../../harness/records/comparison.ts';
import type { RunRecord } from '../../../harness/records/run.ts';
import { groupResults } from '../../groups.ts';
import type { OutputFile, OutputFiles } from '../output.ts';
import { type EffectRow, effectColumns } from './comparison-columns.ts';
import { csvText } from './table.ts';
import { type TrialRow, trialColumns } from './trial-columns.ts';

export const files: OutputFiles = {
  run: (record) => [{ name: 'results.csv', text: csvText(trialColumns(), trialRows(record)) }],
  comparison: (comparison) => [comparisonCsv(comparison)],
  night: (_, comparison) => (comparison === null ? [] : [comparisonCsv(comparison)]),
};

/** Cells in the report's order, and the trials of each in their own. */
function trialRows(record: RunRecord): TrialRow[] {
  const results = groupResults(record).flatMap((group) => group.results);
  return results.flatMap(({ cell, ok, failed }) =>
    [...ok, ...failed]
      .toSorted((a, b) => a.trial - b.trial)
      .flatMap((trial) => {
        const labels = trial.status === 'ok' ? trial.load.byLabel.map(({ label }) => label) : [];
        return [null, ...labels].map((label) => ({ record, cell, trial, label }));
      }),
  );
}

function comparisonCsv({ cells }: Comparison): OutputFile {
  const rows = cells.flatMap((cell): EffectRow[] => [
    ...[cell.primary, ...cell.others].map((effect) => ({ cell, effect, label: null })),
    ...cell.byLabel.flatMap(({ label, effects }) => effects.map((effect) => ({ cell, effect, label }))),
  ]);
  return { name: 'comparison.csv', text: csvText(effectColumns, rows) };
}
