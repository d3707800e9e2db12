/** `--cpus`: the cores that each role is pinned to; `auto` divides them between the roles. */
import { sharedThreads } from '../host/checks/hardware.ts';
import { type Cores, type CpuHost, formatCpuList } from '../host/cpu-topology.ts';
import type { PinnedCpus } from '../records/run.ts';
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';
import { type Given, oneText } from './values.ts';

type PinnedRole = keyof PinnedCpus;
type Asked = Partial<Record<PinnedRole, readonly number[]>>;

const ROLES: readonly PinnedRole[] = ['target', 'proxy', 'load'];
const FORM = 'auto, or the cores of each role (target=0-5,load=6-7)';

/** @throws {UsageError} unless it is `auto`, or a list per role of CPUs that this process may use */
export function pinning(given: Given, { platform, taskset, cores }: CpuHost): Pinning {
  const { origin } = given;
  if (platform === 'darwin') {
    throw new UsageError(`${origin}: macOS cannot pin processes to cores; leave it out`);
  }
  if (!taskset) {
    throw new UsageError(`${origin} needs taskset from the package util-linux (apt-get install util-linux)`);
  }
  if (!cores) throw new UsageError(`${origin}: this host does not report its cores; leave it out`);
  const text = oneText(given).trim();
  if (text.toLowerCase() === 'auto') return autoCpus(cores);
  const cpus = complete(parse(text, cores.flat(), origin), origin);
  return { cpus, notice: sharedThreads(cores, cpus)?.text ?? null };
}

/** A pinning in the format of the flag: `target=0-5,load=6-7`. */
export function cpusText(cpus: PinnedCpus): string {
  return ROLES.map((role) => `${role}=${formatCpuList(cpus[role])}`).join(',');
}

/** Commas separate both the roles and the ranges of a role: a piece without `=` belongs to the role before it. */
function parse(text: string, allowed: readonly number[], origin: string): Asked {
  const asked: Partial<Record<PinnedRole, number[]>> = {};
  let role: PinnedRole | undefined;
  for (const piece of text.split(',').map((item) => item.trim())) {
    const [, name, rest] = /^([^=]*)=(.*)$/.exec(piece) ?? [];
    if (name !== undefined) {
      role = roleNamed(name.trim(), origin);
      if (asked[role]) throw new UsageError(`${origin} names ${role} twice`);
    }
    if (!role) throw new UsageError(`${origin} takes ${FORM}, not "${text}"${didYouMean(text, ['auto'])}`);
    asked[role] = [...(asked[role] ?? []), ...cpusOf(rest ?? piece, role, allowed, origin)];
  }
  return asked;
}

function roleNamed(name: string, origin: string): PinnedRole {
  const role = ROLES.find((known) => known === name.toLowerCase());
  if (role) return role;
  throw new UsageError(
    `${origin} takes the roles ${ROLES.join(', ')}, not "${name}"${didYouMean(name, ROLES)}`,
  );
}

/** Parses one CPU or one range. */
function cpusOf(piece: string, role: PinnedRole, allowed: readonly number[], origin: string): number[] {
  if (piece.trim() === '') throw new UsageError(`${origin} has an empty item in the list of ${role}`);
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(piece.trim()) ?? [];
  if (from === undefined) {
    throw new UsageError(
      `${origin} takes numbers and ranges of cores such as 0-5,7 for ${role}, not "${piece}"`,
    );
  }
  const [first, last] = [Number(from), Number(to)];
  if (first > last) {
    throw new UsageError(`${origin}: the range ${piece} of ${role} is reversed; write ${last}-${first}`);
  }
  const missing = [first, last].find((cpu) => !allowed.includes(cpu));
  if (missing !== undefined) {
    throw new UsageError(
      `${origin}: ${role} names core ${missing}, but the usable cores are ${formatCpuList(allowed)}`,
    );
  }
  return allowed.filter((cpu) => cpu >= first && cpu <= last);
}

/**
 * Fills in the proxy: it is part of what is measured, and shares the target's cores unless it was given its own.
 */
function complete({ target, proxy, load }: Asked, origin: string): PinnedCpus {
  if (!target || !load) {
    const absent = target ? 'load' : 'target';
    throw new UsageError(
      `${origin} must pin both target and load, and ${absent} is missing (target=0-5,load=6-7)`,
    );
  }
  return { target: inOrder(target), proxy: inOrder(proxy ?? target), load: inOrder(load) };
}

function inOrder(cpus: readonly number[]): number[] {
  return [...new Set(cpus)].sort((a, b) => a - b);
}

export interface Pinning {
  /** null: nothing is pinned. */
  readonly cpus: PinnedCpus | null;
  /** A notice for the user. */
  readonly notice: string | null;
}

/** The number of cores from which the proxy gets its own; on fewer it would take too many from the target. */
const CORES_FOR_OWN_PROXY = 8;

/**
 * Divides the cores. The load gets the last quarter, at least one. From 8 cores on the proxy gets an eighth before
 * them, so that the target has the same cores with and without a proxy. The target gets the rest. Cores are not
 * split between roles, as the two threads of a core slow each other down.
 */
export function autoCpus(cores: Cores): Pinning {
  if (cores.length < 2) {
    const notice = '--cpus auto does not pin anything here: target and load must share the only core';
    return { cpus: null, notice };
  }
  const forLoad = Math.max(1, Math.floor(cores.length / 4));
  const forProxy = cores.length >= CORES_FOR_OWN_PROXY ? Math.floor(cores.length / 8) : 0;
  const forTarget = cores.length - forLoad - forProxy;
  const target = cpus(cores.slice(0, forTarget));
  const proxy = forProxy > 0 ? cpus(cores.slice(forTarget, forTarget + forProxy)) : [...target];
  return { cpus: { target, proxy, load: cpus(cores.slice(-forLoad)) }, notice: null };
}

function cpus(cores: Cores): number[] {
  return cores.flat().sort((a, b) => a - b);
}
