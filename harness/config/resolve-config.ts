/** Resolves a UserConfig to a RunConfig, in which nothing is optional. */
import { resolve } from 'node:path';
import type { Scenario } from '../../scenarios/index.ts';
import type { Member } from '../../targets/member.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { CpuHost } from '../host/cpu-topology.ts';
import type { LoadMode } from '../records/run.ts';
import { isAtSetRate } from '../stats/set-rate.ts';
import { highestLevel, lengthOfStages } from '../stats/stages.ts';
import { type BuiltInApp, resolveApps } from './apps.ts';
import { type AttachHost, attachedApp, attachHere, withoutStarting } from './attach.ts';
import { refuseContradictions } from './contradictions.ts';
import { refuseMoreThanCores } from './cpu-limits.ts';
import { pinning } from './cpus.ts';
import { defaultFolder } from './folder.ts';
import { askedHosts } from './load-hosts.ts';
import { onReach } from './on-reach.ts';
import { namesOf, readValues } from './options/option.ts';
import { usualConnections } from './options/ranges.ts';
import { runOptions } from './options/run.ts';
import { resolveProxies } from './proxies.ts';
import { resolveRequests } from './requests/resolve-requests.ts';
import type { RunConfig } from './run-config.ts';
import { decidingMetric } from './scenarios/deciding-metric.ts';
import { resolveScenarios } from './scenarios/resolve-scenarios.ts';
import { userServices } from './services.ts';
import { settable } from './settable.ts';
import { refuseInvalidSettings } from './settings.ts';
import { hasStagedConnections } from './stages.ts';
import { originOf, type UserConfig } from './user-values.ts';
import { oneText } from './values.ts';
import { mergeVariables } from './variables.ts';
import { settableBeside } from './variants.ts';

/** Facts about host and process that a configuration depends on; passed in, so that tests can replace them. */
export interface ConfigContext {
  readonly cwd: string;
  readonly cores: number;
  readonly now: Date;
  /** For example `20.19.0`. */
  readonly nodeVersion: string;
  /** NODE_OPTIONS, which the app inherits; empty if not set. */
  readonly nodeOptions?: string;
  /** Environment variables that options may refer to. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether to skip the check that scripts exist: see `ab`. */
  readonly scriptsElsewhere?: boolean;
  /** The default comes first. */
  readonly builtInApps: readonly BuiltInApp[];
  /** The default comes first. */
  readonly scenarios: readonly Scenario[];
  /** Called only if something is to be pinned. */
  readonly cpuHost: () => CpuHost;
  /** A random whole number below 2^32. */
  readonly randomSeed: () => number;
  /** Network and processes for `--attach`; this host's if omitted. */
  readonly attachHost?: AttachHost;
}

