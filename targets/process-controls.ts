/** Controls that any target has whose processes we start: they are sent signals, and what ends by one is no failure. */
import type { ControlName, Controls } from './controls.ts';
import type { ChildHandle, TopologyContext } from './topology.ts';

/** What {@link processControls} gives, for a topology to declare. */
export const PROCESS_CONTROLS = ['terminate', 'killWorker'] as const satisfies readonly ControlName[];

interface Controlled {
  readonly children: readonly ChildHandle[];
  /** Of the process that answers as an instance at this moment. */
  readonly pidOf: (instance: number) => number | undefined;
  /** The child that ends where an instance does; left out where children outlive instances. */
  readonly leaderOf?: (instance: number) => ChildHandle | undefined;
  /** Pids whose end is intended: they are noted here first. */
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
      if (pid === undefined) throw new Error(`no process answers as instance ${instance}`);
      const leader = leaderOf?.(instance);
      if (leader) intended.add(leader.pid);
      send(pid, 'SIGKILL', intended);
      return pid;
    },
  };
}

/**
 * Pids by instance, as the app's processes on a port announce themselves: a replaced worker's successor takes its place.
 * Followed for as long as the child runs that started them.
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
    // It has ended by itself, which is no less than was asked for.
  }
}
