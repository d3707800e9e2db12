/** Resolves a UserConfig to a RunConfig, in which nothing is optional. */
import { resolve } from 'node:path';
import type { Scenario } from '../../scenarios/index.ts';
import { NO_CHANGES } from '../../scenarios/request-changes.ts';
import type { Member } from '../../targets/member.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { CpuHost } from '../host/cpu-topology.ts';
import type { LoadMode } from '../records/run.ts';
import { p99 } from '../stats/metrics/p99.ts';
import { isAtSetRate } from '../stats/set-rate.ts';
import { highestLevel, lengthOfStages } from '../stats/stages.ts';
import { type BuiltInApp, resolveApps } from './apps.ts';
import { refuseContradictions } from './contradictions.ts';
import { pinning } from './cpus.ts';
import { defaultFolder } from './folder.ts';
import { namesOf, readValues } from './options/option.ts';
import { usualConnections } from './options/ranges.ts';
import { runOptions } from './options/run.ts';
import type { RunConfig } from './run-config.ts';
import { userServices } from './services.ts';
import { refuseInvalidSettings } from './settings.ts';
import { hasStagedConnections } from './stages.ts';
import { originOf, type UserConfig } from './user-values.ts';
import { oneText } from './values.ts';

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
  readonly cpuHost: () => Promise<CpuHost>;
  /** A random whole number below 2^32. */
  readonly randomSeed: () => number;
}

/** @throws {UsageError} at the first value that is invalid, alone or in combination */
export async function resolveConfig(user: UserConfig, context: ConfigContext): Promise<RunConfig> {
  const { cwd } = context;
  const { cpus, notice } = user.cpus
    ? pinning(user.cpus, await context.cpuHost())
    : { cpus: null, notice: null };
  // An app that counts its cores sees only those it is pinned to.
  const cores = cpus?.target.length ?? context.cores;
  const values = readValues(runOptions, user, 'run', {
    cores,
    loadCores: cpus?.load.length ?? null,
    names: await namesOf(runOptions),
  });
  const scenarios = withAxes(chosen(values.scenario, context.scenarios), {
    connections: values['connections-mode'],
    // A file may hold it for other commands.
    hasRate: (user.rate?.origin.startsWith('--') ?? false) || (values.stages?.areRates ?? false),
  });
  const stages = values.stages?.stages ?? [];
  const isStaged = hasStagedConnections({ stages, scenarios });
  const connectionsAuto = values.connections === 'auto' && !isStaged;
  const usual = values.connections === 'auto' ? Number(usualConnections) : values.connections;
  const connections = isStaged ? highestLevel(stages) : usual;
  const config = {
    workers: [...new Set(values.workers)].sort((a, b) => a - b),
    topologies: chosen(values.topology, topologies).map(({ name }) => ({
      name,
      isNamed: user.topology !== undefined,
    })),
    policies: chosen(values.policy, policies).map(({ name }) => name),
    proxies: chosen(values.proxy, proxies).map(({ name }) => name),
    settings: values.set,
    services: userServices(values.service, scenarios, {
      env: context.env ?? {},
      origin: originOf(user, 'service'),
    }),
    events: values.event,
    apps: await resolveApps(user, context),
    scenarios,
    changes: {
      ...NO_CHANGES,
      path: values.path,
      expectBody: values['expect-body'],
      expectStatuses: values['expect-status'],
    },
    readyPath: values['ready-path'],
    maxErrors: values['max-errors'],
    connections,
    connectionsAuto,
    client: values.client,
    https: values.https,
    insecure: values.insecure,
    rate: values.rate,
    stages,
    arrivals: values.arrivals,
    objective: values.slo,
    precision: values.precision,
    maxTrials: values['max-trials'],
    delayMs: values.delay,
    durationSeconds: stages.length > 0 ? lengthOfStages(stages) : values.duration,
    warmupSeconds: values.warmup,
    trials: values.trials,
    // A load process without a connection would be idle.
    loadProcesses: user['load-processes']
      ? values['load-processes']
      : Math.min(connections, values['load-processes']),
    cpus,
    startTimeoutSeconds: values['start-timeout'],
    requestTimeoutSeconds: values['request-timeout'],
    seed: values.seed ?? context.randomSeed(),
    out: user.out
      ? resolve(user.out.folder, oneText(user.out))
      : resolve(cwd, await defaultFolder(cwd, context.now)),
  };
  refuseContradictions(config, user);
  refuseInvalidSettings(values.set, chosen(values.topology, topologies), originOf(user, 'set'));
  return { ...config, asked: { user, cwd, prefix: [] }, notices: notice === null ? [] : [notice] };
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
    if (!hasRate || isTaken || mode.arrivals === 'open') return { ...scenario, mode };
    return { ...scenario, mode: { ...mode, arrivals: 'open' }, metric: p99.name };
  });
}
