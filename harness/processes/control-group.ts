/**
 * A control group (cgroup v2) for the processes of a trial. No process leaves it by a new session, a double fork or
 * an empty environment, and all of them can be killed at once.
 *
 * The group does not change any figure. It enables no controller, so CPU time and memory are still shared and limited
 * by the harness's own group. On a hybrid host the controllers belong to version 1, which does not know the group.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyControlGroup } from './empty-group.ts';
import { guardControlGroup, releaseControlGroup } from './guard-client.ts';
import { groupsOf } from './own-groups.ts';

/** Replaces the harness's own group in tests. */
const PARENT = 'CLUSTER_BENCH_INTERNAL_CGROUP';

/** Files that limit a group, and their content without a limit. */
const LIMITS = ['memory.max', 'memory.high', 'cpu.max'];
const NO_LIMIT = 'max';

export class ControlGroup {
  readonly #folder: string;
  readonly #parent: string;

  private constructor(folder: string, parent: string) {
    this.#folder = folder;
    this.#parent = parent;
  }

  /**
   * Makes a new, empty group below the harness's own. Returns null if this host has none, or does not let us make
   * one.
   */
  static make(): ControlGroup | null {
    const parent = process.env[PARENT] || ownGroup();
    if (parent === null || isLimited(parent)) return null;
    const folder = join(parent, `cluster-bench-${process.pid}-${randomBytes(4).toString('hex')}`);
    try {
      mkdirSync(folder);
    } catch {
      return null;
    }
    // This also starts the guard if necessary, outside of the group.
    guardControlGroup(folder);
    const group = new ControlGroup(folder, parent);
    try {
      group.spawnInside(() => {});
    } catch {
      rmdirQuietly(folder);
      releaseControlGroup(folder);
      return null;
    }
    return group;
  }

  /**
   * Starts a process inside the group from its first instruction: the harness itself enters the group for the moment
   * of the fork. A child moved later may already have forked, and a wrapper would need permissions that nginx's user
   * lacks.
   *
   * @param spawn must be synchronous
   */
  spawnInside<Result>(spawn: () => Result): Result {
    enter(this.#folder);
    try {
      return spawn();
    } finally {
      enter(this.#parent);
    }
  }

  /** Kills everything in the group and removes it. The guard handles what would not end. Never rejects. */
  async remove(): Promise<void> {
    if (await emptyControlGroup(this.#folder)) releaseControlGroup(this.#folder);
  }
}

/** Moves this process with all its threads. */
function enter(folder: string): void {
  writeFileSync(join(folder, 'cgroup.procs'), '0', { flag: 'r+' });
}

function ownGroup(): string | null {
  return groupsOf(readOrNull).find(({ version }) => version === 2)?.folder ?? null;
}

/**
 * Whether the group has a limit. Node sizes its heap by the limits of its own group only; in a group below a limited
 * one it would see none.
 */
function isLimited(folder: string): boolean {
  return LIMITS.some((file) => (readOrNull(join(folder, file)) ?? NO_LIMIT).split(/\s/)[0] !== NO_LIMIT);
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function rmdirQuietly(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Nothing of ours is in it.
  }
}
