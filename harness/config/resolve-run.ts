/** Resolves a RunConfig to a ResolvedRun: every requested cell, and the cells that this host must skip. */
import type { Scenario } from '../../scenarios/index.ts';
import { isFixed } from '../../scenarios/user.ts';
import { type ControlName, misbehavioursOf } from '../../targets/controls.ts';
import { type HostAbilities, memberNamed } from '../../targets/member.ts';
import { services } from '../../targets/services/index.ts';
import { chooseClient } from '../load/clients/index.ts';
import { numbersRequests } from '../load/numbered/numbers-requests.ts';
import { userOf } from '../load/users/load-user.ts';
import { scenarioRef } from '../load/users/user-ref.ts';
import type { Cell } from '../records/run.ts';
import { limitSetting } from './cpu-limits.ts';
import { cellEvents, controlMissing, plannedEvents } from './events.ts';
import type { ResolvedCell, ResolvedRun } from './resolved-run.ts';
import type { AppSource, RunConfig } from './run-config.ts';
import { type FullVariant, isComparedWith, variablesOf, variantsOf } from './variants.ts';

export function resolveRun(config: RunConfig, host: HostAbilities): ResolvedRun {
  const wanted = allCells(config);
  const reasons = wanted.map((cell) => obstacleOf(cell, config, host));
  const cells = wanted.filter((_, index) => reasons[index] === null);
  const skipped = wanted.flatMap(({ id }, index) => {
    const reason = reasons[index] ?? null;
    return reason === null ? [] : [{ cell: id, reason }];
  });
  return Object.freeze({ config, cells, skipped });
}

/** Why a cell cannot run on this host, and what to change; null if it can. */
function obstacleOf(
  { topology, policy, proxy, app, services, events, settings, scenario, cpuLimit }: ResolvedCell,
  { https, services: handedOver }: RunConfig,
  host: HostAbilities,
): string | null {
  const asked = { https, isCommand: app.command !== null, isBuiltIn: app.builtIn };
  const started = services.filter(({ name }) => !handedOver[name]);
  const all = events.map(({ event }) => event);
  if (scenario.behaviour && topology.startsNothing) {
    return 'a server that already runs cannot be told to misbehave; let the harness start it with --app';
  }
  if (scenario.variables && topology.startsNothing) {
    return 'a server that already runs keeps its environment; let the harness start it with --app';
  }
  if (cpuLimit !== null) {
    const reason = host.cpuGroupObstacle?.() ?? null;
    if (reason !== null) return reason;
  }
  for (const member of [proxy, topology, policy, ...started, ...all]) {
    const reason = member?.obstacle?.(host, asked) ?? null;
    if (reason !== null) return reason;
  }
  const target = {
    name: topology.name,
    controls: [...topology.controls, ...misbehavioursOf(topology), ...(proxy.controls ?? [])],
    obstacle: (control: ControlName) => topology.controlObstacle?.(control, settings) ?? null,
  };
  return all.map((event) => controlMissing(event, target)).find((reason) => reason !== null) ?? null;
}

/** All cells, in the order of the report. */
function allCells(config: RunConfig): ResolvedCell[] {
  const { scenarios, apps } = config;
  const isNamed = scenarios.length > 1 || apps.length > 1;
  return scenarios.flatMap((scenario) => {
    const all = variantsOf(config, scenario);
    return apps.flatMap((app) =>
      all.map((variant) => resolvedCell(variant, { scenario, app, isNamed, all }, config)),
    );
  });
}

interface Around {
  readonly scenario: Scenario;
  readonly app: AppSource;
  /** Whether ids include scenario and app. */
  readonly isNamed: boolean;
  readonly all: readonly FullVariant[];
}

function resolvedCell(variant: FullVariant, around: Around, config: RunConfig): ResolvedCell {
  const { scenario, app, isNamed, all } = around;
  const { label, workers, topology, policy, proxy, settings, changed, env, cpuLimit } = variant;
  const id = isNamed ? `${scenario.name}/${app.name}/${label}` : label;
  const user = userOf(scenario, config);
  const events = cellEvents(plannedEvents(scenario, config));
  const variables = variablesOf(config, scenario);
  const waitedMs = simulatedDelayMs(scenario, config);
  const means = scenario.configure?.(settings, workers) ?? null;
  const facts: Cell = {
    id,
    scenario: scenario.name,
    app: app.name,
    variant: label,
    topology: topology.name,
    workers,
    policy: policy?.name ?? null,
    proxy: proxy.start === null ? null : proxy.name,
    hasProxyThreads: proxy.hasThreads === true,
    settings: { ...changed, ...limitSetting(cpuLimit), ...env },
    hasPrimary: topology.hasPrimary,
    isReference: topology.isReference,
    skew: policy ? { ...policy.skew } : null,
    against: all
      .filter((other) => isComparedWith(variant, other, { env: variables, cpuLimits: config.cpuLimits }))
      .map((other) => other.label),
    colour: topology.colour ?? policy?.colour ?? DEFAULT_COLOUR,
  };
  return Object.freeze({
    id,
    facts,
    app,
    topology,
    policy,
    proxy,
    settings,
    env,
    cpuLimit,
    appEnv: { ...scenario.appEnv, ...means?.appEnv },
    scenario,
    services: (scenario.services ?? []).map((name) => memberNamed(services, name)),
    events,
    client: chooseClient({
      ...config,
      https: needsTls(config),
      mode: scenario.mode,
      user,
      isNumbered: numbersRequests(user, events),
    }).client,
    https: config.https || proxy.terminatesTls === true,
    insecure: config.insecure || proxy.terminatesTls === true,
    userRef: {
      scenario: scenarioRef(scenario),
      changes: config.changes,
      requests: config.requests,
      rows: config.rows,
    },
    user,
    simulatedDelayMs: waitedMs,
    // The delay of a user's own app, or of a built-in one on another route, is unknown.
    delayMs:
      app.builtIn && isFixed(user) && user.request.path === ownPath(scenario) && (means?.waits ?? true)
        ? waitedMs
        : null,
    // The user's own app may have other pools, or none.
    pool: app.builtIn ? (means?.pool ?? null) : null,
  });
}

/**
 * needsTls says whether some cell is loaded over TLS. Then the client of every cell must be able to: with another
 * client for each proxy, the clients would be compared too.
 */
export function needsTls({ https, proxies }: Pick<RunConfig, 'https' | 'proxies'>): boolean {
  return https || proxies.some(({ terminatesTls }) => terminatesTls);
}

/** The path that a scenario requests unless the user sets one; null if a script decides. */
export function ownPath({ user }: Scenario): string | null {
  return isFixed(user) ? user.request.path : null;
}

/** Milliseconds of simulated delay in a built-in app. */
export function simulatedDelayMs({ delay }: Scenario, { delayMs }: RunConfig): number {
  return delay === 'simulated' ? delayMs : 0;
}

const DEFAULT_COLOUR = '#4d4d4d';
