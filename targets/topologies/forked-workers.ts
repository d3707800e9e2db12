/** Workers that an app forks itself. They have no instance; the order in which they listen numbers them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Restarted } from '../controls.ts';
import { isRunning } from '../process-state.ts';
import type { ChildHandle, TopologyContext } from '../topology.ts';

/** An app's workers are not our children, so nothing reports their end. */
const LOOK_PERIOD_MS = 20;

export class ForkedWorkers {
  readonly #child: ChildHandle;
  readonly #pids = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #hasEnded = false;

  constructor(child: ChildHandle, port: number, { onListening }: Pick<TopologyContext, 'onListening'>) {
    this.#child = child;
    const stop = onListening(({ expectedPort, port: actualPort, pid }) => {
      if (expectedPort !== port || actualPort !== port) return;
      this.#pids.add(pid);
      for (const listener of this.#listeners) listener();
    });
    child.exited.then(() => {
      this.#hasEnded = true;
      stop();
      for (const listener of this.#listeners) listener();
    });
  }

  /** Pids of the workers that run, the oldest first. */
  running(): number[] {
    return [...this.#pids].filter(isRunning);
  }

  /**
   * Waits for the address that another way finds. It returns null instead if a worker has announced itself soon after:
   * then all of them will.
   */
  async unlessAnnounced(
    found: Promise<string | null>,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<string | null> {
    const address = await found;
    await sleep(withinMs, undefined, { signal }).catch(() => {});
    return this.#pids.size > 0 ? null : address;
  }

  /**
   * Settles when as many new workers listen, and the old ones have ended.
   *
   * @param begin makes the app replace them
   * @throws if the app ends meanwhile
   */
  async replaceAll(count: number, begin: () => void): Promise<Restarted> {
    const oldPids = this.running();
    const seen = new Set(this.#pids);
    const fresh = () => [...this.#pids].filter((pid) => !seen.has(pid));
    begin();
    await this.#until(() => fresh().length >= count);
    while (oldPids.some(isRunning) && !this.#hasEnded) await sleep(LOOK_PERIOD_MS);
    if (this.#hasEnded) throw new Error(`${this.#child.name} ended instead of restarting its workers`);
    return { oldPids, newPids: fresh(), killed: null };
  }

  #until(isDone: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const listener = () => {
        if (!isDone() && !this.#hasEnded) return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
      listener();
    });
  }
}
