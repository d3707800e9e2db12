/** Confirms suspected cells with `ab`: alternating trials of the last good night's commit and this night's. */

import type { HostAbilities } from '../../targets/member.ts';
import { type Measured, measureSides } from '../ab/measure-sides.ts';
import type { PairsOptions } from '../ab/run-ab.ts';
import { sides } from '../ab/side.ts';
import { findVersions, withVersions } from '../ab/versions.ts';
import type { CompareOptions, Limits } from '../config/compare-rules.ts';
import { claimSides } from '../config/folder.ts';
import type { NightlyConfig } from '../config/nightly.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { UsageError } from '../config/usage-error.ts';
import type { ComparedCell } from '../records/comparison.ts';
import type { Suspect } from '../records/night.ts';
import type { RunRecord } from '../records/run.ts';
import { variantOf } from '../stats/variant-of.ts';
import type { BaseNight } from './base.ts';
import { answered, cellKey, keyOf, unanswered } from './suspects.ts';

export interface Confirming extends PairsOptions {
  readonly cwd: string;
  /** The run for `ab`, with the same load; its folder is created before the first trial. */
  readonly run: ResolvedRun;
  readonly capabilities: HostAbilities;
  readonly nightly: NightlyConfig;
}

export interface Confirmed {
  readonly suspects: readonly Suspect[];
  /** null if nothing was measured. */
  readonly measured: Measured | null;
}

const MIN_PAIRS = 3;
/** How messages name the two versions, as a night has no `--base`. */
const ASKED = { base: 'the last good night’s commit', head: 'this night’s commit' };

/**
 * Never rejects because of a repository, a version or its setup command: the suspicion then stays open, with the
 * reason.
 *
 * @param last the last good night with a commit
 * @param compared the cells of the comparison that led to the suspicion
 */
export async function confirm(
  suspects: readonly Suspect[],
  compared: readonly ComparedCell[],
  { git }: Pick<RunRecord, 'git'>,
  last: BaseNight | undefined,
  { run, capabilities, nightly, ...options }: Confirming,
): Promise<Confirmed> {
  const open = (reason: string) => ({
    suspects: suspects.map((suspect) => unanswered(suspect, reason)),
    measured: null,
  });
  const obstacle = whyNot(git, last);
  if (obstacle !== null) return open(obstacle);
  const refs = {
    kind: 'refs',
    base: last?.commit ?? '',
    head: git?.dirty ? null : (git?.commit ?? null),
    setup: nightly.setup,
    setupTimeoutSeconds: nightly.setupTimeoutSeconds,
  } as const;
  const keys = new Set(suspects.map(keyOf));
  const own = narrowed(run, suspects);
  const rules = {
    minPairs: Math.min(MIN_PAIRS, nightly.maxPairs),
    maxPairs: nightly.maxPairs,
    judging: judgingOf(
      compared.filter((cell) => keys.has(cellKey(cell))),
      nightly.judging,
    ),
    wants: (cell: Parameters<typeof cellKey>[0]) => keys.has(cellKey(cell)),
  };
  try {
    const versions = await findVersions(refs, { ...options, config: own.config }, ASKED);
    await claimSides(own.config.out, sides, null);
    const measured = await withVersions(refs, versions, { ...options, config: own.config }, (contenders) =>
      measureSides(own, capabilities, contenders, rules, options),
    );
    if (!measured) return open('ab was interrupted');
    return { suspects: suspects.map((suspect) => answered(suspect, measured.comparison)), measured };
  } catch (error) {
    if (error instanceof UsageError) return open(`ab could not run: ${error.message}`);
    throw error;
  }
}

function whyNot(git: RunRecord['git'], last: BaseNight | undefined): string | null {
  if (git === null) return 'ab compares commits, and this is not a git repository';
  if (!last?.commit) return 'ab compares commits, and no good night ran on a clean commit';
  if (last.commit === git.commit && !git.dirty) {
    return 'its commit is that of the last good night, so the change is in the host, Node or the dependencies of the app';
  }
  return null;
}

/** The run restricted to scenarios and apps with suspected cells: the others may not exist in both versions. */
function narrowed(run: ResolvedRun, suspects: readonly Suspect[]): ResolvedRun {
  const scenarios = new Set(suspects.map(({ scenario }) => scenario));
  const apps = new Set(suspects.map(({ app }) => app));
  return {
    ...run,
    cells: run.cells.filter(({ facts }) => scenarios.has(facts.scenario) && apps.has(facts.app)),
    config: {
      ...run.config,
      scenarios: run.config.scenarios.filter(({ name }) => scenarios.has(name)),
      apps: run.config.apps.filter(({ name }) => apps.has(name)),
      trials: MIN_PAIRS,
    },
  };
}

/**
 * Limits of these cells, adapted to their ids in a run with fewer scenarios or apps. Gates apply to the night only.
 */
function judgingOf(cells: readonly ComparedCell[], judging: CompareOptions): CompareOptions {
  const hasMany = new Set(cells.map(({ scenario, app }) => `${scenario}/${app}`)).size > 1;
  const idOf = (cell: ComparedCell) =>
    hasMany ? `${cell.scenario}/${cell.app}/${variantOf(cell)}` : variantOf(cell);
  const limits = ({ usual }: Limits, ratioOf: (cell: ComparedCell) => number): Limits => ({
    usual,
    special: cells.map((cell) => ({ metric: null, cell: idOf(cell), ratio: ratioOf(cell) })),
  });
  return {
    ...judging,
    gates: [],
    minEffect: limits(judging.minEffect, ({ minEffect }) => minEffect),
    threshold: limits(judging.threshold, ({ threshold }) => threshold),
  };
}
