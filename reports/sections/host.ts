import type { RunRecord } from '../../harness/records/run.ts';
import { type Block, section } from '../document/block.ts';
import { code, type Part, type Text, text } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';
import { fixed } from '../format.ts';
import { type Fact, planFacts } from './plan.ts';

/** Host, versions and settings of the run: a row per known fact. */
export function hostSection(record: RunRecord): Block[] {
  const facts = [...hostFacts(record), ...softwareFacts(record), ...planFacts(record)].filter(
    (fact): fact is readonly [Part, Text | string] => fact[1] !== null && fact[1].length > 0,
  );
  return section(
    2,
    'Host and versions',
    table<readonly [Part, Text | string]>(
      [nameColumn('property', ([name]) => name), nameColumn('value', ([, value]) => value)],
      facts,
    ),
  );
}

function hostFacts({ host }: RunRecord): Fact[] {
  const { cores, hostCores, physicalCores, cgroupCpuLimit: limit, smt } = host;
  const physical = physicalCores === null ? '' : `, ${fixed(physicalCores, 0)} physical`;
  const ofHost = hostCores === null || hostCores <= cores ? '' : `, of the host's ${fixed(hostCores, 0)}`;
  return [
    ['host', host.hostname],
    ['CPU', host.cpuModel],
    ['cores', `${fixed(cores, 0)} logical${physical}${ofHost}`],
    ['simultaneous multithreading', smt === null ? null : smt ? 'on' : 'off'],
    ['CPU limit of the container', limit === null ? null : `${fixed(limit, 2)} cores`],
    ['frequency governor', host.governor],
    ['memory', `${fixed(host.memoryBytes / 1e9, 1)} GB`],
    ['virtualization', host.virtualization ?? 'none found'],
    ['operating system', `${host.os}, kernel ${host.kernel}, ${host.arch}`],
    ['load average before (1, 5, 15 min)', host.loadAverage.map((load) => fixed(load, 2)).join(', ')],
  ];
}

function softwareFacts({ node, environment, host, tool, git }: RunRecord): Fact[] {
  return [
    ['Node.js', `${node.version} (V8 ${node.v8}, libuv ${node.uv})`],
    ['NODE_ENV', environment.nodeEnv === null ? 'not set' : text`${code(environment.nodeEnv)}`],
    ['NODE_OPTIONS', environment.nodeOptions === '' ? null : text`${code(environment.nodeOptions)}`],
    ...Object.entries(host.programs).map(([name, version]): Fact => [name, version]),
    ['harness', `${tool.name} ${tool.version}`],
    ['commit', git && commitText(git)],
  ];
}

function commitText({ commit, branch, dirty }: NonNullable<RunRecord['git']>): Text {
  const on = branch === null ? '' : text` on ${code(branch)}`;
  return text`${code(commit)}${on}${dirty ? ', with uncommitted changes' : ''}`;
}
