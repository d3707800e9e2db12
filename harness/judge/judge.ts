/** Turns the observations of a trial's window into the record's figures, limits, model and warnings. */
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
import { costsOfTrial, type RequestCosts, reportingWorkers } from './costs.ts';
import { warningsOf } from './diagnostics/index.ts';
import { credibleCapacity, type LimitInputs, limitsOf } from './limits.ts';
import { modelOf } from './model.ts';

export type Judged = Pick<
  OkTrial,
  | 'load'
  | 'loadHosts'
  | 'cpu'
  | 'processes'
  | 'memory'
  | 'sockets'
  | 'cpuLimits'
  | 'limits'
  | 'pools'
  | 'model'
  | 'search'
  | 'events'
  | 'accounts'
  | 'phases'
  | 'warnings'
>;

/** JudgedBy is what judging needs to know of the plan and the host. */
export interface JudgedBy {
  /** Delay of the app's database; null for a user's app, where it is unknown. */
  readonly delayMs: number | null;
  readonly cpus: PinnedCpus | null;
  /** Whether the app already ran, so that it has no agents. */
  readonly isAttached: boolean;
  /** Cores that each role may use; a control group may leave a fraction of one. */
  readonly cores: LimitInputs['cores'];
  /** Processes of the proxy; null without one. */
  readonly proxyProcesses: number | null;
  /** Mode of the planned load. An app that closes its connections is loaded in another mode. */
  readonly mode: LoadMode;
  /** Requests per second that the client reaches in that mode; null if not measured. */
  readonly clientCapacity: number | null;
  /** Connections of the app's workers to its services; null if unknown. */
  readonly pools: OkTrial['pools'];
  /** Classes of failures and status codes that are figures of the scenario. */
  readonly expectedFailures: readonly string[];
}

/** WindowObserved is what was seen of a window. */
interface WindowObserved extends Pick<OkTrial, 'events' | 'accounts' | 'phases' | 'cpuLimits'> {
  readonly load: LoadFigures;
  readonly loadHosts: OkTrial['loadHosts'];
  readonly observations: Observations;
  readonly search: Search | null;
}

export function judge(cell: Cell, asked: JudgedBy, observed: WindowObserved): Judged {
  const { load, loadHosts, observations, cpuLimits, search, events, accounts, phases } = observed;
  const by = { ...asked, cores: underLimits(asked.cores, cpuLimits) };
  const { cores, interruptCores, processes, memory, sockets } = observations;
  const { cpus, isAttached, expectedFailures } = by;
  const cpu = {
    ...observations.cpu,
    coresByRole: coresByRole(cores, observations.cpu, loadCores(load, loadHosts), interruptCores),
  };
  const seen = { load, cpu, processes, memory, sockets, cpuLimits };
  const costs = costsOfTrial(cell, seen);
  const figures = { ...seen, limits: limitsOfCell(seen, by, costs) };
  return {
    ...figures,
    pools: by.pools,
    model: modelOfCell(seen, by, { costs, loadProcesses: loadHosts.length > 0 ? 0 : load.processes }),
    loadHosts,
    search,
    events,
    accounts,
    phases,
    warnings: warningsOf({
      ...{ ...cell, ...figures, loadHosts, search, events, accounts },
      ...{ cpus, isAttached, expectedFailures },
    }),
  };
}

/** underLimits are the cores that each role may use, if the target's control groups allow it fewer. */
function underLimits(cores: JudgedBy['cores'], cpuLimits: OkTrial['cpuLimits']): JudgedBy['cores'] {
  if (cpuLimits.length === 0) return cores;
  const limited = sum(cpuLimits.map((group) => group.cores));
  return { ...cores, target: Math.min(cores.target, limited), limited };
}

type SeenFigures = Pick<OkTrial, 'load' | 'cpu' | 'processes'>;

function limitsOfCell(
  { load, processes }: SeenFigures,
  by: JudgedBy,
  costs: RequestCosts | null,
): OkTrial['limits'] {
  const hasStages = load.phases.length > 0;
  const limits = limitsOf({
    ...by,
    // The capacity was measured for the planned client in the planned mode, not for a replacement.
    clientCapacity:
      isSameMode(load.mode, by.mode) && load.clientReason === null
        ? credibleCapacity(by.clientCapacity, load.throughput)
        : null,
    connections: load.mode.arrivals === 'open' || hasStages ? null : load.connections,
    // The rate of a script is one of iterations, which is no limit of its requests.
    offeredRate: load.iterations === null ? load.offeredRate : null,
    costs,
    workers: reportingWorkers({ processes }).length,
  });
  // The mean rate of several stages limits nothing.
  return limits.filter(({ setBy }) => setBy !== 'rate' || !hasStages);
}

/**
 * modelOfCell applies the model, which needs a constant closed loop over kept connections, and a known delay for
 * which no request waits in a queue.
 */
function modelOfCell(
  { load, cpu, processes }: SeenFigures,
  { delayMs, pools, proxyProcesses, cores }: JudgedBy,
  { costs, loadProcesses }: { readonly costs: RequestCosts | null; readonly loadProcesses: number },
): OkTrial['model'] {
  const each = reportingWorkers({ processes }).map(({ connections }) => connections);
  const connectionsEach = each.filter((connections) => connections !== null);
  const isKnown = connectionsEach.length === each.length;
  if (
    load.mode.arrivals === 'open' ||
    load.mode.connections !== 'kept' ||
    load.phases.length > 0 ||
    delayMs === null ||
    pools !== null ||
    costs === null ||
    !isKnown
  )
    return null;
  const { other, harness } = cpu.coresByRole;
  return modelOf({
    connections: load.connections,
    delayMs,
    costs,
    connectionsEach,
    proxyProcesses: proxyProcesses ?? 0,
    loadProcesses,
    cores: { ...cores, host: cores.host - other - harness },
  });
}

/** loadCores are those of this host: a load from others takes none. */
function loadCores(
  { clientCpuSeconds, windowSeconds }: LoadFigures,
  loadHosts: OkTrial['loadHosts'],
): number {
  return loadHosts.length > 0 ? 0 : clientCpuSeconds / windowSeconds;
}

/**
 * coresByRole counts busy cores of unknown processes as `other`. Interrupts are left out of it: they are mostly our
 * own traffic's, and the kernel may charge them to no process.
 */
function coresByRole(
  known: Observations['cores'],
  cpu: Observations['cpu'],
  load: number,
  interruptCores: number,
): CoresByRole {
  const roles = { ...known, load };
  const busyCores = (cpu.busy / 100) * cpu.cores.length;
  const accounted = sum(Object.values(roles).map((each) => each ?? 0)) + interruptCores;
  return { ...roles, other: Math.max(0, busyCores - accounted) };
}
