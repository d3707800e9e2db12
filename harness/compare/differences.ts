/** Differences between two sides apart from the change that is judged: listed, so that readers can weigh them. */

import type { Difference } from '../records/comparison.ts';
import type { HostFacts, LoadFigures, RunRecord } from '../records/run.ts';
import { usualMetric } from '../stats/metrics/index.ts';
import { iterations } from '../stats/metrics/iterations.ts';
import type { JoinedCell, NamedRun, Side } from './sides.ts';

interface Fact {
  readonly what: Difference['what'];
  readonly name: string;
  readonly read: (record: RunRecord) => string;
}

const known = (value: string | number | boolean | null) => (value === null ? 'unknown' : String(value));
const none = (value: string | number | null) => (value === null ? 'none' : String(value));
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * Properties that identify a host. The host name is not one of them, as a container gets a new one every night; nor
 * are kernel and governor, which change on the same hardware. These are listed as differences.
 */
const hardware: readonly { readonly name: string; readonly read: (host: HostFacts) => string }[] = [
  { name: 'CPU model', read: ({ cpuModel }) => cpuModel },
  { name: 'architecture', read: ({ arch }) => arch },
  { name: 'cores', read: ({ cores }) => String(cores) },
  { name: 'CPU limit', read: ({ cgroupCpuLimit }) => none(cgroupCpuLimit) },
  { name: 'virtualization', read: ({ virtualization }) => none(virtualization) },
];

const settings: readonly Fact[] = [
  ...hardware.map(({ name, read }) => ({ what: 'host' as const, name, read: of(read) })),
  { what: 'host', name: 'memory', read: ({ host }) => gigabytes(host.memoryBytes) },
  { what: 'host', name: 'host name', read: ({ host }) => host.hostname },
  { what: 'host', name: 'operating system', read: ({ host }) => host.os },
  { what: 'host', name: 'kernel', read: ({ host }) => host.kernel },
  { what: 'host', name: 'governor', read: ({ host }) => known(host.governor) },
  { what: 'host', name: 'SMT', read: ({ host }) => known(host.smt) },
  { what: 'node', name: 'Node', read: ({ node }) => node.version },
  { what: 'node', name: 'NODE_OPTIONS', read: ({ environment }) => environment.nodeOptions || 'none' },
  { what: 'node', name: 'NODE_ENV', read: ({ environment }) => none(environment.nodeEnv) },
  { what: 'scenario', name: 'command before each trial', read: ({ plan }) => none(plan.beforeTrial) },
  { what: 'scenario', name: 'command after each start', read: ({ plan }) => none(plan.afterStart) },
  { what: 'tool', name: 'cluster-bench', read: ({ tool }) => tool.version },
];

/** Facts about the proxies of these cells: versions and worker processes do not matter to other cells. */
function proxyFacts(cells: readonly JoinedCell[]): Fact[] {
  const names = [...new Set(cells.flatMap(({ cell }) => cell.proxy ?? []))];
  const proxyOf = ({ plan }: RunRecord, name: string) => plan.proxies.find((proxy) => proxy.name === name);
  const versions = names.flatMap((name): Fact[] => [
    { what: 'host', name, read: (record) => known(proxyOf(record, name)?.version ?? null) },
    {
      what: 'scenario',
      name: `configuration of ${name}`,
      read: (record) => proxyOf(record, name)?.configuration?.sha256.slice(0, 12) ?? 'by cluster-bench',
    },
  ]);
  const workers: Fact = {
    what: 'scenario',
    name: 'proxy worker processes',
    read: ({ plan }) => known(plan.proxyWorkerProcesses),
  };
  return names.length === 0 ? [] : [...versions, workers];
}

function of(read: (host: HostFacts) => string) {
  return ({ host }: RunRecord) => read(host);
}

/**
 * @param cells that both sides have
 * @param isPaired whether trials ran in pairs, with the scripts of each side in its own folder
 */
