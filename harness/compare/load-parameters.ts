/** Load parameters, which must be the same on both sides: otherwise figures differ because of the load. */

import type { RunRecord, ScenarioFacts } from '../records/run.ts';
import { modeInWords, objectiveInWords, rateInWords, sentInWords } from '../stats/load-mode.ts';
import { isAtSetRate, isSearch } from '../stats/set-rate.ts';
import { stagesInWords } from '../stats/stages.ts';
import type { JoinedCell, NamedRun } from './sides.ts';

interface Parameter {
  /** Its name in messages. */
  readonly name: string;
  /** The flag that sets it; null if there is none. */
  readonly flag: string | null;
  /** null: the record does not say, which differs from having none. */
  readonly read: (plan: RunRecord['plan'], scenario: ScenarioFacts) => string | null;
  /** Scenarios in which it matters; all by default. */
  readonly matters?: (scenario: ScenarioFacts) => boolean;
}

const isOpenLoop = ({ mode }: ScenarioFacts) => mode.arrivals === 'open';

const parameters: readonly Parameter[] = [
  { name: 'client', flag: '--client', read: (_, { client }) => client },
  { name: 'mode', flag: null, read: (_, { mode }) => modeInWords(mode) },
  { name: 'metric', flag: null, read: (_, { metric }) => metric },
  { name: 'request', flag: '--path', read: (_, { sends, sendsHash }) => sentInWords(sends, sendsHash) },
  { name: 'delay', flag: '--delay', read: (_, { delayMs }) => `${delayMs} ms` },
  {
    name: 'events',
    flag: '--event',
    read: (_, { events }) =>
      events.map(({ event, atSeconds }) => `${event} at ${atSeconds} s`).join(', ') || 'none',
  },
  { name: 'connections', flag: '--connections', read: ({ connections }) => String(connections) },
  { name: 'warm-up', flag: '--warmup', read: ({ warmupSeconds }) => `${warmupSeconds} s` },
  { name: 'duration', flag: '--duration', read: ({ durationSeconds }) => `${durationSeconds} s` },
  {
    name: 'agents',
    flag: '--agents',
    read: ({ agents }) => (agents === null ? 'none' : String(agents)),
  },
  {
    name: 'load processes',
    flag: '--load-processes',
    read: ({ loadProcesses }) => (loadProcesses === null ? null : String(loadProcesses)),
  },
  {
    name: 'client addresses',
    flag: '--client-addresses',
    read: ({ clientAddresses }) => (clientAddresses === null ? 'one' : String(clientAddresses)),
  },
  { name: 'pinned cores', flag: '--cpus', read: ({ cpus }) => (cpus ? cpusText(cpus) : 'none') },
  {
    name: 'request timeout',
    flag: '--request-timeout',
    read: ({ requestTimeoutSeconds }) => `${requestTimeoutSeconds} s`,
  },
  {
    name: 'rate',
    flag: '--rate',
    read: (plan, scenario) => {
      const rate = scenario.rate ?? plan.rate;
      return rate && rateInWords(rate);
    },
    matters: isAtSetRate,
  },
  {
    name: 'stages',
    flag: '--stages',
    read: ({ stages }) => (stages.length === 0 ? 'none' : stagesInWords(stages)),
  },
  { name: 'arrivals', flag: '--arrivals', read: ({ arrivals }) => arrivals, matters: isOpenLoop },
  {
    name: 'objective',
    flag: '--slo',
    read: ({ objective }) => objective && objectiveInWords(objective),
    matters: isSearch,
  },
];

export interface OtherLoad {
  readonly text: string;
  /** Parameters that must be equal on both sides. */
  readonly remedy: string;
}

/**
 * otherLoad describes every difference in the load of cells.
 *
 * @param cells that both sides have; cells of one side only are not compared
 * @returns null if there is none
 */
export function otherLoad(cells: readonly JoinedCell[]): OtherLoad | null {
  const found = new Map<string, { readonly scenario: string; readonly flag: string | null }>();
  for (const { scenario, base, head } of cells) {
    const [first, ...others] = [...base, ...head].map(({ run }) => run);
    for (const other of others) {
      for (const { text, flag } of first ? unlike(scenario.name, first, other) : []) {
        // Scenarios share most parameters: the first one that differs stands for all.
        if (!found.has(text)) found.set(text, { scenario: scenario.name, flag });
      }
    }
  }
  if (found.size === 0) return null;
  const scenarios = [...new Set([...found.values()].map(({ scenario }) => scenario))];
  const flags = new Set([...found.values()].map(({ flag }) => flag ?? 'scenario'));
  return {
    text: `${scenarios.join(', ')} ran under different load: ${[...found.keys()].join('; ')}`,
    remedy: `the same ${[...flags].join(', ')}`,
  };
}

interface Unlike {
  readonly text: string;
  readonly flag: string | null;
}

function unlike(name: string, first: NamedRun, other: NamedRun): Unlike[] {
  return parameters.flatMap(({ name: parameter, flag, read, matters }) => {
    const [one, two] = [first, other].map(({ record }) => {
      const scenario = record.plan.scenarios.find((candidate) => candidate.name === name);
      return scenario && (matters?.(scenario) ?? true) ? read(record.plan, scenario) : null;
    });
    if (one === two || one == null || two == null) return [];
    return { text: `${parameter} ${one} in ${first.path}, ${two} in ${other.path}`, flag };
  });
}

function cpusText({ target, proxy, load }: NonNullable<RunRecord['plan']['cpus']>): string {
  return `target ${target.join(',')} proxy ${proxy.join(',')} load ${load.join(',')}`;
}
