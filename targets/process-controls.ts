/**
 * Controls for any target whose processes we start. They send signals, and a process that ends by one is not a
 * failure.
 */
import type { ControlName, Controls } from './controls.ts';
import type { ChildHandle } from './topology.ts';

/** The controls that {@link processControls} returns, for a topology to declare. */
export const PROCESS_CONTROLS = ['terminate', 'killWorker'] as const satisfies readonly ControlName[];

interface Controlled {
  /** The children at the time of the call: a restart may replace them. */
  readonly children: () => readonly ChildHandle[];
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
      const all = children();
      for (const { pid } of all) sendIntended(pid, 'SIGTERM', intended);
      await Promise.all(all.map(({ exited }) => exited));
    },
    killWorker: async (instance) => {
      const pid = pidOf(instance);
      if (pid === undefined) throw new Error(`no process runs as instance ${instance}`);
      const leader = leaderOf?.(instance);
      if (leader) intended.add(leader.pid);
      sendIntended(pid, 'SIGKILL', intended);
      return pid;
    },
  };
}

/**
 * primaryControl returns the control that kills a primary.
 *
 * @param child the process that ends with the primary
 * @param pidOf the primary, if a launcher stands between
 */
export function primaryControl(
  child: ChildHandle,
  intended: Set<number>,
  pidOf: () => number = () => child.pid,
): Pick<Controls, 'killPrimary'> {
  return {
    killPrimary: async () => {
      const pid = pidOf();
      intended.add(child.pid);
      sendIntended(pid, 'SIGKILL', intended);
      await child.exited;
      return pid;
    },
  };
}

/** sendIntended sends a signal to a process, whose end is then no failure. */
export function sendIntended(pid: number, signal: NodeJS.Signals, intended: Set<number>): void {
  intended.add(pid);
  try {
    process.kill(pid, signal);
  } catch {
    // It has already ended, as requested.
  }
}
