import type { SpawnOptions } from '../../targets/topology.ts';
import { type Child, spawnChild } from './children.ts';
import { Containment } from './containment.ts';
import { type CpuGroupState, CpuGroups, type CpuShares } from './cpu-groups.ts';
import { killMarked, ownMark } from './mark.ts';

/** `preparation`: the user's own command before the trial. */
export type Role = 'target' | 'proxy' | 'service' | 'load' | 'preparation';

type PinnedRole = Exclude<Role, 'service' | 'preparation'>;
type RoleCpus = Readonly<Record<PinnedRole, readonly number[]>>;

/**
 * TrialProcesses holds the processes of one trial by role. It stops everything that was started, even if the start
 * failed halfway.
 */
export class TrialProcesses {
  readonly #logFolder: string;
  readonly #cpus: RoleCpus | null;
  readonly #children: { readonly role: Role; readonly child: Child }[] = [];
  readonly #containment: Containment;
  /** Null without a CPU limit. */
  readonly #cpuGroups: CpuGroups | null;
  #beforeStop: (() => Promise<void>)[] = [];
  #afterApp: (() => Promise<void>)[] = [];

  /**
   * @param logFolder for the output of the processes
   * @param cpus that each role is pinned to; null for no pinning
   * @param shares CPU limit of the target; null for none
   */
  constructor(logFolder: string, cpus: RoleCpus | null = null, shares: CpuShares | null = null) {
    this.#logFolder = logFolder;
    this.#cpus = cpus;
    this.#containment = new Containment(logFolder);
    this.#cpuGroups = shares && new CpuGroups(shares);
  }

  spawnAs(role: Role): (options: SpawnOptions) => Child {
    return (options) => {
      const { controlGroup, prepared } = this.#containment.prepare(options);
      const onCpus = pinned(prepared, this.#cpusOf(role));
      const command = role === 'target' ? (this.#cpuGroups?.inGroup(onCpus) ?? onCpus) : onCpus;
      const child = spawnChild(command, this.#logFolder, controlGroup);
      this.#children.push({ role, child });
      return child;
    };
  }

  /** Process groups of a role; each child leads its own. */
  groups(role: Role): number[] {
    return this.#of(role).map(({ pid }) => pid);
  }

  /** The groups of the target with a CPU limit, as they are now; empty without one. */
  cpuGroups(): CpuGroupState[] {
    return this.#cpuGroups?.read() ?? [];
  }

  /** @param end called once, before everything else stops, for a load that other hosts send; must not reject */
  beforeStop(end: () => Promise<void>): void {
    this.#beforeStop.push(end);
  }

  /**
   * @param dispose called once, after the app has ended and before its services stop, in reverse order; must not
   * reject
   */
  afterApp(dispose: () => Promise<void>): void {
    this.#afterApp.push(dispose);
  }

  /**
   * Stops the load first, so that the others have no requests left; services stop after the app that depends on them.
   * Never rejects.
   */
  async stop(): Promise<void> {
    this.#containment.beforeStop(this.#children.map(({ child }) => child.pid));
    for (const end of this.#beforeStop.splice(0)) await end();
    await Promise.all(this.#of('load').map((child) => child.stop('SIGKILL')));
    await Promise.all([...this.#of('target'), ...this.#of('proxy')].map((child) => child.stop()));
    const afterApp = this.#afterApp.splice(0);
    for (const dispose of afterApp.toReversed()) await dispose();
    await Promise.all([...this.#of('service'), ...this.#of('preparation')].map((child) => child.stop()));
    // Kill processes that left their group to outlive us.
    await this.#containment.empty();
    await this.#cpuGroups?.remove();
    // Trials run one at a time, so everything with the mark belongs to this one.
    killMarked(ownMark);
  }

  /** The last lines that the target, the proxy and the services wrote. */
  lastLines(): string[] {
    const roles = ['target', 'proxy', 'service'] as const;
    return roles.flatMap((role) => this.#of(role)).flatMap((child) => child.lastLines());
  }

  /** Services and preparations are outside the app, like its clients, so they share the load's cores. */
  #cpusOf(role: Role): readonly number[] | null {
    return this.#cpus?.[role === 'service' || role === 'preparation' ? 'load' : role] ?? null;
  }

  #of(role: Role): Child[] {
    return this.#children.filter((entry) => entry.role === role).map(({ child }) => child);
  }
}

/**
 * pinned returns the same process, pinned to CPUs with everything it starts. `taskset` replaces itself with the
 * program, so pid, group, IPC channel and output stay the same.
 *
 * @param cpus null for no pinning
 */
export function pinned(options: SpawnOptions, cpus: readonly number[] | null): SpawnOptions {
  if (!cpus) return options;
  const { command, args } = options;
  return { ...options, command: 'taskset', args: ['-c', cpus.join(','), command, ...args] };
}
