/** Compares two sides of runs: what changed, by how much, and how certain that is. */

import { isDeepStrictEqual } from 'node:util';
import type { CompareOptions } from '../config/compare-rules.ts';
import { UsageError } from '../config/usage-error.ts';
import { packageVersion } from '../host/package-version.ts';
import { judgeGates } from '../judge/gates/judge-gates.ts';
import {
  COMPARISON_SCHEMA,
  type ComparedRun,
  type ComparedSide,
  type CompareMethod,
  type Comparison,
} from '../records/comparison.ts';
import { disturbedTrials } from '../stats/disturbed.ts';
import { unknownMetricIn } from '../stats/metrics/index.ts';
import { median } from '../stats/summary.ts';
import { cellsNamed, refuseUnknownCells } from './cell-names.ts';
import { differencesOf, otherHosts } from './differences.ts';
import { type JudgedCell, judgeCells } from './judge-cell.ts';
import { otherLoad } from './load-parameters.ts';
import { isPaired } from './pairing.ts';
import { type Joined, joinSides, type NamedRun, type Side } from './sides.ts';

/**
 * Compares cell by cell. If the sides have no common cell, the comparison has none, and `outcomeOf` reports that.
 *
 * @throws {UsageError} if the sides are not comparable: other load parameters, different hosts unless allowed, the
 * same run on both sides, an unknown metric; or if an option names a cell that neither side has
 */
export function compareRuns(base: Side, head: Side, options: CompareOptions): Comparison {
  refuseRepeated(base, head);
  const joined = joinSides(base, head);
  refuseUnknownCells(cellsNamed(options), idsOf(joined));
  const acrossHosts = refuseUnlike(base, head, joined.cells, options.acrossHosts);
  const fault = unknownMetricIn(joined.cells.map(({ scenario }) => scenario));
  if (fault) throw new UsageError(`${fault}: compare with the version that wrote the runs`);
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
    gates: judgeGates(options.gates, [
      ...joined.cells.map(({ id, head: runs }) => ({ id, runs })),
      ...joined.onlyInHead,
      ...joined.onlyInBase.map(({ id }) => ({ id, runs: [] })),
      ...joined.withoutTrials,
    ]),
  };
}

/**
 * refuseUnlike returns whether the sides ran on different hosts.
 *
 * @throws {UsageError} that lists every difference in load, and every difference between the hosts unless allowed
 */
function refuseUnlike(base: Side, head: Side, cells: Joined['cells'], mayDiffer: boolean): boolean {
  const load = otherLoad(cells);
  const hosts = otherHosts(base, head);
  const faults = [
    ...(load === null ? [] : [`${load.text}; run one of them again with ${load.remedy}`]),
    ...(hosts === null || mayDiffer ? [] : [`${hosts}; add --across-hosts to compare them anyway`]),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('; '));
  return hosts !== null;
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
    ...disturbedTrials(record.trials),
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

/** Whether both sides consist of the same runs, wherever their files are. */
function areSame(base: Side, head: Side): boolean {
  return (
    base.runs.length === head.runs.length &&
    base.runs.every((run) => head.runs.some((other) => isSame(run, other)))
  );
}

/** @throws {UsageError} if a side has a run twice, or both sides share one of several runs */
function refuseRepeated(base: Side, head: Side): void {
  for (const [name, { runs }] of [
    ['base', base],
    ['head', head],
  ] as const) {
    for (const [index, run] of runs.entries()) {
      const twin = runs.slice(index + 1).find((other) => isSame(run, other));
      if (!twin) continue;
      throw new UsageError(
        `the ${name} contains the same run twice: ${run.path} and ${twin.path}; name it once`,
      );
    }
  }
  if (areSame(base, head)) return;
  for (const run of base.runs) {
    const twin = head.runs.find((other) => isSame(run, other));
    if (!twin) continue;
    throw new UsageError(
      `both sides contain the same run: ${run.path} and ${twin.path}; remove it from one of them`,
    );
  }
}

function isSame({ record: one }: NamedRun, { record: two }: NamedRun): boolean {
  return one.startedAt === two.startedAt && one.seed === two.seed && isDeepStrictEqual(one, two);
}
