/** A cluster whose workers are killed at random times under load. The ledger must balance all the same. */

import { setTimeout as sleep } from 'node:timers/promises';
import { builtInApps } from '../../../targets/apps/index.ts';
import { rr } from '../../../targets/policies/rr.ts';
import { cluster } from '../../../targets/topologies/cluster.ts';
import { monotonicMs } from '../../host/clock.ts';
import { startLoad } from '../../load/load.ts';
import type { LoadJob, Pace } from '../../load/load-client.ts';
import { builtInUser } from '../../load/users/user-ref.ts';
import { freePorts } from '../../processes/free-ports.ts';
import type { TrialProcesses } from '../../processes/trial-processes.ts';
import type { LoadFigures } from '../../records/run.ts';
import { descendants } from './processes.ts';
import { startTopology } from './start-topology.ts';

export interface KillTrial extends Pick<LoadJob, 'client' | 'mode'> {
  readonly kills: number;
  readonly windowMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Starts two workers of the `http` app, loads them, kills one again and again, and measures meanwhile. */
export async function measureThroughKills(
  processes: TrialProcesses,
  { kills, windowMs, random, ...job }: KillTrial,
): Promise<LoadFigures> {
  const port = await startCluster(processes);
  const load = startLoad(1, processes.spawnAs('load'));
  await load.ready;
  const orders = {
    ...job,
    origin: `http://127.0.0.1:${port}`,
    user: builtInUser('db-wait'),
    seed: 1,
    connections: 20,
    clientAddresses: null,
    requestTimeoutSeconds: 1,
    insecure: false,
  };
  await load.begin(orders, () => {});
  const pace: Pace = { rate: 1_000, arrivals: 'poisson', seed: Math.floor(random() * 2 ** 32) };
  if (job.mode.arrivals === 'open') await load.pace(pace);
  const fromMs = monotonicMs() + 150;
  const measured = load.measure({ fromMs, toMs: fromMs + windowMs });
  const instants = Array.from({ length: kills }, () => fromMs + random() * windowMs).sort((a, b) => a - b);
  for (const instant of instants) {
    await sleep(Math.max(0, instant - monotonicMs()));
    const workers = workersOf(processes.groups('target')[0] ?? 0);
    const victim = workers[Math.floor(random() * workers.length)];
    if (victim !== undefined) process.kill(victim, 'SIGKILL');
  }
  const figures = await measured;
  await load.end();
  await processes.stop();
  return figures;
}

async function startCluster(processes: TrialProcesses): Promise<number> {
  const app = builtInApps.find(({ name }) => name === 'http');
  if (!app) throw new Error('there is no app named http');
  const ports = await freePorts(1);
  await startTopology(
    cluster,
    { ...app, args: [], env: { DB_DELAY_MS: '5' }, preload: [] },
    {
      workers: 2,
      policy: rr,
      ports,
      spawn: processes.spawnAs('target'),
      settings: {},
      startTimeoutMs: 10_000,
      signal: new AbortController().signal,
    },
  );
  return ports[0] ?? 0;
}

/** Current workers of the primary. There may be none until the next is forked. */
function workersOf(primary: number): number[] {
  return descendants(primary)
    .filter(({ parent, zombie }) => parent === primary && !zombie)
    .map(({ pid }) => pid);
}
