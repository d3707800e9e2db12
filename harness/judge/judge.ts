/** What was seen of a trial's window -> the figures of the record, their bounds, what was to be expected, what is wrong. */
import type { Observations } from '../observe/instruments.ts';
import type {
  Cell,
  CoresByRole,
  LoadFigures,
  LoadMode,
  OkTrial,
  PinnedCpus,
  Search,
} from '../records/run.ts';
import { isSameMode } from '../stats/load-mode.ts';
import { sum } from '../stats/summary.ts';
import { boundsOf, type Limits, unlessPassed } from './bounds.ts';
import { answeringWorkers, costsOfTrial, type RequestCosts } from './costs.ts';
import { warningsOf } from './diagnostics/index.ts';
import { expectedOf } from './expected.ts';

export type Judged = Pick<
  OkTrial,
  'load' | 'cpu' | 'processes' | 'sockets' | 'bounds' | 'expected' | 'search' | 'warnings'
>;

/** Of the plan and the host, what a trial's figures are judged by. */
export interface JudgedBy {
  /** Null where the app is the user's, who alone knows. */
  readonly delayMs: number | null;
  readonly cpus: PinnedCpus | null;
  /** That each may use; a control group may leave a fraction of one. */
  readonly cores: Limits['cores'];
  /** Null without a proxy. */
  readonly proxyProcesses: number | null;
  /** Of the load that was planned: an app that closes its connections is loaded in another. */
  readonly mode: LoadMode;
  /** Of the client in that mode, requests per second; null where it was not measured. */
  readonly clientCapacity: number | null;
}

/** What was seen of a window. */
interface Seen {
  readonly load: LoadFigures;
  readonly observations: Observations;
  readonly search: Search | null;
}

export function judge(cell: Cell, by: JudgedBy, { load, observations, search }: Seen): Judged {
  const { cores, interruptCores, processes, sockets } = observations;
  const cpu = {
    ...observations.cpu,
    coresByRole: coresByRole(cores, observations.cpu, load, interruptCores),
  };
  const seen = { load, cpu, processes, sockets };
  const costs = costsOfTrial(cell, seen);
  const figures = { ...seen, bounds: boundsOfCell(seen, by, costs) };
  return {
    ...figures,
    expected: expectedOfCell(seen, by, costs),
    search,
    warnings: warningsOf({ ...cell, ...figures, search, cpus: by.cpus }),
  };
}

type SeenFigures = Pick<OkTrial, 'load' | 'cpu' | 'processes'>;

function boundsOfCell(
  { load, processes }: SeenFigures,
  by: JudgedBy,
  costs: RequestCosts | null,
): OkTrial['bounds'] {
  const connections = load.mode.arrivals === 'open' ? null : load.connections;
  return boundsOf({
    ...by,
    // Of the planned client in the planned mode: of one that took its place nothing was measured.
    clientCapacity:
      isSameMode(load.mode, by.mode) && load.driverReason === null
        ? unlessPassed(by.clientCapacity, load.throughput)
        : null,
    connections,
    offeredRate: load.offeredRate,
    costs,
    workers: answeringWorkers({ processes }).length,
  });
}

/** The model is one of a closed loop over kept connections, with a delay that is known. */
function expectedOfCell(
  { load, cpu, processes }: SeenFigures,
  { delayMs, proxyProcesses, cores }: JudgedBy,
  costs: RequestCosts | null,
): OkTrial['expected'] {
  const each = answeringWorkers({ processes }).map(({ connections }) => connections);
  const connectionsEach = each.filter((connections) => connections !== null);
  const isKnown = connectionsEach.length === each.length;
  if (
    load.mode.arrivals === 'open' ||
    load.mode.connections === 'per-request' ||
    delayMs === null ||
    costs === null ||
    !isKnown
  )
    return null;
  const { other, harness } = cpu.coresByRole;
  return expectedOf({
    connections: load.connections,
    delayMs,
    costs,
    connectionsEach,
    proxyProcesses: proxyProcesses ?? 0,
    loadProcesses: load.processes,
    cores: { ...cores, host: cores.host - other - harness },
  });
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
