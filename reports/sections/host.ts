import type { PinnedCpus, RunRecord } from '../../harness/records/run.ts';
import { isSameMode, modeInWords } from '../../harness/stats/load-mode.ts';
import { code, escaped } from '../escape.ts';
import { counted, figure, fixed, listed, percent } from '../format.ts';
import { table } from '../table.ts';
import { precisionAsked, trialsEach } from '../trial-counts.ts';

type Fact = readonly [name: string, value: string | null];

/** What the run ran on, with and how: a row a fact, those unknown left out. */
export function hostTable(record: RunRecord): string {
  const facts = [...hostFacts(record), ...softwareFacts(record), ...planFacts(record)].filter(
    (fact): fact is readonly [string, string] => fact[1] !== null && fact[1] !== '',
  );
  return table(
    [
      { title: '', align: 'left', cell: ([name]) => name },
      { title: '', align: 'left', cell: ([, value]) => value },
    ],
    facts,
  );
}

function hostFacts({ host }: RunRecord): Fact[] {
  const { cores, hostCores, physicalCores, cgroupCpuLimit: limit, smt } = host;
  const physical = physicalCores === null ? '' : `, ${fixed(physicalCores, 0)} physical`;
  const ofHost = hostCores === null || hostCores <= cores ? '' : `, of the host's ${fixed(hostCores, 0)}`;
  return [
    ['host', escaped(host.hostname)],
    ['CPU', escaped(host.cpuModel)],
    ['cores', `${fixed(cores, 0)} logical${physical}${ofHost}`],
    ['simultaneous multithreading', smt === null ? null : smt ? 'on' : 'off'],
    ['CPU limit of the container', limit === null ? null : `${fixed(limit, 2)} cores`],
    ['frequency governor', host.governor === null ? null : escaped(host.governor)],
    ['memory', `${fixed(host.memoryBytes / 1e9, 1)} GB`],
    ['virtualization', host.virtualization === null ? 'none found' : escaped(host.virtualization)],
    ['system', escaped(`${host.os}, kernel ${host.kernel}, ${host.arch}`)],
    ['load average before (1, 5, 15 min)', host.loadAverage.map((load) => fixed(load, 2)).join(', ')],
  ];
}

function softwareFacts({ node, environment, host, tool, git }: RunRecord): Fact[] {
  return [
    ['Node.js', escaped(`${node.version} (V8 ${node.v8}, libuv ${node.uv})`)],
    ['NODE_ENV', environment.nodeEnv === null ? 'not set' : code(environment.nodeEnv)],
    ['NODE_OPTIONS', environment.nodeOptions === '' ? null : code(environment.nodeOptions)],
    ...Object.entries(host.programs).map(([name, version]): Fact => [escaped(name), escaped(version)]),
    ['harness', escaped(`${tool.name} ${tool.version}`)],
    [
      'commit',
      git &&
        `${code(git.commit)}${git.branch === null ? '' : ` on ${code(git.branch)}`}${git.dirty ? ', with uncommitted changes' : ''}`,
    ],
  ];
}

function planFacts(record: RunRecord): Fact[] {
  const { plan, startedAt, finishedAt } = record;
  const apps = plan.apps.map(({ name, source, args }) =>
    source === 'built-in'
      ? `${code(name)} (built-in)`
      : `${code(name)} (${code([source, ...args].join(' '))})`,
  );
  const scenarios = plan.scenarios.map(
    ({ name, driver, mode, method, path, delayMs }) =>
      `${code(name)}: ${code(`${method} ${path}`)} by ${driver}, ${modeInWords(mode)}${delayMs > 0 ? `, ${delayMs} ms simulated delay in built-in apps` : ''}`,
  );
  return [
    ['apps', apps.join(', ')],
    ['scenarios', scenarios.join('; ')],
    ...driverFacts(record),
    ['cores pinned', plan.cpus === null ? sharedByAll(record) : pinned(plan.cpus)],
    [
      'load',
      `${counted(plan.connections, 'connection')} from ${plan.loadProcesses === 1 ? '1 process' : `${fixed(plan.loadProcesses, 0)} processes`}`,
    ],
    [
      'proxy worker processes',
      plan.proxyWorkerProcesses === null ? null : fixed(plan.proxyWorkerProcesses, 0),
    ],
    ['a trial', `${plan.warmupSeconds} s warm-up, ${plan.durationSeconds} s measured, on fresh processes`],
    [
      'trials',
      [`${trialsEach(record)} a setup, in shuffled blocks`, precisionAsked(record)]
        .filter(Boolean)
        .join(', '),
    ],
    ['started, finished', `${escaped(startedAt)}, ${escaped(finishedAt)}`],
  ];
}

/** Why a client was not the usual one, and how much each could have sent. */
function driverFacts({ plan, clientCapacity, trials }: RunRecord): Fact[] {
  const reasons = plan.scenarios.flatMap(({ name, driver, driverReason }): Fact[] =>
    driverReason === null ? [] : [[`why ${driver} for ${code(name)}`, escaped(driverReason)]],
  );
  const capacities = clientCapacity.map(({ driver, mode, requestsPerSecond }): Fact => {
    const best = Math.max(
      0,
      ...trials.flatMap((trial) =>
        trial.status === 'ok' && trial.load.driver === driver && isSameMode(trial.load.mode, mode)
          ? [trial.load.throughput]
          : [],
      ),
    );
    return [
      `most that ${driver} can send, ${modeInWords(mode)}`,
      `${figure(requestsPerSecond)} requests per second against a bare responder; the best trial had ${percent(best / requestsPerSecond, 0)} of that${best > requestsPerSecond ? ', so that the client was held up when it was measured, and this bounds nothing' : ''}`,
    ];
  });
  return [...reasons, ...capacities];
}

/** `app 0-5, load 6-7`; roles without cores of their own are left out. */
function sharedByAll({ cells }: RunRecord): string {
  const proxy = cells.some(({ proxy }) => proxy !== null) ? ['proxy'] : [];
  return `none: ${listed(['app', ...proxy, 'load client', 'harness'])} share all cores`;
}

function pinned({ target, proxy, load }: PinnedCpus): string {
  return [['app', target] as const, ['proxy', proxy] as const, ['load client', load] as const]
    .filter(([, cores]) => cores.length > 0)
    .map(([role, cores]) => `${role}: ${cores.length === 1 ? 'core' : 'cores'} ${ranges(cores)}`)
    .join('; ');
}

/** `0-2, 4` */
function ranges(cores: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const core of cores.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && core === last[1] + 1) last[1] = core;
    else runs.push([core, core]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
