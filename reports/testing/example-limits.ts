/** Limits of an example's cell: CPU per request, cores, connections. */
import type { Cell, Limit, ScenarioFacts } from '../../harness/records/run.ts';

export interface Setting {
  readonly cell: Cell;
  readonly scenario: ScenarioFacts;
  readonly connections: number;
  /** Requests per second of an open loop. */
  readonly offeredRate: number;
  readonly cores: number;
}

/** CPU time of the client per request. */
export function loadSeconds(mode: ScenarioFacts['mode']): number {
  return mode.connections === 'per-request' ? 25e-6 : 10e-6;
}

/** CPU seconds of one request, by who spends them; to open a connection for each costs everybody more. */
export function cpuSeconds({ cell, scenario }: Pick<Setting, 'cell' | 'scenario'>) {
  const opens = scenario.mode.connections === 'per-request';
  return {
    app: opens ? 140e-6 : 85e-6,
    primary: cell.policy === 'rr' ? (opens ? 70e-6 : 2e-6) : 0,
    proxy: cell.proxy === null ? 0 : 28e-6,
    load: loadSeconds(scenario.mode),
  };
}

/** The lowest first. */
export function limitsOf(setting: Setting, offeredRate: number | null): Limit[] {
  const { cell, connections, cores, scenario } = setting;
  const { app, primary, proxy, load } = cpuSeconds(setting);
  const limits: Limit[] = [
    { setBy: 'cpu', limit: Math.min(cell.workers, cores) / app },
    { setBy: 'client', limit: 1 / load },
    ...(proxy > 0 ? [{ setBy: 'proxy' as const, limit: 1 / proxy }] : []),
    // A client that spins uses cores that requests do not cost, so that of an open loop the host's say nothing.
    ...(offeredRate === null
      ? [
          { setBy: 'host' as const, limit: cores / (app + primary + proxy + load) },
          {
            setBy: 'connections' as const,
            limit: (connections * 1000) / (scenario.delayMs + app * 1000),
          },
        ]
      : [{ setBy: 'rate' as const, limit: offeredRate }]),
  ];
  return limits.toSorted((a, b) => a.limit - b.limit);
}

/** Requests per second that the cell answers at most: near several limits less than any of them. */
export function saturation(setting: Setting): number {
  const { primary } = cpuSeconds(setting);
  const limits = limitsOf(setting, null).map(({ limit }) => limit);
  const all = primary > 0 ? [...limits, 1 / primary] : limits;
  return 0.98 * all.reduce((sum, limit) => sum + limit ** -12, 0) ** (-1 / 12);
}
