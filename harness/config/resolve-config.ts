/** UserConfig -> RunConfig; after this nothing is optional. */
import { resolve } from 'node:path';
import type { Scenario } from '../../scenarios/index.ts';
import type { Member } from '../../targets/member.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { CpuHost } from '../host/cpu-host.ts';
import type { Objective, Rate } from '../load/rate.ts';
import { type BuiltInApp, resolveApps } from './apps.ts';
import { refuseContradictions } from './contradictions.ts';
import { pinning } from './cpus.ts';
import { defaultFolder } from './folder.ts';
import { type Given, originOf, type UserConfig } from './given.ts';
import type { OptionName } from './options.ts';
import { options } from './options.ts';
import { objectiveOf, precisionOf, rateOf } from './rate.ts';
import { requestPath } from './request-path.ts';
import { expectedStatuses, maxErrorsOf } from './response-rules.ts';
import type { AskedTopology, RunConfig } from './run-config.ts';
import { listOf, type NumberRange, numberIn, oneOf, oneText, switchOf } from './values.ts';

/** What a configuration is resolved against; handed in, so that a test needs neither this host nor its clock. */
export interface ConfigContext {
  readonly cwd: string;
  readonly cores: number;
  readonly now: Date;
  /** `20.19.0`. */
  readonly nodeVersion: string;
  /** NODE_OPTIONS, which the app inherits; empty where it is left out. */
  readonly nodeOptions?: string;
  /** Scripts are not looked for in the working directory: see `ab`. */
  readonly scriptsElsewhere?: boolean;
  /** The default one first. */
  readonly builtInApps: readonly BuiltInApp[];
  /** The default one first. */
  readonly scenarios: readonly Scenario[];
  /** Asked only where something is to be pinned. */
  readonly cpuHost: () => Promise<CpuHost>;
  /** A whole number below 2^32. */
  readonly randomSeed: () => number;
}

const DEFAULT_CONNECTIONS = 500;
const DEFAULT_MAX_ERRORS = 0.01;
const DEFAULT_RATE: Rate = { kind: 'share', share: 0.8 };
const DEFAULT_OBJECTIVE: Objective = { percentile: 99, limitMs: 200 };

const DAY_SECONDS = 86_400;
const ranges = {
  // How many really fit, the host's memory says.
  workers: { min: 1, max: 1_000_000, whole: true },
  connections: { min: 1, max: 1_000_000, whole: true, word: 'auto' },
  delay: { min: 0, max: DAY_SECONDS * 1000, whole: true, unit: 'ms' },
  // Shorter windows hold too few samples of the CPUs, whose ticks are 10 ms.
  duration: { min: 1, max: DAY_SECONDS, whole: false, unit: 's' },
  warmup: { min: 0, max: DAY_SECONDS, whole: false, unit: 's' },
  trials: { min: 1, max: 1000, whole: true },
  'max-trials': { min: 2, max: 1000, whole: true },
  'load-processes': { min: 1, max: 256, whole: true },
  'start-timeout': { min: 1, max: 3600, whole: false, unit: 's' },
  'request-timeout': { min: 1, max: 3600, whole: true, unit: 's' },
  seed: { min: 0, max: 2 ** 32 - 1, whole: true },
} as const satisfies Partial<Record<OptionName, NumberRange>>;

/** @throws {UsageError} at the first value that makes no sense, alone or beside the others. */
export async function resolveConfig(user: UserConfig, context: ConfigContext): Promise<RunConfig> {
  const { cwd } = context;
  const { cpus, notice } = user.cpus
    ? pinning(user.cpus, await context.cpuHost())
    : { cpus: null, notice: null };
  // An app that counts its cores sees those it is pinned to.
  const cores = cpus?.target.length ?? context.cores;
  const workers = user.workers
    ? listOf(user.workers).map((text) => numberIn(text, ranges.workers, originOf(user, 'workers')))
    : [1, cores, 2 * cores];
  const connectionsAuto = user.connections !== undefined && oneText(user.connections) === 'auto';
  const connections = connectionsAuto
    ? DEFAULT_CONNECTIONS
    : numberOr(DEFAULT_CONNECTIONS, 'connections', user);
  const config = {
    workers: [...new Set(workers)].sort((a, b) => a - b),
    topologies: askedTopologies(user.topology),
    policies: chosen(user.policy, policies).map(({ name }) => name),
    proxies: chosen(user.proxy, proxies).map(({ name }) => name),
    apps: await resolveApps(user, context),
    scenarios: chosen(user.scenario, context.scenarios),
    path: user.path ? requestPath(user.path) : null,
    expectBody: user['expect-body'] ? oneText(user['expect-body']) : null,
    expectStatuses: user['expect-status'] ? expectedStatuses(user['expect-status']) : null,
    readyPath: user['ready-path'] ? requestPath(user['ready-path']) : null,
    maxErrors: user['max-errors'] ? maxErrorsOf(user['max-errors']) : DEFAULT_MAX_ERRORS,
    connections,
    connectionsAuto,
    driver: user.driver ? oneOf(oneText(user.driver), options.driver.values, user.driver.origin) : null,
    https: isOn(user.https),
    insecure: isOn(user.insecure),
    rate: user.rate ? rateOf(user.rate) : DEFAULT_RATE,
    arrivals: user.arrivals
      ? oneOf(oneText(user.arrivals), options.arrivals.values, user.arrivals.origin)
      : options.arrivals.values[0],
    objective: user.slo ? objectiveOf(user.slo) : DEFAULT_OBJECTIVE,
    precision: user.precision ? precisionOf(user.precision) : null,
    maxTrials: numberOr(30, 'max-trials', user),
    delayMs: numberOr(50, 'delay', user),
    durationSeconds: numberOr(10, 'duration', user),
    warmupSeconds: numberOr(3, 'warmup', user),
    trials: numberOr(3, 'trials', user),
    loadProcesses: numberOr(
      Math.min(connections, cpus?.load.length ?? Math.max(1, Math.floor(cores / 4))),
      'load-processes',
      user,
    ),
    cpus,
    startTimeoutSeconds: numberOr(30, 'start-timeout', user),
    requestTimeoutSeconds: numberOr(10, 'request-timeout', user),
    seed: user.seed ? numberOr(0, 'seed', user) : context.randomSeed(),
    out: user.out
      ? resolve(user.out.folder, oneText(user.out))
      : resolve(cwd, await defaultFolder(cwd, context.now)),
  };
  refuseContradictions(config, user);
  return { ...config, asked: { user, cwd, prefix: [] }, notices: notice === null ? [] : [notice] };
}

function isOn(given: Given | undefined): boolean {
  return given !== undefined && switchOf(given);
}

function numberOr(fallback: number, name: keyof typeof ranges, user: UserConfig): number {
  const given = user[name];
  return given ? numberIn(oneText(given), ranges[name], given.origin) : fallback;
}

/** Those that were named, else those of a plain run; in the order of their list. */
function chosen<One extends Member>(given: Given | undefined, all: readonly One[]): One[] {
  const names = all.map(({ name }) => name);
  const asked = given && listOf(given).map((text) => oneOf(text, names, given.origin));
  return all.filter(({ name, inDefaultPlan = true }) => asked?.includes(name) ?? inDefaultPlan);
}

function askedTopologies(given: Given | undefined): AskedTopology[] {
  return chosen(given, topologies).map(({ name }) => ({ name, isNamed: given !== undefined }));
}
