import type { SpawnOptions } from '../../targets/topology.ts';
import { type Child, spawnChild } from './children.ts';
import { killMarked, ownMark } from './mark.ts';
import { pinned } from './pinned.ts';

export type Role = 'target' | 'proxy' | 'load';

type RoleCpus = Readonly<Record<Role, readonly number[]>>;

/** The processes of one trial, by what they are for: whatever was started, however far it came, is stopped. */
export class TrialProcesses {
  readonly #logFolder: string;
  readonly #cpus: RoleCpus | null;
  readonly #children: { readonly role: Role; readonly child: Child }[] = [];

  /**
   * @param logFolder where what they write is kept
   * @param cpus that each role is kept on; null: wherever the kernel puts them
   */
  constructor(logFolder: string, cpus: RoleCpus | null = null) {
    this.#logFolder = logFolder;
    this.#cpus = cpus;
  }

  spawnAs(role: Role): (options: SpawnOptions) => Child {
    return (options) => {
      const child = spawnChild(pinned(options, this.#cpus?.[role] ?? null), this.#logFolder);
      this.#children.push({ role, child });
      return child;
    };
  }

  /** Process groups of a role: each child leads its own. */
  groups(role: Role): number[] {
    return this.#of(role).map(({ pid }) => pid);
  }

  /** The load first, so that the others have nothing left to answer. Never rejects. */
  async stop(): Promise<void> {
    await Promise.all(this.#of('load').map((child) => child.stop('SIGKILL')));
    await Promise.all(this.#children.map(({ child }) => child.stop()));
    // What left its group to outlive us: a trial runs alone, so that whatever is marked is of this one.
    killMarked(ownMark);
  }

  /** Last lines of what the target's processes wrote, and the proxy's. */
  lastLines(): string[] {
    return [...this.#of('target'), ...this.#of('proxy')].flatMap((child) => child.lastLines());
  }

  #of(role: Role): Child[] {
    return this.#children.filter((entry) => entry.role === role).map(({ child }) => child);
  }
}
