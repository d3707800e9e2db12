/**
 * The control groups of a target with a CPU limit: one for each of its servers, or one for all of its processes, as a
 * container would be.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type SpawnOptions, TargetError } from '../../targets/topology.ts';
import { type CpuCounters, type CpuParent, countersOf, cpuParents, makeLimited } from './cpu-controller.ts';
import { emptyControlGroup } from './empty-group.ts';
import { guardControlGroup, releaseControlGroup } from './guard-client.ts';

export interface CpuShares {
  /** Cores of each worker or server. */
  readonly cores: number;
  readonly workers: number;
}

export interface CpuGroupState extends CpuCounters {
  readonly cores: number;
  /** Processes in the group now. */
  readonly processes: number;
}

interface MadeGroup {
  readonly folder: string;
  readonly cores: number;
}

/** The shell enters the group and becomes the program, so that pid, group, IPC channel and output stay the same. */
const ENTER = 'echo $$ > "$0" && exec "$@"';

const FIX =
  'run it as root on Linux, or in a group of your own: systemd-run --user --scope -p Delegate=yes cluster-bench …';

/** Undefined until it was tried. */
let parent: CpuParent | null | undefined;
let failure = '';

/** cpuGroupObstacle returns why this host lets us make no group with a CPU limit, with the fix; null if it does. */
export function cpuGroupObstacle(): string | null {
  parent ??= cpuParents().find(isUsable) ?? null;
  return parent === null
    ? `no control group with a CPU limit can be made here${failure === '' ? '' : ` (${failure})`}: ${FIX}`
    : null;
}

export class CpuGroups {
  readonly #shares: CpuShares;
  /** By instance; null for the group of all processes. */
  readonly #groups = new Map<number | null, MadeGroup>();

  constructor(shares: CpuShares) {
    this.#shares = shares;
  }

  /**
   * inGroup returns the same process in its group, with everything it starts. A server that replaces another one
   * enters the group of its predecessor.
   *
   * @throws {TargetError} if the host does not let us make the group
   */
  inGroup(options: SpawnOptions): SpawnOptions {
    const { command, args, instance = null } = options;
    const group = this.#groups.get(instance) ?? this.#make(instance);
    const procs = join(group.folder, 'cgroup.procs');
    return { ...options, command: '/bin/sh', args: ['-c', ENTER, procs, command, ...args] };
  }

  /** The groups by instance, as they are now. */
  read(): CpuGroupState[] {
    return [...this.#groups]
      .toSorted(([one], [other]) => (one ?? 0) - (other ?? 0))
      .map(([, { folder, cores }]) => ({
        cores,
        processes: readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).length,
        ...countersOf(readFileSync(join(folder, 'cpu.stat'), 'utf8')),
      }));
  }

  /** Kills everything in the groups and removes them. The guard handles what would not end. Never rejects. */
  async remove(): Promise<void> {
    const folders = [...this.#groups.values()].map(({ folder }) => folder);
    this.#groups.clear();
    await Promise.all(
      folders.map(async (folder) => {
        if (await emptyControlGroup(folder)) releaseControlGroup(folder);
      }),
    );
  }

  #make(instance: number | null): MadeGroup {
    const obstacle = cpuGroupObstacle();
    if (obstacle !== null || !parent) throw new TargetError({ reason: obstacle ?? FIX, lastLines: [] });
    const { cores: each, workers } = this.#shares;
    const cores = instance === null ? workers * each : each;
    const name = newName();
    // The guard knows the group before it exists.
    guardControlGroup(join(parent.folder, name));
    const group = { folder: makeLimited(parent, name, cores), cores };
    this.#groups.set(instance, group);
    return group;
  }
}

/** Whether a group can be made there, limited, and entered by a process. */
function isUsable(candidate: CpuParent): boolean {
  const name = newName();
  const folder = join(candidate.folder, name);
  guardControlGroup(folder);
  try {
    makeLimited(candidate, name, 0.5);
    execFileSync('/bin/sh', ['-c', ENTER, join(folder, 'cgroup.procs'), 'true'], { stdio: 'pipe' });
    return true;
  } catch (error) {
    failure = (error as Error).message.split('\n').filter(Boolean).at(-1) ?? '';
    return false;
  } finally {
    if (existsSync(folder)) rmdirSync(folder);
    releaseControlGroup(folder);
  }
}

function newName(): string {
  return `cluster-bench-${process.pid}-${randomBytes(4).toString('hex')}`;
}
