/** How long a run will take: warm-ups, windows, searches, and an allowance for the rest. */

import type { ResolvedRun } from '../config/resolved-run.ts';
import type { RunConfig } from '../config/run-config.ts';
import { calibrationSeconds } from '../load/client-capacity.ts';
import { settleMs } from '../load/seek.ts';
import type { Cell } from '../records/run.ts';
import { STEPS_PER_WINDOW } from '../stats/search-step.ts';
import { isSearch } from '../stats/set-rate.ts';
import { CALIBRATED_FROM_SECONDS, PILOT_SECONDS } from './preparation.ts';

/** Starting, probing, opening the connections, and stopping. */
const USUAL_START_AND_STOP_SECONDS = 1.2;
/** Rates that a search usually tries: each for a part of the window, and for all of it. */
const USUAL_STEPS = { short: 4, whole: 4 };

/** plannedEvent is the event before a run's first trial. */
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

/** pairsPlannedEvent is the same for trials in pairs. @param sides labels of the sides, and the most pairs of a cell */
export function pairsPlannedEvent(
  { cells: resolved, config, skipped }: ResolvedRun,
  sides: { readonly labels: Readonly<Record<'base' | 'head', string>>; readonly maxPairs: number },
) {
  const cells = resolved.map(({ facts }) => facts);
  const estimatedSeconds = pairSeconds(cells, config);
  return { type: 'pairs-planned', folder: config.out, cells, skipped, ...sides, estimatedSeconds } as const;
}

/** estimatedSeconds covers the planned trials, without those that a precision may add. */
function estimatedSeconds({ cells, config }: ResolvedRun): number {
  const { durationSeconds, scenarios } = config;
  const secondsOf = trialSeconds(config);
  const calibration = durationSeconds < CALIBRATED_FROM_SECONDS ? 0 : calibrationSeconds(durationSeconds);
  const block = cells.reduce((sum, { facts }) => sum + secondsOf(facts), 0);
  return config.trials * block + calibration * scenarios.length + pilotSeconds(config);
}

/** trialSeconds estimates one trial of a cell. */
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

/** pairSeconds estimates a pair of trials: the mean over cells. */
function pairSeconds(cells: readonly Pick<Cell, 'scenario'>[], config: RunConfig): number {
  const secondsOf = trialSeconds(config);
  return (2 * cells.reduce((sum, cell) => sum + secondsOf(cell), 0)) / cells.length;
}

/** pilotSeconds covers two short trials of each app under each scenario. */
function pilotSeconds({ connectionsAuto, scenarios, apps }: RunConfig): number {
  const { warmupSeconds, durationSeconds } = PILOT_SECONDS;
  const eachSeconds = warmupSeconds + durationSeconds + USUAL_START_AND_STOP_SECONDS;
  return connectionsAuto ? 2 * eachSeconds * scenarios.length * apps.length : 0;
}
