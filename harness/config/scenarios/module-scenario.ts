/** Reads the scenario that a module defines, and checks what only a list of ours can tell. */
import { extname } from 'node:path';
import { isDefined, isName } from '../../../scenarios/define-scenario.ts';
import type { DefinedScenario } from '../../../scenarios/definition.ts';
import { windowEvents } from '../../../scenarios/events/index.ts';
import type { Scenario, ScenarioModule } from '../../../scenarios/scenario.ts';
import { isSocket } from '../../../scenarios/socket-user.ts';
import { isFixed } from '../../../scenarios/user.ts';
import { services } from '../../../targets/services/index.ts';
import { errorKinds } from '../../records/run.ts';
import { metricNamed, metricNames } from '../../stats/metrics/index.ts';
import { UsageError } from '../usage-error.ts';
import { oneOf } from '../values.ts';
import { decidingMetric } from './deciding-metric.ts';
import { loadModule } from './load-module.ts';

/**
 * @param given the module as a message names it
 * @throws {UsageError} if it throws, or exports something else than a scenario that can run
 */
export async function moduleScenario(module: ScenarioModule, given: string): Promise<Scenario> {
  const { name, ...defined } = await definedIn(module, given);
  const mode = {
    connections: defined.connections ?? 'kept',
    arrivals: defined.arrivals ?? 'closed',
  } as const;
  const scenario: Scenario = {
    name: name ?? nameOf(module.file, given),
    summary: defined.summary ?? 'a scenario of your own',
    inDefaultPlan: false,
    mode,
    metric: defined.metric ?? decidingMetric(mode, defined.user),
    delay: 'none',
    expectedFailures: defined.expectedFailures,
    services: defined.services ?? [],
    appEnv: defined.appEnv ?? {},
    events: defined.events ?? [],
    ...(isSocket(defined.user) ? { upgrades: true } : {}),
    user: defined.user,
    module,
  };
  refuseUnknown(scenario, given);
  return scenario;
}

async function definedIn(module: ScenarioModule, given: string): Promise<DefinedScenario> {
  const exported = await loadModule(module, given);
  if (isDefined(exported)) return exported;
  throw new UsageError(
    `${given} has no scenario as its default export; write export default defineScenario({ ... })`,
  );
}

function nameOf(file: string, given: string): string {
  const name = file.slice(0, file.length - extname(file).length);
  if (isName(name)) return name;
  throw new UsageError(
    `${given}: "${name}" cannot be a scenario’s name; set another with defineScenario({ name })`,
  );
}

function refuseUnknown({ metric, mode, user, ...scenario }: Scenario, given: string): void {
  for (const failure of scenario.expectedFailures ?? []) {
    if (/^[1-9]\d\d$/.test(failure)) continue;
    oneOf(failure, errorKinds, `${given}: expectedFailures, beside status codes,`);
  }
  for (const name of scenario.services ?? []) known(name, services, `${given}: services`);
  for (const { event } of scenario.events ?? []) known(event, windowEvents, `${given}: events`);
  const { isSought, ofIterations } = metricNamed(oneOf(metric, metricNames(), `${given}: metric`)) ?? {};
  if (isSocket(user) && user.heardBy === 'room' && mode.arrivals === 'closed') {
    throw new UsageError(`${given}: messages that a room hears are sent at a rate: add arrivals: "open"`);
  }
  if (isSocket(user) && mode.connections !== 'kept') {
    throw new UsageError(`${given}: connections takes kept for a socket, which stays open`);
  }
  if (ofIterations && (isFixed(user) || isSocket(user))) {
    throw new UsageError(
      `${given}: the metric ${metric} is for scripts: *user() { ... }; leave it out for a single request`,
    );
  }
  if (isSought && (mode.arrivals !== 'open' || !isFixed(user))) {
    throw new UsageError(`${given}: the metric ${metric} needs a single request, and arrivals: "open"`);
  }
}

function known(name: string, members: readonly { readonly name: string }[], origin: string): void {
  if (members.length === 0) throw new UsageError(`${origin}: this version has none; leave ${name} out`);
  const names = members.map((member) => member.name);
  oneOf(name, names, origin);
}
