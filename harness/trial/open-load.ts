/** Opens the load of a trial: processes of this host, or of the agents of other hosts. */
import { type Load, startLoad } from '../load/load.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import type { LoadHost } from '../records/run.ts';
import type { TrialParts } from './trial-parts.ts';

interface OpenLoad {
  readonly load: Load;
  /** Describes the hosts that sent it, once it has ended; none if it is this host alone. */
  hosts(): Promise<readonly LoadHost[]>;
}

/** @throws {TargetError} if an agent does not take its share */
export async function openLoad(
  { load, tools, timing, signal }: TrialParts,
  processes: TrialProcesses,
): Promise<OpenLoad> {
  if (tools.loadHosts === null) {
    return { load: startLoad(load.processes, processes.spawnAs('load')), hosts: async () => [] };
  }
  const remote = await tools.loadHosts.open(
    { connections: load.connections, longestSeconds: longestSeconds(timing) },
    signal,
  );
  processes.beforeStop(remote.load.end);
  return remote;
}

/** Steps of a search, each over a window, and the extension of a window with events. */
const WINDOWS = 25;
const START_TIMEOUTS = 5;
const LEAST_SECONDS = 60;

/** No trial takes longer, so agents end its load then, whatever has become of the coordinator. */
function longestSeconds({
  startTimeoutSeconds,
  warmupSeconds,
  durationSeconds,
}: TrialParts['timing']): number {
  return Math.ceil(
    LEAST_SECONDS + START_TIMEOUTS * startTimeoutSeconds + 2 * warmupSeconds + WINDOWS * durationSeconds,
  );
}
