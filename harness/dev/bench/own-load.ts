/** The harness's own load, in one process, outside of any run. */

import { monotonicMs } from '../../host/clock.ts';
import { startLoad } from '../../load/load.ts';
import type { LoadJob, Pace } from '../../load/load-client.ts';
import { builtInUser } from '../../load/users/user-ref.ts';
import type { TrialProcesses } from '../../processes/trial-processes.ts';
import type { LoadFigures } from '../../records/run.ts';
import { pinnedTo } from './pinned.ts';

export interface OwnJob extends Pick<LoadJob, 'client' | 'connections'> {
  readonly url: string;
  readonly seconds: number;
  readonly warmupSeconds: number;
  readonly mode?: LoadJob['mode'];
  /** The user instead of one who checks the list of users. */
  readonly user?: LoadJob['user'];
  /** Pace of an open loop. */
  readonly pace?: Pace;
  /** CPU to run on; any by default. */
  readonly cpu?: number;
}

export async function runOwn(processes: TrialProcesses, ownJob: OwnJob): Promise<LoadFigures> {
  const { url, seconds, warmupSeconds, pace, cpu, ...job } = ownJob;
  const { origin, pathname } = new URL(url);
  const load = startLoad(1, pinnedTo(cpu, processes.spawnAs('load')));
  await load.ready;
  await load.begin(
    {
      mode: { connections: 'kept', arrivals: 'closed' },
      requestTimeoutSeconds: 10,
      insecure: false,
      clientAddresses: null,
      origin,
      user: builtInUser('db-wait', pathname === '/api/users' ? {} : { path: pathname }),
      seed: 1,
      ...job,
    },
    () => {},
  );
  if (pace) await load.pace(pace);
  const fromMs = monotonicMs() + warmupSeconds * 1_000;
  const figures = await load.measure({ fromMs, toMs: fromMs + seconds * 1_000 });
  await load.end();
  return figures;
}
