/** Two sides of runs -> what changed, by how much and how sure that is. */

import type { CompareOptions } from '../config/compare-rules.ts';
import { UsageError } from '../config/usage-error.ts';
import { packageVersion } from '../host/package-version.ts';
import {
  COMPARISON_SCHEMA,
  type ComparedRun,
  type ComparedSide,
  type CompareMethod,
  type Comparison,
} from '../records/comparison.ts';
import { metricNamed, unknownMetric } from '../stats/metrics/index.ts';
import { median } from '../stats/summary.ts';
import { areAcrossHosts, differencesOf } from './differences.ts';
import { cellsNamed, gatesOf, refuseUnknownCells } from './gates.ts';
import { type JudgedCell, judgeCells } from './judge-cell.ts';
import { refuseOtherLoad } from './load-parameters.ts';
import { isPaired } from './pairing.ts';
import { areSame, refuseRepeated } from './same-runs.ts';
import { type Joined, type JoinedCell, joinSides, type NamedRun, type Side } from './sides.ts';

/**
 * Compares cell by cell. Without a cell that both sides have the comparison has none, and `outcomeOf` says so.
 *
 * @throws {UsageError} at sides that cannot be compared: other load parameters, other hosts unless that is allowed,
 * a run that stands in both, a metric that nothing here knows; and at an option that names a cell which neither side has
 */
export function compareRuns(base: Side, head: Side, options: CompareOptions): Comparison {
  refuseRepeated(base, head);
  const acrossHosts = areAcrossHosts(base, head, options.acrossHosts);
  const joined = joinSides(base, head);
  refuseUnknownCells(cellsNamed(options), idsOf(joined));
  refuseOtherLoad(joined.cells);
  refuseUnknownMetric(joined.cells);
  const paired = isPaired(base, head);
  const { runSpread, confidence } = options;
  const judging = { isPaired: paired, isSame: areSame(base, head), runSpread, confidence };
  const judged = judgeCells(joined.cells, judging, options);
  return {
    schema: COMPARISON_SCHEMA,
    tool: { name: 'cluster-bench', version: packageVersion() },
    base: sideOf(base),
    head: sideOf(head),
    method: methodOf(judged, paired, options),
    acrossHosts,
    differences: differencesOf(base, head, joined.cells, paired),
    cells: judged.map(({ cell }) => cell),
    onlyInBase: joined.onlyInBase.map(({ id }) => id),
    onlyInHead: joined.onlyInHead.map(({ id }) => id),
    gates: gatesOf(options.gates, [
      ...joined.cells.map(({ id, head: runs }) => ({ id, runs })),
      ...joined.onlyInHead,
      ...joined.onlyInBase.map(({ id }) => ({ id, runs: [] })),
      ...joined.withoutTrials,
    ]),
  };
}

function refuseUnknownMetric(cells: readonly JoinedCell[]): void {
  const found = cells.find(({ scenario: { metric } }) => metricNamed(metric) === null)?.scenario;
  if (found === undefined) return;
  throw new UsageError(
    `${unknownMetric(found.name, found.metric)}: compare with the version that wrote the runs`,
  );
}

function sideOf({ label, runs }: Side): ComparedSide {
  return { label, runs: runs.map(runOf) };
}

function runOf({ path, record }: NamedRun): ComparedRun {
  const { startedAt, status, git, node, host } = record;
  return {
    path,
    startedAt,
    status,
    commit: git?.commit ?? null,
    dirty: git?.dirty ?? false,
    nodeVersion: node.version,
    hostname: host.hostname,
    cpuModel: host.cpuModel,
    cores: host.cores,
  };
}

function methodOf(
  judged: readonly JudgedCell[],
  paired: boolean,
  { alpha, confidence, runSpread }: CompareOptions,
): CompareMethod {
  const spreads = judged.flatMap((cell) => cell.runSpread ?? []);
  const measured = spreads.filter(({ source }) => source === 'measured').map(({ value }) => value);
  const known =
    measured.length > 0
      ? { value: median(measured), source: 'measured' as const }
      : { value: runSpread, source: 'assumed' as const };
  return {
    name: paired ? 'paired-sequential' : 'welch-on-logs',
    alpha,
    confidence,
    correction: 'holm',
    runSpread: paired ? null : known,
  };
}

function idsOf({ cells, onlyInBase, onlyInHead, withoutTrials }: Joined): string[] {
  return [...cells, ...onlyInBase, ...onlyInHead, ...withoutTrials].map(({ id }) => id);
}
