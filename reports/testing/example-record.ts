/** Records as a run would write them, without running anything: the same options give the same record. */
import type { CpuLimit } from '../../harness/config/cpu-limits.ts';
import type { AskedVariable } from '../../harness/config/variables.ts';
import type {
  Cell,
  FailedTrial,
  HostFacts,
  OkTrial,
  RunRecord,
  ScenarioFacts,
  Trial,
} from '../../harness/records/run.ts';
import { RUN_SCHEMA } from '../../harness/records/run.ts';
import { isSameMode } from '../../harness/stats/load-mode.ts';
import { exampleCells, exampleProxies } from './example-cells.ts';
import { loadSeconds } from './example-limits.ts';
import { exampleTrial } from './example-trial.ts';

export interface ExampleOptions {
  readonly workers?: readonly number[];
  readonly policies?: readonly string[];
  readonly proxies?: readonly string[];
  readonly apps?: readonly string[];
  /** Variables of the app, whose values are variants. */
  readonly env?: readonly AskedVariable[];
  readonly cpuLimits?: readonly CpuLimit[];
  readonly scenarios?: readonly ScenarioFacts[];
  /** As if they were named; those of a plain run by default. */
  readonly topologies?: readonly string[];
  readonly connections?: number;
  /** Requests per second that an open loop sends. */
  readonly offeredRate?: number;
  readonly trials?: number;
  readonly durationSeconds?: number;
  readonly cores?: number;
  /** Changes each trial as it is made: to a failed one, or to other figures; null leaves it out. */
  readonly alter?: (trial: OkTrial, cell: Cell) => Trial | null;
}

export const dbWait: ScenarioFacts = {
  name: 'db-wait',
  title: null,
  client: 'autocannon',
  clientReason: null,
  mode: { connections: 'kept', arrivals: 'closed' },
  metric: 'throughput',
  sends: 'GET /api/users',
  sendsHash: null,
  delayMs: 50,
  rate: null,
  appEnv: {},
  expectedFailures: [],
  services: [],
  events: [],
};
export const saturate: ScenarioFacts = { ...dbWait, name: 'saturate', delayMs: 0 };
export const newConnections: ScenarioFacts = {
  ...saturate,
  name: 'new-connections',
  client: 'direct',
  clientReason: 'autocannon counts no answers on connections that close',
  mode: { connections: 'per-request', arrivals: 'closed' },
};
export const steadyRate: ScenarioFacts = {
  ...dbWait,
  name: 'steady-rate',
  client: 'direct',
  clientReason: 'autocannon cannot hold a rate',
  mode: { connections: 'kept', arrivals: 'open' },
  metric: 'p99',
};
export const capacity: ScenarioFacts = { ...steadyRate, name: 'capacity', metric: 'capacity' };

/** `--workers 1,8,16 --policy rr,none,reuseport --proxy none,nginx`: 16 cells, 3 trials each, on 8 cores. */
export function exampleRecord(options: ExampleOptions = {}): RunRecord {
  const {
    workers = [1, 8, 16],
    policies = ['rr', 'none', 'reuseport'],
    proxies = ['none', 'nginx'],
    apps = ['express'],
    env = [],
    cpuLimits = [null],
    scenarios = [dbWait],
    topologies,
    connections = 500,
    offeredRate = 9000,
    trials = 3,
    durationSeconds = 10,
    cores = 8,
    alter = (trial: OkTrial) => trial,
  } = options;
  const cells = exampleCells({
    ...{ workers, policies, proxies, apps, env, cpuLimits, scenarios },
    ...(topologies && { topologies }),
  });
  return {
    schema: RUN_SCHEMA,
    status: 'complete',
    startedAt: '2026-03-01T12:00:00.000Z',
    finishedAt: '2026-03-01T12:14:24.000Z',
    interruptions: [],
    command: ['--workers', workers.join(','), '--policy', policies.join(','), '--seed', '42'],
    cwd: '/srv/shop',
    seed: 42,
    tool: { name: 'cluster-bench', version: '0.1.0' },
    git: { commit: '0123456789abcdef0123456789abcdef01234567', branch: 'main', dirty: false },
    node: { version: 'v24.4.0', v8: '13.6.233.10-node.18', uv: '1.51.0', execArgv: [] },
    environment: { nodeEnv: 'production', nodeOptions: '' },
    sources: { changes: null, scripts: {} },
    host: { ...exampleHost, cores, hostCores: cores },
    plan: {
      scenarios: [...scenarios],
      apps: apps.map((name) => ({ name, source: 'built-in', args: [], nodeArgs: [], attached: null })),
      trialsPerCell: trials,
      maxErrors: 0.01,
      gates: [],
      precision: null,
      warmupSeconds: 3,
      durationSeconds,
      connections,
      stages: [],
      listen: '127.0.0.1',
      agents: null,
      loadProcesses: 1,
      clientAddresses: null,
      beforeTrial: null,
      afterStart: null,
      requestTimeoutSeconds: 10,
      rate: null,
      arrivals: null,
      objective: null,
      proxies: exampleProxies.filter(({ name }) => proxies.includes(name)),
      proxyWorkerProcesses: proxies.includes('nginx') ? 1 : null,
      cpus: null,
    },
    cells,
    skipped: [],
    pairing: null,
    isNight: false,
    clientCapacity: scenarios
      .filter(({ mode }, index) => scenarios.findIndex((one) => isSameMode(one.mode, mode)) === index)
      .map(({ client, mode }) => ({
        client,
        mode,
        requestsPerSecond: 1 / loadSeconds(mode),
        disturbed: false,
      })),
    trials: Array.from({ length: trials }, (_, block) =>
      cells.flatMap((cell, index) => {
        const scenario = scenarios.find(({ name }) => name === cell.scenario);
        if (scenario === undefined) return [];
        const order = block * cells.length + index + 1;
        const setting = { cell, scenario, connections, offeredRate, durationSeconds, cores };
        return alter(exampleTrial({ ...setting, trial: block + 1, order }), cell);
      }),
    )
      .flat()
      .filter((trial) => trial !== null),
    profiles: [],
    warnings: [],
    gates: [],
  };
}

/** The same trial as one that failed. */
export function failedTrial(trial: OkTrial, reason: string, stderr: readonly string[] = []): FailedTrial {
  const { cell, order, startedAt } = trial;
  return {
    cell,
    trial: trial.trial,
    order,
    startedAt,
    status: 'failed',
    reason,
    stderr: [...stderr],
    code: null,
    load: null,
  };
}

const exampleHost: HostFacts = {
  hostname: 'bench-1',
  os: 'Debian GNU/Linux 12',
  kernel: '6.12.0-8-amd64',
  arch: 'x64',
  cpuModel: 'Intel(R) Xeon(R) Platinum 8124M CPU @ 3.00GHz',
  cores: 8,
  coreThreads: [
    [0, 4],
    [1, 5],
    [2, 6],
    [3, 7],
  ],
  hostCores: 8,
  physicalCores: 4,
  memoryBytes: 16_000_000_000,
  virtualization: 'kvm',
  governor: null,
  governors: null,
  smt: true,
  loadAverage: [0.12, 0.3, 0.25],
  cgroupCpuLimit: null,
  programs: { nginx: '1.22.1' },
};
