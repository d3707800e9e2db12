import type { ChildHandle, TopologyContext } from './topology.ts';

/**
 * Instances knows the current process of each instance, as the app's processes on a port announce themselves. A
 * replacement takes the place of a lost worker. It is kept up to date for as long as the child runs.
 */
export class Instances {
  readonly #pids = new Map<number, number>();
  readonly #listeners = new Set<(instance: number, pid: number) => void>();

  readonly #replaced = new Set<(instance: number, lostPid: number) => void>();

  constructor(child: ChildHandle, port: number, { onListening }: Pick<TopologyContext, 'onListening'>) {
    const stop = onListening(({ expectedPort, port: actualPort, instance, pid }) => {
      if (expectedPort !== port || actualPort !== port || instance === null) return;
      const before = this.#pids.get(instance);
      this.#pids.set(instance, pid);
      if (before !== undefined && before !== pid) for (const told of this.#replaced) told(instance, before);
      for (const listener of this.#listeners) listener(instance, pid);
    });
    child.exited.then(stop);
  }

  /** Current pid of an instance. */
  pidOf(instance: number): number | undefined {
    return this.#pids.get(instance);
  }

  /** Current pids of all instances. */
  pids(): number[] {
    return [...this.#pids.values()];
  }

  /** Calls back when another process listens as an instance, with the one that it replaces. */
  onReplaced(listener: (instance: number, lostPid: number) => void): void {
    this.#replaced.add(listener);
  }

  /** Settles with the pid of the process that listens in place of a lost one. */
  whenReplaced(wanted: number, lostPid: number): Promise<number> {
    const now = this.#pids.get(wanted);
    if (now !== undefined && now !== lostPid) return Promise.resolve(now);
    return new Promise((resolve) => {
      const listener = (instance: number, pid: number) => {
        if (instance !== wanted || pid === lostPid) return;
        this.#listeners.delete(listener);
        resolve(pid);
      };
      this.#listeners.add(listener);
    });
  }
}
