/** The test cases of a run: for cells with figures, failed trials, cells without a trial, and gates. */
import type { FailedTrial, RunRecord } from '../../../harness/records/run.ts';
import { sum } from '../../../harness/stats/summary.ts';
import type { CellResult } from '../../cell-result.ts';
import { metricValue } from '../../compare/words.ts';
import { plusMinus } from '../../estimate.ts';
import { counted } from '../../format.ts';
import { groupResults } from '../../groups.ts';
import { type MetricEstimate, shownEstimates } from '../metric-estimates.ts';
import { gateCases } from './gate-cases.ts';
import type { TestCase, TestSuite } from './xml.ts';

export function runSuite(record: RunRecord): TestSuite {
  const { startedAt, finishedAt, host, git, node, tool, seed, pairing, gates } = record;
  const side = pairing?.side ?? 'run';
  return {
    name: side,
    startedAt,
    seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
    hostname: host.hostname,
    properties: {
      tool: `${tool.name} ${tool.version}`,
      status: record.status,
      ...(git === null ? {} : { commit: git.commit, branch: git.branch ?? '', dirty: String(git.dirty) }),
      node: node.version,
      cpu: `${host.cpuModel}, ${counted(host.cores, 'core')}`,
      seed: String(seed),
    },
    cases: [
      ...groupResults(record).flatMap((group) =>
        group.results.flatMap((result) => casesOf(result, record, `${side}.${group.scenario}.${group.app}`)),
      ),
      ...record.skipped.map(({ cell, reason }) => skipped(`cluster-bench.${side}`, cell, reason)),
      ...gateCases(gates, `cluster-bench.${side}`),
    ],
  };
}

function casesOf(result: CellResult, record: RunRecord, group: string): TestCase[] {
  const { cell, ok, failed } = result;
  const className = `cluster-bench.${group}`;
  if (ok.length + failed.length === 0)
    return [skipped(className, cell.id, 'the run ended before its first trial')];
  const failures = failed.map((trial) => failedCase(trial, className, cell.id));
  return ok.length === 0 ? failures : [measured(result, record, className), ...failures];
}

function measured(result: CellResult, { warnings }: RunRecord, className: string): TestCase {
  const { cell, ok } = result;
  const notes = [
    ...warnings.filter((warning) => warning.cell === cell.id),
    ...ok.flatMap((trial) => trial.warnings),
  ].map(({ code, text }) => `note (${code}): ${text}`);
  return {
    className,
    name: cell.id,
    seconds: sum(ok.map(({ load }) => load.windowSeconds)),
    problem: null,
    out: [
      `${ok.length} of ${counted(result.planned, 'trial')} with figures`,
      ...shownEstimates(result).map(figureLine),
      ...new Set(notes),
    ],
    err: [],
  };
}

function figureLine({ metric, label, estimate }: MetricEstimate): string {
  const where = label === null ? '' : ` of ${label}`;
  // The spread of a share, as a share of it, reads like a part of it.
  const spread = metric.kind === 'share' ? '' : plusMinus(estimate);
  return `${metric.label}${where}: ${metricValue(metric.name, estimate.mean)}${spread}`;
}

function failedCase(
  { trial, reason, stderr, code, load }: FailedTrial,
  className: string,
  cell: string,
): TestCase {
  return {
    className,
    name: `${cell}, trial ${trial}`,
    seconds: load?.windowSeconds ?? null,
    problem: { kind: 'error', type: code ?? 'failed-trial', message: reason, details: [reason] },
    out: [],
    err: stderr,
  };
}

function skipped(className: string, name: string, reason: string): TestCase {
  const problem = { kind: 'skipped', type: 'skipped', message: reason, details: [] } as const;
  return { className, name, seconds: null, problem, out: [], err: [] };
}
