/** How long a run will take: warm-ups, windows and searches, starts and stops, and the report. */

import { redisInWords } from '../config/load-hosts.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import type { RunConfig } from '../config/run-config.ts';
import { usableCores } from '../host/cgroup.ts';
import { calibrationSeconds } from '../load/client-capacity.ts';
import { settleMs } from '../load/seek.ts';
import type { Cell, Trial } from '../records/run.ts';
import { STEPS_PER_WINDOW } from '../stats/search-step.ts';
import { isSearch } from '../stats/set-rate.ts';
import type { PlannedTrial } from '../trial/planned-trial.ts';
import { restOfPlan } from './plan.ts';
import { CALIBRATED_FROM_SECONDS, PILOT_SECONDS } from './preparation.ts';

/** Load processes, services, the probe, opening the connections, and stopping. */
const FIXED_SECONDS = 2.5;
/**
 * CPU time until a process of an app serves: Express and the agent in it. On 2 cores it makes half of the start of 16
 * workers, beside the proxy and the load, which start at the same time.
 */
const BOOT_CPU_SECONDS = 0.4;
/** Writing the report: the renderer, and a few charts for each cell. */
const REPORT_SECONDS = { fixed: 2, perCell: 0.3 };
/** Rates that a search usually tries: each for a part of the window, and for all of it. */
const USUAL_STEPS = { short: 4, whole: 4 };

/** plannedEvent is the event before a run's first trial. @param kept trials that an earlier sitting made */
export function plannedEvent(run: ResolvedRun, kept: readonly Trial[] = []) {
  const { cells, config, skipped } = run;
  const left = kept.length === 0 ? null : (restOfPlan(run, kept) ?? []);
  return {
    type: 'planned',
    folder: config.out,
    cells: cells.map(({ facts }) => facts),
    skipped,
    load: loadInWords(config),
    trials: left === null ? cells.length * config.trials : kept.length + left.length,
    kept: kept.length,
    profiles: profileCount(run),
    estimatedSeconds: left === null ? estimatedSeconds(run) : restSeconds(run, left),
  } as const;
}

/** profileCount is the number of trials that take a profile, beside those that count. */
export function profileCount({ cells, config }: ResolvedRun): number {
  return config.isProfiled ? cells.length : 0;
}

/** pairsPlannedEvent is the same for trials in pairs. @param sides labels of the sides, and the most pairs of a cell */
export function pairsPlannedEvent(
  { cells: resolved, config, skipped }: ResolvedRun,
  sides: { readonly labels: Readonly<Record<'base' | 'head', string>>; readonly maxPairs: number },
) {
  const cells = resolved.map(({ facts }) => facts);
  const estimatedSeconds = pairSeconds(cells, config);
  return {
    ...({ type: 'pairs-planned', folder: config.out, cells, skipped, ...sides, estimatedSeconds } as const),
    load: loadInWords(config),
  };
}

/** loadInWords says which hosts send the load; null if this one does. */
function loadInWords({ hosts }: RunConfig): string | null {
  return (
    hosts &&
    `load from ${hosts.agents === 1 ? '1 agent' : `${hosts.agents} agents`}, at ${redisInWords(hosts)}`
  );
}

/** estimatedSeconds covers the planned trials, without those that a precision may add. */
function estimatedSeconds({ cells, config }: ResolvedRun): number {
  const { durationSeconds, scenarios, hosts } = config;
  const secondsOf = trialSeconds(config);
  const isCalibrated = hosts === null && durationSeconds >= CALIBRATED_FROM_SECONDS;
  const calibration = isCalibrated ? calibrationSeconds(durationSeconds) : 0;
  const block = cells.reduce((sum, { facts }) => sum + secondsOf(facts), 0);
  const before = calibration * scenarios.length + pilotSeconds(config);
  return (config.trials + (config.isProfiled ? 1 : 0)) * block + before + reportSeconds(cells.length);
}

/** restSeconds covers the trials that are left. The client is measured, and the connections are chosen. */
function restSeconds({ cells, config }: ResolvedRun, left: readonly PlannedTrial[]): number {
  const secondsOf = trialSeconds(config);
  const profiled = config.isProfiled ? cells : [];
  const trials = [...left.map(({ cell }) => cell), ...profiled];
  return trials.reduce((sum, { facts }) => sum + secondsOf(facts), 0) + reportSeconds(cells.length);
}

function reportSeconds(cells: number): number {
  return REPORT_SECONDS.fixed + REPORT_SECONDS.perCell * cells;
}

/** Properties of a cell that its time depends on. */
type Timed = Pick<Cell, 'scenario' | 'workers'>;

/** startAndStopSeconds grows with the workers, which share the cores while they start. */
function startAndStopSeconds(workers: number): number {
  return FIXED_SECONDS + (BOOT_CPU_SECONDS * workers) / Math.min(workers, usableCores());
}

/** trialSeconds estimates one trial of a cell. */
function trialSeconds({ warmupSeconds, durationSeconds, scenarios }: RunConfig): (cell: Timed) => number {
  const settleSeconds = settleMs(durationSeconds) / 1_000;
  const pacing = new Map(
    scenarios.map((scenario) => {
      const { name, mode } = scenario;
      if (mode.arrivals !== 'open') return [name, 0];
      const seconds = (steps: number, parts: number) => steps * (settleSeconds + durationSeconds / parts);
      const { short, whole } = USUAL_STEPS;
      const search = isSearch(scenario) ? seconds(short, STEPS_PER_WINDOW) + seconds(whole, 1) : 0;
      return [name, settleSeconds + search];
    }),
  );
  return ({ scenario, workers }) =>
    warmupSeconds + (pacing.get(scenario) ?? 0) + durationSeconds + startAndStopSeconds(workers);
}

/** pairSeconds estimates a pair of trials: the mean over cells. */
function pairSeconds(cells: readonly Timed[], config: RunConfig): number {
  const secondsOf = trialSeconds(config);
  return (2 * cells.reduce((sum, cell) => sum + secondsOf(cell), 0)) / cells.length;
}

/** pilotSeconds covers two short trials of each app under each scenario. */
function pilotSeconds({ connectionsAuto, scenarios, apps }: RunConfig): number {
  const { warmupSeconds, durationSeconds } = PILOT_SECONDS;
  const eachSeconds = warmupSeconds + durationSeconds + startAndStopSeconds(1);
  return connectionsAuto ? 2 * eachSeconds * scenarios.length * apps.length : 0;
}
