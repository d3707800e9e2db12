import type { SpawnOptions } from '../../targets/topology.ts';
import { type Child, spawnChild } from './children.ts';
import { Containment } from './containment.ts';
import { killMarked, ownMark } from './mark.ts';

export type Role = 'target' | 'proxy' | 'service' | 'load';

type RoleCpus = Readonly<Record<Exclude<Role, 'service'>, readonly number[]>>;

/** The processes of one trial, by what they are for: whatever was started, however far it came, is stopped. */
export class TrialProcesses {
  readonly #logFolder: string;
  readonly #cpus: RoleCpus | null;
  readonly #children: { readonly role: Role; readonly child: Child }[] = [];
  readonly #containment: Containment;
  #afterApp: (() => Promise<void>)[] = [];

  /**
   * @param logFolder where what they write is kept
   * @param cpus that each role is kept on; null: wherever the kernel puts them
   */
  constructor(logFolder: string, cpus: RoleCpus | null = null) {
    this.#logFolder = logFolder;
    this.#cpus = cpus;
    this.#containment = new Containment(logFolder);
  }

  spawnAs(role: Role): (options: SpawnOptions) => Child {
    return (options) => {
      const { controlGroup, prepared } = this.#containment.prepare(options);
      const command = pinned(prepared, this.#cpusOf(role));
      const child = spawnChild(command, this.#logFolder, controlGroup);
      this.#children.push({ role, child });
      return child;
    };
  }

  /** Process groups of a role: each child leads its own. */
  groups(role: Role): number[] {
    return this.#of(role).map(({ pid }) => pid);
  }

  /** @param dispose called once, when the app has ended and its services have not; what came last, first. Must not reject */
  afterApp(dispose: () => Promise<void>): void {
    this.#afterApp.push(dispose);
  }

  /**
   * The load first, so that the others have nothing left to answer; services after the app that depends on them. Never
   * rejects.
   */
  async stop(): Promise<void> {
    this.#containment.beforeStop(this.#children.map(({ child }) => child.pid));
    await Promise.all(this.#of('load').map((child) => child.stop('SIGKILL')));
    await Promise.all([...this.#of('target'), ...this.#of('proxy')].map((child) => child.stop()));
    const afterApp = this.#afterApp.splice(0);
    for (const dispose of afterApp.toReversed()) await dispose();
    await Promise.all(this.#of('service').map((child) => child.stop()));
    // What left its process group to outlive us.
    await this.#containment.empty();
    // A trial runs alone, so that whatever is marked is of this one.
    killMarked(ownMark);
  }

  /** Last lines of what the target's processes wrote, the proxy's, and those of services. */
  lastLines(): string[] {
    const roles = ['target', 'proxy', 'service'] as const;
    return roles.flatMap((role) => this.#of(role)).flatMap((child) => child.lastLines());
  }

  /** Services lie outside of the app, as its clients do: they share the load's cores. */
  #cpusOf(role: Role): readonly number[] | null {
    return this.#cpus?.[role === 'service' ? 'load' : role] ?? null;
  }

  #of(role: Role): Child[] {
    return this.#children.filter((entry) => entry.role === role).map(({ child }) => child);
  }
}

/**
 * The same process, kept on some CPUs with all that it starts. `taskset` becomes the program that it runs: pid, group,
 * IPC channel and output stay what they are.
 *
 * @param cpus null: wherever the kernel puts it
 */
export function pinned(options: SpawnOptions, cpus: readonly number[] | null): SpawnOptions {
  if (!cpus) return options;
  const { command, args } = options;
  return { ...options, command: 'taskset', args: ['-c', cpus.join(','), command, ...args] };
}