export function differencesOf(
  base: Side,
  head: Side,
  cells: readonly JoinedCell[],
  isPaired: boolean,
): Difference[] {
  const apps = [...new Set(cells.map(({ cell }) => cell.app))];
  const facts = [
    // With pairs, a different Node is the change under test.
    ...settings.filter(({ name }) => !isPaired || name !== 'Node'),
    ...proxyFacts(cells),
    ...apps.flatMap((name) => appFacts(name, apps.length > 1, isPaired)),
  ];
  return [
    ...facts.flatMap(({ what, name, read }) => {
      const [here, there] = [base, head].map(({ runs }) => valuesOf(runs, read)) as [string[], string[]];
      if (here.join('\n') === there.join('\n')) return [];
      return [{ what, name, base: abbreviated(here), head: abbreviated(there) }];
    }),
    ...cells.flatMap(offeredRate),
  ];
}

function appFacts(app: string, isOneOfMany: boolean, isPaired: boolean): Fact[] {
  const of = isOneOfMany ? ` of ${app}` : '';
  const find = ({ plan }: RunRecord) => plan.apps.find(({ name }) => name === app);
  const source: Fact = {
    what: 'app',
    name: `script${of}`,
    read: (record) => find(record)?.source ?? 'unknown',
  };
  const args: Fact = {
    what: 'app',
    name: `arguments${of}`,
    read: (record) => find(record)?.args.join(' ') || 'none',
  };
  const nodeArgs: Fact = {
    what: 'app',
    name: `arguments of Node${of}`,
    read: (record) => find(record)?.nodeArgs.join(' ') || 'none',
  };
  return isPaired ? [args, nodeArgs] : [source, args, nodeArgs];
}

/** Differences in the offered rate: with a share of the measured maximum, each run has its own. */
function offeredRate({ id, base, head }: JoinedCell): Difference[] {
  const [here, there] = [base, head].map((runs) => {
    const rates = loadsOf(runs).flatMap((load) => load.offeredRate ?? []);
    return rates.length === 0 ? null : rates.reduce((total, rate) => total + rate, 0) / rates.length;
  }) as [number | null, number | null];
  const [scenario] = base.concat(head);
  const isSearched = scenario?.ok.some(({ search }) => search !== null) ?? false;
  if (isSearched || here === null || there === null || Math.abs(there / here - 1) < 0.01) return [];
  const isScripted = loadsOf(base.concat(head)).some((load) => load.iterations !== null);
  const { shortUnit } = isScripted ? iterations : usualMetric;
  const text = (rate: number) => `${Math.round(rate)} ${shortUnit}`;
  return [{ what: 'scenario', name: `offered rate of ${id}`, base: text(here), head: text(there) }];
}

function loadsOf(runs: JoinedCell['base']): LoadFigures[] {
  return runs.flatMap(({ ok }) => ok.map(({ load }) => load));
}

/** Values without duplicates, in order. */
function valuesOf(runs: readonly NamedRun[], read: (record: RunRecord) => string): string[] {
  return [...new Set(runs.map(({ record }) => read(record)))].sort();
}

/** `a, b, c and 4 more`. */
function abbreviated(values: readonly string[]): string {
  const rest = values.length - 3;
  return rest > 1 ? `${values.slice(0, 3).join(', ')} and ${rest} more` : values.join(', ');
}

/** Tolerance for the memory of the same host: kernels reserve some, and containers report less. */
const MEMORY_TOLERANCE = 0.05;

/** otherHosts describes the first two runs that come from different hosts; null if all come from one. */
export function otherHosts(base: Side, head: Side): string | null {
  const [first, ...others] = [...base.runs, ...head.runs];
  for (const other of others) {
    const apart = first && hostsApart(first.record.host, other.record.host);
    if (apart) return `${first.path} and ${other.path} come from different hosts: ${apart}`;
  }
  return null;
}

/** The differences that make two hosts different ones, in words; null for the same host. */
export function hostsApart(one: HostFacts, two: HostFacts): string | null {
  const found = hardware
    .filter(({ read }) => read(one) !== read(two))
    .map(({ name, read }) => `${name} ${read(one)} and ${read(two)}`);
  const memory = Math.abs(one.memoryBytes - two.memoryBytes);
  if (memory > MEMORY_TOLERANCE * Math.max(one.memoryBytes, two.memoryBytes)) {
    found.push(`memory ${gigabytes(one.memoryBytes)} and ${gigabytes(two.memoryBytes)}`);
  }
  return found.length === 0 ? null : found.join(', ');
}
