/** How long a run will take: warm-ups, windows, searches, and an allowance for what is beside them. */

import type { ResolvedRun } from '../config/resolved-run.ts';
import type { RunConfig } from '../config/run-config.ts';
import { calibrationSeconds } from '../load/client-capacity.ts';
import { settleMs } from '../load/seek.ts';
import type { Cell } from '../records/run.ts';
import { STEPS_PER_WINDOW } from '../stats/search-step.ts';
import { isSearch } from '../stats/set-rate.ts';
import { CALIBRATED_FROM_SECONDS, PILOT_SECONDS } from './preparation.ts';

/** Starting, the probe, opening the connections, stopping. */
const USUAL_START_AND_STOP_SECONDS = 1.2;
/** Rates that a search tries before its interval is narrow enough: for a part of the window, and for all of it. */
const USUAL_STEPS = { short: 4, whole: 4 };

/** What a run tells before its first trial. */
export function plannedEvent(run: ResolvedRun) {
  const { cells, config, skipped } = run;
  return {
    type: 'planned',
    folder: config.out,
    cells: cells.map(({ facts }) => facts),
    skipped,
    trials: cells.length * config.trials,
    estimatedSeconds: estimatedSeconds(run),
  } as const;
}

/** The same of trials in pairs. @param told how the sides are named, and how many pairs a cell gets at most */
export function pairsPlannedEvent(
  { cells: resolved, config, skipped }: ResolvedRun,
  told: { readonly labels: Readonly<Record<'base' | 'head', string>>; readonly maxPairs: number },
) {
  const cells = resolved.map(({ facts }) => facts);
  const estimatedSeconds = pairSeconds(cells, config);
  return { type: 'pairs-planned', folder: config.out, cells, skipped, ...told, estimatedSeconds } as const;
}

/** Of the trials that are planned, without those that a precision may add. */
function estimatedSeconds({ cells, config }: ResolvedRun): number {
  const { durationSeconds, scenarios } = config;
  const secondsOf = trialSeconds(config);
  const calibration = durationSeconds < CALIBRATED_FROM_SECONDS ? 0 : calibrationSeconds(durationSeconds);
  const block = cells.reduce((sum, { facts }) => sum + secondsOf(facts), 0);
  return config.trials * block + calibration * scenarios.length + pilotSeconds(config);
}

/** What one trial of a cell will take, in seconds. */
function trialSeconds({
  warmupSeconds,
  durationSeconds,
  scenarios,
}: RunConfig): (cell: Pick<Cell, 'scenario'>) => number {
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
  return ({ scenario }) =>
    warmupSeconds + (pacing.get(scenario) ?? 0) + durationSeconds + USUAL_START_AND_STOP_SECONDS;
}

/** What a pair of trials will take, in seconds: the mean over cells. */
function pairSeconds(cells: readonly Pick<Cell, 'scenario'>[], config: RunConfig): number {
  const secondsOf = trialSeconds(config);
  return (2 * cells.reduce((sum, cell) => sum + secondsOf(cell), 0)) / cells.length;
}

/** Two short trials of each app under each scenario. */
function pilotSeconds({ connectionsAuto, scenarios, apps }: RunConfig): number {
  const { warmupSeconds, durationSeconds } = PILOT_SECONDS;
  const eachSeconds = warmupSeconds + durationSeconds + USUAL_START_AND_STOP_SECONDS;
  return connectionsAuto ? 2 * eachSeconds * scenarios.length * apps.length : 0;
}