/** @throws {UsageError} at the first value that is invalid, alone or in combination */
export async function resolveConfig(given: UserConfig, context: ConfigContext): Promise<RunConfig> {
  const { cwd } = context;
  const user = withoutStarting(given);
  const apps = user.attach
    ? [await attachedApp(user.attach, user, context.attachHost ?? attachHere)]
    : await resolveApps(user, context);
  const attached = apps[0]?.attached ?? null;
  const { cpus, notice } = user.cpus ? pinning(user.cpus, context.cpuHost()) : { cpus: null, notice: null };
  // An app that counts its cores sees only those it is pinned to.
  const cores = cpus?.target.length ?? context.cores;
  const values = readValues(runOptions, user, 'run', {
    cores,
    loadCores: cpus?.load.length ?? null,
    names: await namesOf(runOptions),
  });
  const asked = {
    texts: values.scenario,
    origin: originOf(user, 'scenario'),
    folder: user.scenario?.folder ?? cwd,
  };
  const named = await resolveScenarios(asked, context.scenarios);
  const scenarios = withAxes(attached ? named.map(withOwnServices) : named, {
    connections: values['connections-mode'],
    // A file may hold it for other commands.
    hasRate: (user.rate?.origin.startsWith('--') ?? false) || (values.stages?.areRates ?? false),
  });
  const stages = values.stages?.stages ?? [];
  const isStaged = hasStagedConnections({ stages, scenarios });
  const connectionsAuto = values.connections === 'auto' && !isStaged;
  const usual = values.connections === 'auto' ? Number(usualConnections) : values.connections;
  const connections = isStaged ? highestLevel(stages) : usual;
  const chosenTopologies = attached
    ? topologies.filter(({ startsNothing }) => startsNothing)
    : chosen(values.topology, topologies);
  // A load process without a connection would be idle.
  const loadProcesses = user['load-processes']
    ? values['load-processes']
    : Math.min(connections, values['load-processes']);
  const requestPath = values.path ?? attached?.path ?? null;
  const hosts = askedHosts({ ...values, connections }, user, context.env ?? {});
  const { notices: onRequests, ...sent } = await resolveRequests({ ...values, path: requestPath }, user, {
    scenarios,
    env: context.env ?? {},
    loadProcesses: hosts === null ? loadProcesses : hosts.agents * (hosts.processes ?? 1),
  });
  const config = {
    hosts,
    workers: attached ? [attached.workers] : [...new Set(values.workers)].sort((a, b) => a - b),
    topologies: chosenTopologies.map(({ name }) => ({
      name,
      isNamed: user.topology !== undefined,
    })),
    policies: chosen(values.policy, policies).map(({ name }) => name),
    proxies: attached
      ? proxies.filter(({ start }) => start === null)
      : await resolveProxies(values.proxy, {
          folder: user.proxy?.folder ?? cwd,
          origin: originOf(user, 'proxy'),
        }),
    settings: values.set,
    env: mergeVariables(values.env ?? []),
    cpuLimits: values['cpu-limit'],
    services: userServices(values.service, scenarios, {
      env: context.env ?? {},
      origin: originOf(user, 'service'),
    }),
    events: values.event,
    apps,
    scenarios,
    ...sent,
    readyPath: values['ready-path'],
    maxErrors: values['max-errors'],
    gates: values.gate ?? [],
    connections,
    connectionsAuto,
    client: values.client,
    https: attached?.isHttps ?? values.https,
    insecure: values.insecure,
    rate: values.rate,
    stages,
    arrivals: values.arrivals,
    objective: values.slo,
    precision: values.precision,
    maxTrials: values['max-trials'],
    delayMs: attached ? 0 : values.delay,
    durationSeconds: stages.length > 0 ? lengthOfStages(stages) : values.duration,
    warmupSeconds: values.warmup,
    trials: values.trials,
    isProfiled: values.profile,
    beforeTrial: values['before-trial'],
    afterStart: values['after-start'],
    listen: values.listen,
    loadProcesses,
    clientAddresses: values['client-addresses'],
    cpus,
    startTimeoutSeconds: values['start-timeout'],
    requestTimeoutSeconds: values['request-timeout'],
    seed: values.seed ?? context.randomSeed(),
    out: user.out
      ? resolve(user.out.folder, oneText(user.out))
      : resolve(cwd, await defaultFolder(cwd, context.now)),
    outputs: values.output ?? [],
  };
  refuseContradictions(config, user);
  refuseMoreThanCores(config.cpuLimits, config.workers, cores, originOf(user, 'cpu-limit'));
  const beside = scenarios.flatMap((scenario) => settableBeside(scenario, config.services));
  refuseInvalidSettings(values.set, [...new Set([...chosenTopologies, ...beside])], {
    origin: originOf(user, 'set'),
    all: settable(),
  });
  return {
    ...config,
    asked: { user, cwd, prefix: [] },
    notices: [
      ...(notice === null ? [] : [notice]),
      ...onRequests,
      ...onReach(config),
      ...oneAddress([...chosen(values.policy, policies), ...config.proxies], config.clientAddresses),
    ],
  };
}

/** A load from one address does not show what a member does that picks a process by address. */
function oneAddress(members: readonly Member[], addresses: number | null): string[] {
  const names = members.filter(({ picksByAddress }) => picksByAddress).map(({ name }) => name);
  return names.length === 0 || addresses !== null
    ? []
    : [
        `${names.join(' and ')}: the load comes from one address, and one process gets it all; for many clients add --client-addresses 64`,
      ];
}

/** A running server has its own services. */
function withOwnServices(scenario: Scenario): Scenario {
  return { ...scenario, services: [] };
}

/** The members with these names, in the order of their list. */
function chosen<One extends Member>(names: readonly string[], all: readonly One[]): One[] {
  return all.filter(({ name }) => names.includes(name));
}

export interface AskedAxes {
  /** null: each scenario's own. */
  readonly connections: LoadMode['connections'] | null;
  /** Whether the user set a rate. */
  readonly hasRate: boolean;
}

/**
 * Applies the options about connections and rate. A rate applies to the scenarios of an open loop. If there are
 * none, it turns closed loops into open ones; these are judged by latency, as their rate is fixed.
 */
export function withAxes(scenarios: readonly Scenario[], { connections, hasRate }: AskedAxes): Scenario[] {
  const isTaken = scenarios.some(isAtSetRate);
  return scenarios.map((scenario) => {
    const mode = { ...scenario.mode, connections: connections ?? scenario.mode.connections };
    if (hasRate && scenario.rate) return { ...scenario, mode, rate: null };
    if (!hasRate || isTaken || mode.arrivals === 'open') return { ...scenario, mode };
    const open = { ...mode, arrivals: 'open' } as const;
    return { ...scenario, mode: open, metric: decidingMetric(open, scenario.user) };
  });
}
