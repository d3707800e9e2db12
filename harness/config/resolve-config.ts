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
import { type BuiltInApp, resolveApps } from './apps.ts';
import { type AttachHost, attachedApp, attachHere, withoutStarting } from './attach.ts';
import { refuseContradictions } from './contradictions.ts';
import { pinning } from './cpus.ts';
import { defaultFolder } from './folder.ts';
import { namesOf, readValues } from './options/option.ts';
import { usualConnections } from './options/ranges.ts';
import { runOptions } from './options/run.ts';
import { resolveProxies } from './proxies.ts';
import type { RunConfig } from './run-config.ts';
import { userServices } from './services.ts';
import { refuseInvalidSettings } from './settings.ts';
import { originOf, type UserConfig } from './user-values.ts';
import { oneText } from './values.ts';
import { mergeVariables } from './variables.ts';

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
  const connectionsAuto = values.connections === 'auto';
  const connections = values.connections === 'auto' ? Number(usualConnections) : values.connections;
  const named = chosen(values.scenario, context.scenarios);
  const scenarios = withAxes(attached ? named.map(withOwnServices) : named, {
    connections: values['connections-mode'],
    // A file may hold it for other commands.
    hasRate: user.rate?.origin.startsWith('--') ?? false,
  });
  const chosenTopologies = attached
    ? topologies.filter(({ startsNothing }) => startsNothing)
    : chosen(values.topology, topologies);
  const config = {
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
    services: userServices(values.service, scenarios, {
      env: context.env ?? {},
      origin: originOf(user, 'service'),
    }),
    events: values.event,
    apps,
    scenarios,
    changes: {
      ...NO_CHANGES,
      path: values.path ?? attached?.path ?? null,
      expectBody: values['expect-body'],
      expectStatuses: values['expect-status'],
    },
    readyPath: values['ready-path'],
    maxErrors: values['max-errors'],
    connections,
    connectionsAuto,
    client: values.client,
    https: attached?.isHttps ?? values.https,
    insecure: values.insecure,
    rate: values.rate,
    arrivals: values.arrivals,
    objective: values.slo,
    precision: values.precision,
    maxTrials: values['max-trials'],
    delayMs: attached ? 0 : values.delay,
    durationSeconds: values.duration,
    warmupSeconds: values.warmup,
    trials: values.trials,
    beforeTrial: values['before-trial'],
    // A load process without a connection would be idle.
    loadProcesses: user['load-processes']
      ? values['load-processes']
      : Math.min(connections, values['load-processes']),
    clientAddresses: values['client-addresses'],
    cpus,
    startTimeoutSeconds: values['start-timeout'],
    requestTimeoutSeconds: values['request-timeout'],
    seed: values.seed ?? context.randomSeed(),
    out: user.out
      ? resolve(user.out.folder, oneText(user.out))
      : resolve(cwd, await defaultFolder(cwd, context.now)),
  };
  refuseContradictions(config, user);
  refuseInvalidSettings(values.set, chosenTopologies, originOf(user, 'set'));
  return { ...config, asked: { user, cwd, prefix: [] }, notices: notice === null ? [] : [notice] };
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
    return { ...scenario, mode: { ...mode, arrivals: 'open' }, metric: p99.name };
  });
}
