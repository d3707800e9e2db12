/** RunConfig -> Plan: the cells, those that this host must skip, and the order of the trials. */

import type { RunConfig } from '../config/run-config.ts';
import { type Capabilities, obstacle } from '../host/capabilities.ts';
import type { Cell, Policy, ProxyName, Skipped, Topology } from '../records/run.ts';
import { shuffled } from '../stats/random.ts';
import type { PlannedTrial } from '../trial/planned-trial.ts';

export interface Plan {
  readonly cells: readonly Cell[];
  readonly skipped: readonly Skipped[];
  readonly trials: readonly PlannedTrial[];
}

type PlanConfig = Pick<
  RunConfig,
  'workers' | 'policies' | 'proxies' | 'apps' | 'scenarios' | 'trials' | 'seed' | 'https'
>;

export function makePlan(config: PlanConfig, host: Capabilities): Plan {
  const wanted = allCells(config);
  const obstacles = wanted.map((cell) => ({
    cell: cell.id,
    reason: httpsObstacle(cell, config) ?? commandObstacle(cell, config) ?? obstacle(cell, host),
  }));
  const cells = wanted.filter((_, index) => obstacles[index]?.reason === null);
  const skipped = obstacles.flatMap(({ cell, reason }) => (reason === null ? [] : [{ cell, reason }]));
  return { cells, skipped, trials: orderTrials(cells, config.trials, config.seed) };
}

function httpsObstacle({ proxy }: Cell, { https }: PlanConfig): string | null {
  return https && proxy === 'nginx'
    ? 'nginx is measured in front of plain HTTP alone, not with --https'
    : null;
}

/** The workers of a cluster are forked from a script. */
function commandObstacle({ topology, app }: Cell, { apps }: PlanConfig): string | null {
  const isCommand = apps.some(({ name, command }) => name === app && command !== null);
  return isCommand && topology === 'cluster'
    ? 'a command cannot be forked as the worker of a cluster; name the script that it starts with --app'
    : null;
}

/** Every cell that the configuration asks for, in the order in which a report lists them. */
function allCells({ workers, policies, proxies, apps, scenarios }: PlanConfig): Cell[] {
  const named = scenarios.length > 1 || apps.length > 1;
  return scenarios.flatMap((scenario) =>
    apps.flatMap((app) =>
      proxies.flatMap((proxy) =>
        arrangements(workers, policies, proxy).map((arrangement) => {
          const setup = setupId(arrangement, proxy);
          return {
            id: named ? `${scenario.name}/${app.name}/${setup}` : setup,
            scenario: scenario.name,
            app: app.name,
            proxy,
            ...arrangement,
          };
        }),
      ),
    ),
  );
}

interface Arrangement {
  readonly topology: Topology;
  readonly workers: number;
  readonly policy: Policy | null;
}

/** `processes` have a port each, so that only a proxy can stand before them. */
function arrangements(
  workers: readonly number[],
  policies: readonly Policy[],
  proxy: ProxyName,
): Arrangement[] {
  const many = workers.filter((count) => count > 1);
  return [
    ...(workers.includes(1) ? [{ topology: 'single', workers: 1, policy: null } as const] : []),
    ...many.flatMap((count) =>
      policies.map((policy) => ({ topology: 'cluster', workers: count, policy }) as const),
    ),
    ...(proxy === 'none'
      ? []
      : many.map((count) => ({ topology: 'processes', workers: count, policy: null }) as const)),
  ];
}

function setupId({ topology, workers, policy }: Arrangement, proxy: ProxyName): string {
  const parts = [topology, ...(topology === 'single' ? [] : [workers]), ...(policy ? [policy] : [])];
  return `${proxy === 'none' ? '' : `${proxy}+`}${parts.join('-')}`;
}

/** Blocks of one trial a cell, each shuffled anew: a drift of the machine meets every cell alike. */
function orderTrials(cells: readonly Cell[], trials: number, seed: number): PlannedTrial[] {
  return Array.from({ length: trials }, (_, block) =>
    shuffled(cells, seed + block).map((cell) => ({ cell, trial: block + 1 })),
  )
    .flat()
    .map((trial, index) => ({ ...trial, order: index + 1 }));
}
