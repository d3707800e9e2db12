/** Builds the night and its verdict from everything that was found. */
import { relative } from 'node:path';
import { issueTitle } from '../../reports/nightly/verdict.ts';
import { packageVersion } from '../host/package-version.ts';
import type { Comparison } from '../records/comparison.ts';
import { type Gate, unmetGates } from '../records/gate.ts';
import { isFound, NIGHT_SCHEMA, type Night, type NightVerdict, type Suspect } from '../records/night.ts';
import type { RunRecord } from '../records/run.ts';
import type { Base } from './base.ts';

export interface Findings {
  readonly store: string;
  readonly folder: string;
  readonly id: string;
  readonly command: readonly string[];
  readonly accepted: boolean;
  readonly isInterrupted: boolean;
  readonly checks: Night['checks'];
  readonly record: RunRecord;
  readonly base: Base;
  /** Comparison with the last good nights; it has this night's gates even if there are none. */
  readonly comparison: Comparison;
  readonly suspects: readonly Suspect[];
  readonly notes: readonly string[];
}

export function buildNight(found: Findings): Night {
  const { record, base, accepted, suspects, comparison } = found;
  const run = ranOf(record, relative(found.store, found.folder));
  const { gates } = comparison;
  const verdict = verdictOf({ ...found, run, gates, baseNights: base.nights.length });
  const night: Night = {
    schema: NIGHT_SCHEMA,
    tool: { name: 'cluster-bench', version: packageVersion() },
    id: found.id,
    startedAt: record.startedAt,
    finishedAt: new Date().toISOString(),
    command: [...found.command],
    verdict,
    good: isGood(verdict),
    accepted,
    run,
    checks: [...found.checks],
    base: {
      nights: base.nights.map(({ id, commit }) => ({ id, commit })),
      passedOver: [...base.passedOver],
      cells: comparison.cells.length,
      undecided: comparison.cells.filter((cell) => cell.verdict === 'undecided').length,
    },
    suspects: [...suspects],
    gates,
    failures: failuresOf(record),
    notes: [...found.notes],
    issue: null,
  };
  return verdict === 'regression' ? { ...night, issue: { title: issueTitle(night) } } : night;
}

function ranOf({ status, git, node, host, trials }: RunRecord, folder: string): Night['run'] {
  const ok = trials.filter((trial) => trial.status === 'ok').length;
  return {
    folder,
    status,
    commit: git?.commit ?? null,
    branch: git?.branch ?? null,
    dirty: git?.dirty ?? false,
    nodeVersion: node.version,
    cpuModel: host.cpuModel,
    cores: host.cores,
    ok,
    failed: trials.length - ok,
  };
}

/** Failed trials of each cell: how many, and why the last one failed. */
function failuresOf({ cells, trials }: RunRecord): Night['failures'] {
  return cells.flatMap(({ id }) => {
    const failed = trials.filter((trial) => trial.status === 'failed').filter(({ cell }) => cell === id);
    const last = failed.at(-1);
    return last ? [{ cell: id, trials: failed.length, reason: last.reason }] : [];
  });
}

export interface Found {
  readonly isInterrupted: boolean;
  readonly accepted: boolean;
  readonly run: Pick<Night['run'], 'ok' | 'failed'>;
  /** Number of good nights that it was compared with. */
  readonly baseNights: number;
  readonly suspects: readonly Pick<Suspect, 'answer' | 'nights'>[];
  readonly gates: readonly Pick<Gate, 'result'>[];
}

/** The verdict. Accepting a night dismisses changes of level, but neither gates nor failed trials. */
export function verdictOf({
  isInterrupted,
  accepted,
  run,
  baseNights,
  suspects,
  gates,
}: Found): NightVerdict {
  const doubts = accepted ? [] : suspects;
  if (isInterrupted) return 'interrupted';
  if (doubts.some(isFound)) return 'regression';
  if (run.ok === 0) return 'nothing';
  if (unmetGates(gates).length > 0) return 'regression';
  if (run.failed > 0) return 'failed';
  if (doubts.some(({ answer }) => answer === 'open')) return 'suspected';
  return baseNights === 0 ? 'first' : 'good';
}

/**
 * Whether later nights are compared with this one. Suspected nights are excluded, as the level could drift slowly.
 */
export function isGood(verdict: NightVerdict): boolean {
  return verdict === 'first' || verdict === 'good';
}
