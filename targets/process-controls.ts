/**
 * Controls for any target whose processes we start. They send signals, and a process that ends by one is not a
 * failure.
 */
import type { ControlName, Controls } from './controls.ts';
import type { ChildHandle, TopologyContext } from './topology.ts';

/** The controls that {@link processControls} returns, for a topology to declare. */
export const PROCESS_CONTROLS = ['terminate', 'killWorker'] as const satisfies readonly ControlName[];

interface Controlled {
  readonly children: readonly ChildHandle[];
  /** Current pid of an instance. */
  readonly pidOf: (instance: number) => number | undefined;
  /** The child that ends with an instance; omitted if children outlive instances. */
  readonly leaderOf?: (instance: number) => ChildHandle | undefined;
  /** Pids whose end is intended. A control adds them before it sends a signal. */
  readonly intended: Set<number>;
}

export function processControls({
  children,
  pidOf,
  leaderOf,
  intended,
}: Controlled): Pick<Controls, (typeof PROCESS_CONTROLS)[number]> {
  return {
    terminate: async () => {
      for (const { pid } of children) send(pid, 'SIGTERM', intended);
      await Promise.all(children.map(({ exited }) => exited));
    },
    killWorker: async (instance) => {
      const pid = pidOf(instance);
      if (pid === undefined) throw new Error(`no process runs as instance ${instance}`);
      const leader = leaderOf?.(instance);
      if (leader) intended.add(leader.pid);
      send(pid, 'SIGKILL', intended);
      return pid;
    },
  };
}

/**
 * followInstances returns pids by instance, as the app's processes on a port announce themselves. A replacement takes
 * the place of a lost worker. It is kept up to date for as long as the child runs.
 */
export function followInstances(
  child: ChildHandle,
  port: number,
  { onListening }: Pick<TopologyContext, 'onListening'>,
): ReadonlyMap<number, number> {
  const pids = new Map<number, number>();
  const stop = onListening(({ expectedPort, port: actualPort, instance, pid }) => {
    if (expectedPort === port && actualPort === port && instance !== null) pids.set(instance, pid);
  });
  child.exited.then(stop);
  return pids;
}

function send(pid: number, signal: NodeJS.Signals, intended: Set<number>): void {
  intended.add(pid);
  try {
    process.kill(pid, signal);
  } catch {
    // It has already ended, as requested.
  }
}
