/** Differences between the beginning of a run and today that make its trials incomparable. */
import { isDeepStrictEqual } from 'node:util';
import type { RunHeader } from '../../records/run.ts';

/** The part of a header that does not depend on the plan. */
export type Surroundings = Pick<RunHeader, 'tool' | 'node' | 'environment' | 'host'>;

/** A fact in words. */
type Fact = readonly [name: string, read: (of: Surroundings) => string];

/** MemTotal of the same host changes a little from boot to boot. */
const MEMORY_TOLERANCE = 0.02;

const facts: readonly Fact[] = [
  ['cluster-bench', ({ tool }) => tool.version],
  ['Node', ({ node }) => `${node.version} (V8 ${node.v8})`],
  ['the Node flags of cluster-bench', ({ node }) => node.execArgv.join(' ') || 'none'],
  ['NODE_ENV', ({ environment }) => environment.nodeEnv ?? 'not set'],
  ['NODE_OPTIONS', ({ environment }) => environment.nodeOptions || 'not set'],
  ['the host', ({ host }) => host.hostname],
  ['the operating system', ({ host }) => `${host.os} (${host.arch})`],
  ['the kernel', ({ host }) => host.kernel],
  ['the CPU', ({ host }) => host.cpuModel],
  ['the number of cores', ({ host }) => coresText(host)],
  ['the CPU limit', ({ host }) => host.cgroupCpuLimit?.toFixed(2) ?? 'none'],
  ['SMT', ({ host }) => (host.smt === null ? 'unknown' : host.smt ? 'on' : 'off')],
  ['the frequency governor', ({ host }) => host.governor ?? 'unknown'],
  ['virtualization', ({ host }) => host.virtualization ?? 'none'],
];

function coresText({ cores, hostCores, coreThreads }: RunHeader['host']): string {
  const which = coreThreads ? ` (${coreThreads.flat().join(', ')})` : '';
  return hostCores === null || cores === hostCores ? String(cores) : `${cores} of ${hostCores}${which}`;
}

/**
 * differences names everything that must be the same and is not. What may differ: the time, the load, free memory,
 * ports, pids, and the directory in which the command is typed.
 *
 * @param before the header of the run
 * @param now what its header would be today
 * @param programs names of the programs that the run uses
 * @returns clauses such as `Node is v22.1.0 and was v20.20.2`; empty if nothing differs
 */
export function differences(before: RunHeader, now: RunHeader, programs: readonly string[]): string[] {
  const versions = programs.map((name): Fact => [name, ({ host }) => host.programs[name] ?? 'not installed']);
  return [...surroundingDifferences(before, now, versions), ...ofApps(before, now), ...ofPlan(before, now)];
}

/** surroundingDifferences are those of host, versions and environment. */
export function surroundingDifferences(
  before: Surroundings,
  now: Surroundings,
  more: readonly Fact[] = [],
): string[] {
  const named = [...facts, ...more].flatMap(([name, read]) => {
    const [was, is] = [read(before), read(now)];
    return was === is ? [] : [`${name} is ${is} and was ${was}`];
  });
  return [...named, ...memory(before, now)];
}

function memory(before: Surroundings, now: Surroundings): string[] {
  const [was, is] = [before.host.memoryBytes, now.host.memoryBytes];
  const shown = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  return Math.abs(is - was) <= MEMORY_TOLERANCE * was
    ? []
    : [`the memory is ${shown(is)} and was ${shown(was)}`];
}

/** Commit and changes matter to apps of the user's own; those of a server that already runs are unknown. */
function ofApps(before: RunHeader, now: RunHeader): string[] {
  const isOwn = before.plan.apps.some(({ source, attached }) => source !== 'built-in' && attached === null);
  if (!isOwn) return [];
  const commit = ({ git }: RunHeader) => git?.commit.slice(0, 7) ?? 'unknown';
  const [was, is] = [commit(before), commit(now)];
  const names = Object.keys({ ...before.sources.scripts, ...now.sources.scripts });
  return [
    ...(was === is ? [] : [`the commit is ${is} and was ${was}`]),
    ...changes(before.sources.changes, now.sources.changes),
    ...names
      .filter((name) => before.sources.scripts[name] !== now.sources.scripts[name])
      .map((name) => `the script of ${name} has changed`),
  ];
}

function changes(was: string | null, is: string | null): string[] {
  if (was === is) return [];
  if (was === null) return ['the checkout has uncommitted changes and had none'];
  return [`the uncommitted changes are ${is === null ? 'gone' : 'others'}`];
}

/** The plan follows from the recorded command, and from what the host and the files that it names are today. */
function ofPlan(before: RunHeader, now: RunHeader): string[] {
  const { scenarios, proxies, ...others } = before.plan;
  const keys = Object.keys(others) as (keyof typeof others)[];
  const changed = keys.filter((key) => !isDeepStrictEqual(plain(others[key]), plain(now.plan[key])));
  return [
    ...variants(before, now),
    ...scenarios.flatMap((was) => {
      const is = now.plan.scenarios.find(({ name }) => name === was.name);
      if (!is) return [`the scenario ${was.name} is gone`];
      if (is.sends !== was.sends || is.sendsHash !== was.sendsHash)
        return [`the requests or the code of ${was.name} have changed`];
      return isDeepStrictEqual(plain(is), plain(was)) ? [] : [`the scenario ${was.name} has changed`];
    }),
    ...proxies.flatMap(({ name, configuration }) => {
      const is = now.plan.proxies.find((one) => one.name === name);
      return !is || is.configuration?.sha256 === configuration?.sha256
        ? []
        : [`the configuration of ${name} has changed`];
    }),
    ...(changed.length === 0 ? [] : [`the plan differs in ${changed.join(', ')}`]),
  ];
}

function variants(before: RunHeader, now: RunHeader): string[] {
  const ids = (header: RunHeader) => header.cells.map(({ id }) => id);
  const [was, is] = [ids(before), ids(now)];
  const gone = was.filter((id) => !is.includes(id));
  const added = is.filter((id) => !was.includes(id));
  const reasonOf = (id: string) => now.skipped.find(({ cell }) => cell === id)?.reason;
  if (gone.length === 0 && added.length === 0) {
    return isDeepStrictEqual(plain(before.cells), plain(now.cells)) ? [] : ['the variants are not the same'];
  }
  return [
    ...gone.map((id) => {
      const reason = reasonOf(id);
      return `${id} cannot run any more${reason === undefined ? '' : ` (${reason})`}`;
    }),
    ...(added.length === 0 ? [] : [`the plan now has ${added.join(', ')} too`]),
  ];
}

/** plain is the value as a file holds it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
