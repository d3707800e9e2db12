/** Runs that are resolved without a command line, on a host with every ability. */
import { scenarios } from '../../../scenarios/index.ts';
import { type HostAbilities, memberNamed } from '../../../targets/member.ts';
import { LOOPBACK } from '../../../targets/origin.ts';
import { policies } from '../../../targets/policies/index.ts';
import { proxies } from '../../../targets/proxies/index.ts';
import { topologies } from '../../../targets/topologies/index.ts';
import { resolveRun } from '../../config/resolve-run.ts';
import type { ResolvedRun } from '../../config/resolved-run.ts';
import type { AppSource, RunConfig } from '../../config/run-config.ts';
import { NOTHING_SENT } from '../../load/users/sent-requests.ts';

export const ABLE: HostAbilities = {
  platform: 'linux',
  nodeVersions: ['v24.0.0'],
  programs: { nginx: { command: '/usr/sbin/nginx', version: '1.22.1' } },
};

/** A host with Node 20 and nothing else. */
export const PLAIN: HostAbilities = { platform: 'linux', nodeVersions: ['v20.19.0'], programs: {} };

export const exampleApp: AppSource = {
  name: 'express',
  script: '/express.js',
  command: null,
  args: [],
  nodeArgs: [],
  builtIn: true,
  attached: null,
};

/** Proxies are given by name. */
type Change = Partial<Omit<RunConfig, 'proxies'>> & { readonly proxies?: readonly string[] };

/** `--workers 1,8,16` with every policy and the proxies of a plain run, three trials each. */
function exampleConfig({ proxies: named, ...change }: Change = {}): RunConfig {
  const chosen = named
    ? named.map((name) => memberNamed(proxies, name))
    : proxies.filter(({ inDefaultPlan = true }) => inDefaultPlan);
  return {
    workers: [1, 8, 16],
    topologies: topologies
      .filter(({ inDefaultPlan = true }) => inDefaultPlan)
      .map(({ name }) => ({ name, isNamed: false })),
    policies: policies.filter(({ inDefaultPlan }) => inDefaultPlan ?? true).map(({ name }) => name),
    proxies: chosen,
    settings: [],
    env: [],
    cpuLimits: [null],
    services: {},
    events: [],
    apps: [exampleApp],
    scenarios: scenarios.slice(0, 1),
    ...NOTHING_SENT,
    readyPath: null,
    maxErrors: 0.01,
    gates: [],
    connections: 100,
    connectionsAuto: false,
    client: null,
    https: false,
    insecure: false,
    stages: [],
    rate: { kind: 'share', share: 0.8 },
    arrivals: 'poisson',
    objective: { percentile: 99, limitMs: 200 },
    precision: null,
    maxTrials: 30,
    delayMs: 50,
    durationSeconds: 1,
    warmupSeconds: 0,
    trials: 3,
    isProfiled: false,
    beforeTrial: null,
    afterStart: null,
    hosts: null,
    listen: LOOPBACK,
    loadProcesses: 1,
    clientAddresses: null,
    cpus: null,
    startTimeoutSeconds: 30,
    requestTimeoutSeconds: 10,
    seed: 7,
    out: '/run',
    outputs: [],
    asked: { user: {}, cwd: '/', prefix: [] },
    notices: [],
    ...change,
  };
}

export function resolved(change: Change = {}, host: HostAbilities = ABLE): ResolvedRun {
  return resolveRun(exampleConfig(change), host);
}
