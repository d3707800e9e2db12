/** One more trial of each cell, with the CPU profiler on in its busiest worker. It comes after the trials that count. */
import { join } from 'node:path';
import type { ResolvedCell } from '../config/resolved-run.ts';
import { profilingBusiest } from '../observe/profile-busiest.ts';
import type { Profile, Trial } from '../records/run.ts';
import { keepProfile, profileFiles } from './keep-profile.ts';
import { partsOfTrial } from './parts-of-trial.ts';
import type { RunTools } from './tools.ts';

/** profileTrials makes the profiles that the user asked for. Failures and interruptions are profiles without figures. */
export async function* profileTrials(done: readonly Trial[], tools: RunTools): AsyncGenerator<Profile> {
  const { run, watch } = tools;
  if (!run.config.isProfiled) return;
  const beganMs = performance.now();
  const files = profileFiles(run.cells.map(({ id }) => id));
  for (const [index, cell] of run.cells.entries()) {
    if (tools.signal.aborted) {
      yield { cell: cell.id, status: 'missing', reason: INTERRUPTED };
      continue;
    }
    const reason = done.some((trial) => trial.cell === cell.id && trial.status === 'ok') ? null : NO_FIGURES;
    if (reason === null) watch({ type: 'profile-started', cell: cell.id });
    const profile: Profile =
      reason === null
        ? await profileCell(cell, files[index] ?? '', done, tools)
        : { cell: cell.id, status: 'missing', reason };
    yield profile;
    const secondsEach = (performance.now() - beganMs) / 1_000 / (index + 1);
    watch({
      type: 'profile-ended',
      profile,
      remainingSeconds: secondsEach * (run.cells.length - index - 1),
    });
  }
}

const INTERRUPTED = 'the run was interrupted';
const NO_FIGURES = 'no trial of the variant has figures';

/** profileCell never rejects: a profile that cannot be taken costs no trial. */
async function profileCell(
  cell: ResolvedCell,
  file: string,
  done: readonly Trial[],
  tools: RunTools,
): Promise<Profile> {
  const trial = 1 + Math.max(0, ...done.filter((one) => one.cell === cell.id).map((one) => one.trial));
  const raw = join(tools.scratch, 'profile.json');
  const { agents, outcome } = profilingBusiest(tools.agents, raw);
  const missing = (reason: string): Profile => ({ cell: cell.id, status: 'missing', reason });
  try {
    const planned = { cell, trial, order: done.length + 1 };
    const ended = await tools.runTrial(planned, partsOfTrial(cell, trial, { ...tools, agents }));
    const taken = outcome();
    if (ended.status === 'failed') return missing(`its trial failed: ${ended.reason}`);
    if (taken.status === 'missing') return missing(taken.reason);
    return await keepProfile({ raw, file, pid: taken.pid, trial: ended }, tools);
  } catch (error) {
    return missing(tools.signal.aborted ? INTERRUPTED : (error as Error).message);
  }
}
