/** WorkerChange is how many workers are alive from an instant of the monotonic clock on. */
export interface WorkerChange {
  readonly atMs: number;
  readonly alive: number;
}

/** AliveWorkers follows the processes that listen on the app's port, from then until they end. */
export class AliveWorkers {
  readonly #pids = new Set<number>();
  readonly #changes: WorkerChange[] = [];

  began(pid: number, atMs: number): void {
    if (this.#pids.has(pid)) return;
    this.#pids.add(pid);
    this.#note(atMs);
  }

  ended(pid: number | undefined, atMs: number): void {
    if (pid !== undefined && this.#pids.delete(pid)) this.#note(atMs);
  }

  /** Those that are alive now. */
  get pids(): ReadonlySet<number> {
    return this.#pids;
  }

  /** Every change so far, in order. */
  get changes(): readonly WorkerChange[] {
    return this.#changes;
  }

  #note(atMs: number): void {
    this.#changes.push({ atMs, alive: this.#pids.size });
  }
}
