/** `report --gate`: a finished run, judged by other gates than its own. */
import { noSuchCell, unknownLabel } from '../config/check-gates.ts';
import { gatesOfRun } from '../judge/judge-run.ts';
import { meansCell } from '../records/means-cell.ts';
import type { GateRule, RunRecord } from '../records/run.ts';
import { fitsPattern } from '../records/star-pattern.ts';
import { labelsOf } from '../stats/at-label.ts';

/**
 * judgedAnew returns the record with these gates in place of its own.
 * @throws {UsageError} at a gate whose cell or label the run does not have
 */
export function judgedAnew(record: RunRecord, rules: readonly GateRule[]): RunRecord {
  for (const rule of rules) refuseUnknown(rule, record);
  return {
    ...record,
    plan: { ...record.plan, gates: [...rules] },
    gates: gatesOfRun(rules, record, record.trials),
  };
}

function refuseUnknown(rule: GateRule, { cells, trials }: RunRecord): void {
  const ids = cells.map(({ id }) => id);
  const named = ids.filter((id) => meansCell(rule.cell, id));
  if (named.length === 0) throw noSuchCell(rule, ids, '--gate');
  const { label } = rule;
  const ok = trials.filter((trial) => trial.status === 'ok').filter(({ cell }) => named.includes(cell));
  const labels = labelsOf(ok);
  if (label === null || ok.length === 0 || labels.some((one) => fitsPattern(label, one))) return;
  throw unknownLabel(rule, labels, '--gate');
}
