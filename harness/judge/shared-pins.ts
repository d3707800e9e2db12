/** Roles that were pinned to cores which they share: together they can do no more than these cores can. */
import type { PinnedCpus } from '../records/run.ts';
import { sum } from '../stats/summary.ts';
import type { RequestCosts } from './costs.ts';

type PinnedRole = keyof PinnedCpus;

export interface SharedPins {
  readonly roles: readonly PinnedRole[];
  /** That any of them may use. */
  readonly cores: number;
}

const SETS: readonly (readonly PinnedRole[])[] = [
  ['target', 'proxy'],
  ['target', 'load'],
  ['proxy', 'load'],
  ['target', 'proxy', 'load'],
];

/** Each set of roles in which everyone shares a core with another. */
export function sharedPins(cpus: PinnedCpus): SharedPins[] {
  const meet = (one: PinnedRole, other: PinnedRole) => cpus[one].some((cpu) => cpus[other].includes(cpu));
  return SETS.filter((roles) =>
    roles.every((one) => roles.some((other) => other !== one && meet(one, other))),
  ).map((roles) => ({ roles, cores: new Set(roles.flatMap((role) => cpus[role])).size }));
}

/** CPU of these roles together, milliseconds a request. */
export function costOf(roles: SharedPins['roles'], { targetMs, proxyMs, loadMs }: RequestCosts): number {
  const each = { target: targetMs, proxy: proxyMs, load: loadMs };
  return sum(roles.map((role) => each[role]));
}
