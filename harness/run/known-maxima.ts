/** The maximum of each cell in a closed loop, as far as finished trials tell. */
import type { ResolvedCell } from '../config/resolved-run.ts';
import type { RunConfig } from '../config/run-config.ts';
import { searchedFrom } from '../load/seek.ts';
import type { Trial } from '../records/run.ts';

/**
 * knownMaxima returns requests per second by the id of the cell: every trial at a share of the maximum must have the
 * same rate, those after an interruption too.
 */
export function knownMaxima(
  cells: readonly ResolvedCell[],
  { rate, stages }: Pick<RunConfig, 'rate' | 'stages'>,
  trials: readonly Trial[],
): Map<string, number> {
  const maxima = new Map<string, number>();
  for (const { id, scenario } of cells) {
    if (scenario.mode.arrivals !== 'open' || stages.length > 0) continue;
    const ofCell = scenario.rate ?? rate;
    for (const trial of trials) {
      if (trial.cell !== id || trial.status !== 'ok') continue;
      const { search, load } = trial;
      const maximum =
        search !== null
          ? searchedFrom(search)
          : ofCell.kind === 'share' && load.offeredRate !== null
            ? load.offeredRate / ofCell.share
            : null;
      if (maximum !== null && maximum > 0) maxima.set(id, maximum);
      if (maxima.has(id)) break;
    }
  }
  return maxima;
}
