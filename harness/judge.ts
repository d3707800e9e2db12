/** What was seen of a trial's window -> the figures of the record, their bounds and what is wrong with them. */
import type { Observations } from './observe/instruments.ts';
import type { Bound, Cell, CoresByRole, LoadFigures, OkTrial, Search, Warning } from './record.ts';
import { connectionsBound } from './stats/bounds.ts';
import { sum } from './stats/summary.ts';

export type Judged = Pick<
  OkTrial,
  'load' | 'cpu' | 'processes' | 'sockets' | 'bounds' | 'expected' | 'search' | 'warnings'
>;

/** From this share of a bound on, the bound decides the throughput and not the target. */
const BINDING_SHARE = 0.9;
/** From this event-loop utilization on, a load process may hold the target back. */
const BUSY_CLIENT = 0.9;
/** In a closed loop every connection has a request under way, but for the client's own time between two. */
const LITTLES_LAW_TOLERANCE = 0.01;
/** Errors below this share of the requests do not move the figures. */
const ERROR_SHARE = 0.001;

export function judge(
  cell: Cell,
  { delayMs }: { readonly delayMs: number | null },
  load: LoadFigures,
  { cpu, cores, interruptCores, processes, sockets }: Observations,
  search: Search | null,
): Judged {
  const limit = delayMs === null ? null : connectionsBound(load.connections, delayMs);
  const bounds: Bound[] = limit === null ? [] : [{ limit, setBy: 'connections' }];
  const answering = processes.filter(({ role }) => role === 'worker').length;
  return {
    load,
    cpu: { ...cpu, coresByRole: coresByRole(cores, cpu, load, interruptCores) },
    processes,
    sockets,
    bounds,
    expected: null,
    search,
    warnings: [
      ...connectionsBind(load, limit),
      ...busyClient(load),
      ...brokenLittlesLaw(load),
      ...manyErrors(load),
      ...timeoutsLeftOut(load),
      ...silentAgents(cell, answering),
      ...moreWorkers(cell, answering),
    ],
  };
}

/**
 * Whatever is busy on the host and belongs to nobody we know is `other`; but for interrupts, which are mostly our
 * own traffic's: where the kernel charges them to no process they would pass for a stranger's work.
 */
function coresByRole(
  known: Observations['cores'],
  cpu: Observations['cpu'],
  load: LoadFigures,
  interruptCores: number,
): CoresByRole {
  const roles = { ...known, load: load.clientCpuSeconds / load.windowSeconds };
  const busyCores = (cpu.busy / 100) * cpu.cores.length;
  const accounted = sum(Object.values(roles)) + interruptCores;
  return { ...roles, other: Math.max(0, busyCores - accounted) };
}

function connectionsBind({ throughput, connections }: LoadFigures, limit: number | null): Warning[] {
  if (limit === null || throughput < BINDING_SHARE * limit) return [];
  const text = 'the connections, not the target, set the throughput';
  return [{ code: 'connections-bind', text, numbers: { throughput, limit, connections } }];
}

function busyClient({ clientUtilization, processes }: LoadFigures): Warning[] {
  if (clientUtilization < BUSY_CLIENT) return [];
  const text = 'a load process was busy throughout and may have held the target back (--load-processes)';
  return [{ code: 'load-client-saturated', text, numbers: { clientUtilization, processes } }];
}

/** Little's law: a connection without a request under way, or with two, means that some are missing from the figures. */
function brokenLittlesLaw({ meanUnderWay, connections }: LoadFigures): Warning[] {
  const ratio = meanUnderWay / connections;
  if (Math.abs(ratio - 1) <= LITTLES_LAW_TOLERANCE) return [];
  const text = 'not every connection had one request under way: the load was not what it was meant to be';
  return [{ code: 'littles-law', text, numbers: { ratio, meanUnderWay, connections } }];
}

function manyErrors({ errors, completed }: LoadFigures): Warning[] {
  const failed = sum(Object.values(errors));
  const share = failed / (failed + completed);
  if (share <= ERROR_SHARE) return [];
  return [{ code: 'errors', text: 'requests failed', numbers: { failed, share } }];
}

function timeoutsLeftOut({ errors: { timeout } }: LoadFigures): Warning[] {
  if (timeout === 0) return [];
  const text = 'requests that timed out are absent from the percentiles';
  return [{ code: 'timeouts-left-out', text, numbers: { timeout } }];
}

function silentAgents({ workers }: Cell, answering: number): Warning[] {
  if (answering >= workers) return [];
  const text = 'not every worker reported its figures';
  return [{ code: 'agent-silent', text, numbers: { workers, answering } }];
}

function moreWorkers({ workers }: Cell, answering: number): Warning[] {
  if (answering <= workers) return [];
  const text = 'the app runs more processes than the setup gave it workers';
  return [{ code: 'more-workers', text, numbers: { workers, answering } }];
}
