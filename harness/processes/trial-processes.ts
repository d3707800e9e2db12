import type { SpawnOptions } from '../../targets/topology.ts';
import { type Child, spawnChild } from './children.ts';

export type Role = 'target' | 'proxy' | 'load';

/** The processes of one trial, by what they are for: whatever was started, however far it came, is stopped. */
export class TrialProcesses {
  readonly #folder: string;
  readonly #children: { readonly role: Role; readonly child: Child }[] = [];

  /** @param folder where their output is kept */
  constructor(folder: string) {
    this.#folder = folder;
  }

  spawnAs(role: Role): (options: SpawnOptions) => Child {
    return (options) => {
      const child = spawnChild(options, this.#folder);
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
    await Promise.all(this.#of('load').map((child) => child.stop({ signal: 'SIGKILL' })));
    await Promise.all(this.#children.map(({ child }) => child.stop()));
  }

  #of(role: Role): Child[] {
    return this.#children.filter((entry) => entry.role === role).map(({ child }) => child);
  }
}
