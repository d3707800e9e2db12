/** What differs between two sides beside the change that is judged: named, so that a reader can weigh it. */

import { UsageError } from '../config/usage-error.ts';
import type { Difference } from '../records/comparison.ts';
import type { HostFacts, RunRecord } from '../records/run.ts';
import type { JoinedCell, NamedRun, Side } from './sides.ts';

interface Fact {
  readonly what: Difference['what'];
  readonly name: string;
  readonly tell: (record: RunRecord) => string;
}

const known = (value: string | number | boolean | null) => (value === null ? 'unknown' : String(value));
const none = (value: string | number | null) => (value === null ? 'none' : String(value));
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * What tells one host from another. Not the name of the host, which a container gets anew every night; nor its kernel
 * or governor, which change on the same hardware and are named all the same.
 */
const hardware: readonly { readonly name: string; readonly tell: (host: HostFacts) => string }[] = [
  { name: 'CPU model', tell: ({ cpuModel }) => cpuModel },
  { name: 'architecture', tell: ({ arch }) => arch },
  { name: 'cores', tell: ({ cores }) => String(cores) },
  { name: 'CPU limit', tell: ({ cgroupCpuLimit }) => none(cgroupCpuLimit) },
  { name: 'virtualization', tell: ({ virtualization }) => none(virtualization) },
];

const settings: readonly Fact[] = [
  ...hardware.map(({ name, tell }) => ({ what: 'host' as const, name, tell: of(tell) })),
  { what: 'host', name: 'memory', tell: ({ host }) => gigabytes(host.memoryBytes) },
  { what: 'host', name: 'host name', tell: ({ host }) => host.hostname },
  { what: 'host', name: 'operating system', tell: ({ host }) => host.os },
  { what: 'host', name: 'kernel', tell: ({ host }) => host.kernel },
  { what: 'host', name: 'governor', tell: ({ host }) => known(host.governor) },
  { what: 'host', name: 'SMT', tell: ({ host }) => known(host.smt) },
  { what: 'node', name: 'Node', tell: ({ node }) => node.version },
  { what: 'node', name: 'NODE_OPTIONS', tell: ({ environment }) => environment.nodeOptions || 'none' },
  { what: 'node', name: 'NODE_ENV', tell: ({ environment }) => none(environment.nodeEnv) },
  { what: 'tool', name: 'cluster-bench', tell: ({ tool }) => tool.version },
];

/** What the sides' cells stand behind: its programs' versions and workers matter to no other cell. */
function proxyFacts(cells: readonly JoinedCell[]): Fact[] {
  const names = [...new Set(cells.flatMap(({ cell }) => cell.proxy ?? []))];
  const versions = names.map(
    (name): Fact => ({
      what: 'host',
      name,
      tell: ({ host }) => known(host.programs[name] ?? null),
    }),
  );
  const workers: Fact = {
    what: 'scenario',
    name: 'proxy worker processes',
    tell: ({ plan }) => known(plan.proxyWorkerProcesses),
  };
  return names.length === 0 ? [] : [...versions, workers];
}

function of(tell: (host: HostFacts) => string) {
  return ({ host }: RunRecord) => tell(host);
}

/** @param cells that both sides have @param isPaired whose scripts lie in folders of their own, for that */
export function differencesOf(
  base: Side,
  head: Side,
  cells: readonly JoinedCell[],
  isPaired: boolean,
): Difference[] {
  const apps = [...new Set(cells.map(({ cell }) => cell.app))];
  const facts = [
    // Of pairs a Node that differs is the change itself.
    ...settings.filter(({ name }) => !isPaired || name !== 'Node'),
    ...proxyFacts(cells),
    ...apps.flatMap((name) => appFacts(name, apps.length > 1, isPaired)),
  ];
  return [
    ...facts.flatMap(({ what, name, tell }) => {
      const [here, there] = [base, head].map(({ runs }) => valuesOf(runs, tell)) as [string[], string[]];
      if (here.join('\n') === there.join('\n')) return [];
      return [{ what, name, base: told(here), head: told(there) }];
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
    tell: (record) => find(record)?.source ?? 'unknown',
  };
  const args: Fact = {
    what: 'app',
    name: `arguments${of}`,
    tell: (record) => find(record)?.args.join(' ') || 'none',
  };
  const nodeArgs: Fact = {
    what: 'app',
    name: `arguments of Node${of}`,
    tell: (record) => find(record)?.nodeArgs.join(' ') || 'none',
  };
  return isPaired ? [args, nodeArgs] : [source, args, nodeArgs];
}

/** Of a rate that is a share of a measured maximum each run has its own. */
function offeredRate({ id, base, head }: JoinedCell): Difference[] {
  const [here, there] = [base, head].map((runs) => {
    const rates = runs.flatMap(({ ok }) => ok.flatMap(({ load }) => load.offeredRate ?? []));
    return rates.length === 0 ? null : rates.reduce((total, rate) => total + rate, 0) / rates.length;
  }) as [number | null, number | null];
  const [scenario] = base.concat(head);
  const isSearched = scenario?.ok.some(({ search }) => search !== null) ?? false;
  if (isSearched || here === null || there === null || Math.abs(there / here - 1) < 0.01) return [];
  const text = (rate: number) => `${Math.round(rate)} req/s`;
  return [{ what: 'scenario', name: `offered rate of ${id}`, base: text(here), head: text(there) }];
}

/** Each once, in order. */
function valuesOf(runs: readonly NamedRun[], tell: (record: RunRecord) => string): string[] {
  return [...new Set(runs.map(({ record }) => tell(record)))].sort();
}

/** `a, b, c and 4 more`. */
function told(values: readonly string[]): string {
  const rest = values.length - 3;
  return rest > 1 ? `${values.slice(0, 3).join(', ')} and ${rest} more` : values.join(', ');
}

/** More than what a kernel reserves, or a container is told. */
const MEMORY_TOLERANCE = 0.05;

/**
 * Whether runs come from more than one host.
 *
 * @throws {UsageError} where they do and nobody said that they may, naming what tells the hosts apart
 */
export function areAcrossHosts(base: Side, head: Side, allowed: boolean): boolean {
  const [first, ...others] = [...base.runs, ...head.runs];
  for (const other of others) {
    const apart = first && hostsApart(first.record.host, other.record.host);
    if (!apart) continue;
    if (allowed) return true;
    throw new UsageError(
      `${first.path} and ${other.path} come from different hosts: ${apart}; --across-hosts compares them all the same`,
    );
  }
  return false;
}

/** What tells two hosts apart, in words; null where nothing does. */
export function hostsApart(one: HostFacts, two: HostFacts): string | null {
  const found = hardware.find(({ tell }) => tell(one) !== tell(two));
  if (found) return `${found.name} ${found.tell(one)} and ${found.tell(two)}`;
  const memory = Math.abs(one.memoryBytes - two.memoryBytes);
  if (memory <= MEMORY_TOLERANCE * Math.max(one.memoryBytes, two.memoryBytes)) return null;
  return `memory ${gigabytes(one.memoryBytes)} and ${gigabytes(two.memoryBytes)}`;
}
