/** The header of a run: what is known before its first trial. */
import type { Scenario } from '../../scenarios/index.ts';
import { inheritedEnvironment } from '../../targets/run-environment.ts';
import { commandOf } from '../config/command.ts';
import { cellEvents, expectedFailures, plannedEvents } from '../config/events.ts';
import { needsTls, simulatedDelayMs } from '../config/resolve-run.ts';
import type { RunConfig } from '../config/run-config.ts';
import { scenarioTitle } from '../config/scenarios/scenario-title.ts';
import { packageVersion } from '../host/package-version.ts';
import { chooseClient } from '../load/clients/index.ts';
import { numbersRequests } from '../load/numbered/numbers-requests.ts';
import { describeSent } from '../load/users/describe-sent.ts';
import { userOf } from '../load/users/load-user.ts';
import { RUN_SCHEMA, type RunHeader, type ScenarioFacts } from '../records/run.ts';
import { isAtSetRate, isSearch } from '../stats/set-rate.ts';
import { proxyWorkerProcesses } from './parts-of-trial.ts';
import { precisionOf } from './plan.ts';
import { proxyFacts } from './proxy-facts.ts';
import type { RunTools } from './tools.ts';

/** The parts of a run that its header is made from. */
export type Described = Pick<
  RunTools,
  'run' | 'host' | 'runtime' | 'clientCapacity' | 'capabilities' | 'sources'
>;

/** @param purpose the pair of a run whose trials alternate with those of another; whether it is that of a night */
export function describeRun(
  { run, host, runtime, clientCapacity, sources, capabilities: { programs } }: Described,
  { pairing = null, isNight = false }: Partial<Pick<RunHeader, 'pairing' | 'isNight'>> = {},
): RunHeader {
  const { config, cells, skipped } = run;
  return {
    schema: RUN_SCHEMA,
    startedAt: new Date().toISOString(),
    command: commandOf(config),
    cwd: config.asked.cwd,
    seed: config.seed,
    ...processFacts(),
    git: runtime.git,
    node: runtime.node,
    sources,
    host,
    plan: {
      scenarios: config.scenarios.map((scenario) => scenarioFacts(scenario, config)),
      apps: config.apps.map(({ name, script, command, args, nodeArgs, builtIn, attached }) => ({
        name,
        source: builtIn ? 'built-in' : (attached?.url ?? command?.join(' ') ?? script),
        args: [...args],
        nodeArgs: [...nodeArgs],
        attached: attached && (attached.isLocal ? 'here' : 'elsewhere'),
      })),
      trialsPerCell: config.trials,
      precision: precisionOf(config),
      warmupSeconds: config.warmupSeconds,
      durationSeconds: config.durationSeconds,
      maxErrors: config.maxErrors,
      gates: pairing === null ? [...config.gates] : [],
      connections: config.connections,
      stages: [...config.stages],
      listen: config.apps.some(({ attached }) => attached) ? null : config.listen,
      agents: config.hosts?.agents ?? null,
      loadProcesses: config.hosts === null ? config.loadProcesses : config.hosts.processes,
      clientAddresses: config.clientAddresses,
      beforeTrial: config.beforeTrial,
      afterStart: config.afterStart,
      requestTimeoutSeconds: config.requestTimeoutSeconds,
      ...openLoopFacts(config),
      proxies: proxyFacts(cells, programs),
      proxyWorkerProcesses: cells.some(({ facts }) => facts.proxy !== null)
        ? proxyWorkerProcesses(config)
        : null,
      cpus: config.cpus,
    },
    cells: cells.map(({ facts }) => facts),
    skipped: [...skipped],
    clientCapacity: [...clientCapacity],
    pairing,
    isNight,
  };
}

/** processFacts are the version of this program, and the environment that it passes on. */
export function processFacts(): Pick<RunHeader, 'tool' | 'environment'> {
  return {
    tool: { name: 'cluster-bench', version: packageVersion() },
    environment: appEnvironmentFacts(inheritedEnvironment()),
  };
}

/** appEnvironmentFacts are the inherited variables that change the app's behavior. */
function appEnvironmentFacts({ NODE_ENV, NODE_OPTIONS }: NodeJS.ProcessEnv): RunHeader['environment'] {
  return { nodeEnv: NODE_ENV ?? null, nodeOptions: NODE_OPTIONS ?? '' };
}

/** openLoopFacts are the rate and the objective; null if no scenario has one. */
function openLoopFacts({
  scenarios,
  rate,
  arrivals,
  objective,
  stages,
}: RunConfig): Pick<RunHeader['plan'], 'rate' | 'arrivals' | 'objective'> {
  return {
    rate: stages.length === 0 && scenarios.some(isAtSetRate) ? rate : null,
    arrivals: scenarios.some(({ mode }) => mode.arrivals === 'open') ? arrivals : null,
    objective: scenarios.some(isSearch) ? objective : null,
  };
}

/** scenarioFacts describe a scenario as the run uses it. Apps of the user's own have no simulated delay. */
function scenarioFacts(scenario: Scenario, config: RunConfig): ScenarioFacts {
  const { name, mode, metric } = scenario;
  const events = plannedEvents(scenario, config);
  const user = userOf(scenario, config);
  const { client, reason } = chooseClient({
    ...config,
    https: needsTls(config),
    mode,
    user,
    isNumbered: numbersRequests(user, events),
  });
  return {
    name,
    title: scenarioTitle(scenario, config),
    client: client.name,
    clientReason: reason,
    mode,
    metric,
    ...describeSent(scenario, config),
    delayMs: config.apps.some(({ builtIn }) => builtIn) ? simulatedDelayMs(scenario, config) : 0,
    rate: scenario.rate ?? null,
    appEnv: { ...scenario.appEnv },
    expectedFailures: expectedFailures(scenario, cellEvents(events)),
    services: [...(scenario.services ?? [])],
    events,
  };
}
