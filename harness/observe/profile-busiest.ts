/** A CPU profile of the busiest worker, taken beside the figures of a window. */

import type { Agents } from './agents.ts';
import { readProcesses } from './process-table.ts';

/** ProfileOutcome is the process whose profile is in the file, or why there is none. */
type ProfileOutcome =
  | { readonly status: 'ok'; readonly pid: number }
  | { readonly status: 'missing'; readonly reason: string };

export interface ProfilingAgents {
  /** The agents, whose `measure` takes a profile too. */
  readonly agents: Agents;
  /** Returns the outcome of the last window. */
  outcome(): ProfileOutcome;
}

/**
 * profilingBusiest profiles one worker alone: the profilers of all would take CPU time from each other. The busiest is
 * known shortly before the window: the one with the most CPU time since its start, most of which is the warm-up.
 */
export function profilingBusiest(agents: Agents, file: string): ProfilingAgents {
  let outcome: ProfileOutcome = { status: 'missing', reason: 'the trial had no window' };
  return {
    outcome: () => outcome,
    agents: {
      ...agents,
      measure: async (window) => {
        const figures = agents.measure(window);
        const pid = await busiest(agents);
        if (pid === null) outcome = { status: 'missing', reason: NO_AGENT };
        else {
          const failure = await agents.profile(window, pid, file);
          outcome = failure === null ? { status: 'ok', pid } : { status: 'missing', reason: failure };
        }
        return figures;
      },
    },
  };
}

const NO_AGENT = 'no process of the app runs in a Node that the run can look into';

/** A worker listens on the app's port. Where none is known to, every process with an agent may be one. */
async function busiest(agents: Agents): Promise<number | null> {
  const workers = [...agents.workerPids()];
  const entries = await readProcesses(workers.length > 0 ? workers : [...agents.pids()]);
  const [first] = entries.toSorted((one, other) => other.cpuSeconds - one.cpuSeconds);
  return first?.pid ?? null;
}
