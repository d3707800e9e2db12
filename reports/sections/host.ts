import type { RunRecord } from '../../harness/record.ts';
import { code, escaped } from '../escape.ts';
import { counted, fixed } from '../format.ts';
import { table } from '../table.ts';

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
  const { cores, physicalCores, cgroupCpuLimit: limit, smt } = host;
  const physical = physicalCores === null ? '' : `, ${fixed(physicalCores, 0)} physical`;
  return [
    ['host', escaped(host.hostname)],
    ['CPU', escaped(host.cpuModel)],
    ['cores', `${fixed(cores, 0)} logical${physical}`],
    ['simultaneous multithreading', smt === null ? null : smt ? 'on' : 'off'],
    ['CPU limit of the container', limit === null ? null : `${fixed(limit, 2)} cores`],
    ['frequency governor', host.governor === null ? null : escaped(host.governor)],
    ['memory', `${fixed(host.memoryBytes / 1e9, 1)} GB`],
    ['virtualization', host.virtualization === null ? 'none found' : escaped(host.virtualization)],
    ['system', escaped(`${host.os}, kernel ${host.kernel}, ${host.arch}`)],
    ['load average before (1, 5, 15 min)', host.loadAverage.map((load) => fixed(load, 2)).join(', ')],
  ];
}

function softwareFacts({ node, host, tool, git }: RunRecord): Fact[] {
  return [
    ['Node.js', escaped(`${node.version} (V8 ${node.v8}, libuv ${node.uv})`)],
    ['NODE_OPTIONS', node.options === '' ? null : code(node.options)],
    ['nginx', host.nginxVersion === null ? null : escaped(host.nginxVersion)],
    ['harness', escaped(`${tool.name} ${tool.version}`)],
    [
      'commit',
      git &&
        `${code(git.commit)}${git.branch === null ? '' : ` on ${code(git.branch)}`}${git.dirty ? ', with uncommitted changes' : ''}`,
    ],
  ];
}

function planFacts({ plan, startedAt, finishedAt }: RunRecord): Fact[] {
  const apps = plan.apps.map(({ name, source, args }) =>
    source === 'built-in'
      ? `${code(name)} (built-in)`
      : `${code(name)} (${code([source, ...args].join(' '))})`,
  );
  const scenarios = plan.scenarios.map(
    ({ name, driver, path, delayMs }) =>
      `${code(name)}: ${code(`GET ${path}`)} by ${driver}${delayMs > 0 ? `, ${delayMs} ms simulated delay in built-in apps` : ''}`,
  );
  return [
    ['apps', apps.join(', ')],
    ['scenarios', scenarios.join('; ')],
    [
      'load',
      `${counted(plan.connections, 'connection')} from ${plan.loadProcesses === 1 ? '1 process' : `${fixed(plan.loadProcesses, 0)} processes`}`,
    ],
    [
      'nginx worker processes',
      plan.nginxWorkerProcesses === null ? null : fixed(plan.nginxWorkerProcesses, 0),
    ],
    ['a trial', `${plan.warmupSeconds} s warm-up, ${plan.durationSeconds} s measured, on fresh processes`],
    ['trials', `${fixed(plan.trialsPerCell, 0)} a setup, in shuffled blocks`],
    ['started, finished', `${escaped(startedAt)}, ${escaped(finishedAt)}`],
  ];
}
