/** Servers with a port each as a running target, and how a deploy restarts them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlName, ProxyControls, Restarted } from '../controls.ts';
import { PROCESS_CONTROLS, processControls, sendIntended } from '../process-controls.ts';
import { runningTarget, unintendedEnd } from '../running-target.ts';
import type { App, ChildHandle, RunningTarget, TargetFailure, TopologyContext } from '../topology.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** The controls that {@link startServers} gives a target. */
export const SERVER_CONTROLS: readonly ControlName[] = [...PROCESS_CONTROLS, 'restart'];

/** How long a server may take to end after SIGTERM. */
const DRAIN_MS = 10_000;

/** startServers starts one server per port, each an instance. @throws {TargetError} if one does not listen */
export async function startServers(app: App, context: TopologyContext): Promise<RunningTarget> {
  const start = (port: number, instance: number) => startServerProcess(app, { port, instance }, context);
  const servers = await Promise.all(context.ports.map(start));
  const intended = new Set<number>();
  let report: (failure: TargetFailure) => void = () => {};
  const reportedFailure = new Promise<TargetFailure>((resolve) => {
    report = resolve;
  });
  const restartOne = async (instance: number): Promise<Replaced> => {
    const old = servers[instance];
    const port = context.ports[instance];
    if (!old || port === undefined) throw new Error(`no process runs as instance ${instance}`);
    const oldPid = old.pid();
    const wasKilled = await stop(old.child, intended);
    const fresh = await start(port, instance);
    servers[instance] = fresh;
    unintendedEnd(fresh.child, intended).then(report);
    return { oldPid, newPid: fresh.pid(), wasKilled };
  };
  return runningTarget(
    servers.map(({ child }) => child),
    servers.map(({ origin }) => origin),
    {
      controls: {
        ...processControls({
          children: () => servers.map(({ child }) => child),
          pidOf: (instance) => servers[instance]?.pid(),
          leaderOf: (instance) => servers[instance]?.child,
          intended,
        }),
        restart: (proxy) => restartEach(servers, restartOne, proxy),
      },
      intended,
      reportedFailure,
    },
  );
}

interface Replaced {
  readonly oldPid: number;
  readonly newPid: number;
  readonly wasKilled: boolean;
}

/** Restarts the servers one after the other, each while the proxy sends it nothing, if the proxy can do that. */
async function restartEach(
  servers: readonly ServerProcess[],
  restartOne: (instance: number) => Promise<Replaced>,
  { takeOut, putBack }: Partial<ProxyControls> = {},
): Promise<Restarted> {
  const replaced: Replaced[] = [];
  for (const instance of servers.keys()) {
    await takeOut?.(instance);
    replaced.push(await restartOne(instance));
    await putBack?.(instance);
  }
  return {
    oldPids: replaced.map(({ oldPid }) => oldPid),
    newPids: replaced.map(({ newPid }) => newPid),
    killed: replaced.filter(({ wasKilled }) => wasKilled).length,
  };
}

/** Sends SIGTERM, and SIGKILL at the deadline. Returns once it has ended, whether it was killed. */
async function stop(child: ChildHandle, intended: Set<number>): Promise<boolean> {
  const settled = new AbortController();
  const late = sleep(DRAIN_MS, true, { signal: settled.signal }).catch(() => false);
  sendIntended(child.pid, 'SIGTERM', intended);
  const wasKilled = await Promise.race([late, child.exited.then(() => false)]);
  settled.abort();
  if (wasKilled) await child.stop('SIGKILL');
  return wasKilled;
}
