/** Load parameters, which must be the same on both sides: otherwise figures differ because of the load. */

import { UsageError } from '../config/usage-error.ts';
import type { RunRecord, ScenarioFacts } from '../records/run.ts';
import { modeInWords, objectiveInWords, rateInWords, sentInWords } from '../stats/load-mode.ts';
import { isAtSetRate, isSearch } from '../stats/set-rate.ts';
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
  { name: 'load processes', flag: '--load-processes', read: ({ loadProcesses }) => String(loadProcesses) },
  { name: 'pinned cores', flag: '--cpus', read: ({ cpus }) => (cpus ? cpusText(cpus) : 'none') },
  {
    name: 'request timeout',
    flag: '--request-timeout',
    read: ({ requestTimeoutSeconds }) => `${requestTimeoutSeconds} s`,
  },
  {
    name: 'rate',
    flag: '--rate',
    read: ({ rate }) => rate && rateInWords(rate),
    matters: isAtSetRate,
  },
  { name: 'arrivals', flag: '--arrivals', read: ({ arrivals }) => arrivals, matters: isOpenLoop },
  {
    name: 'objective',
    flag: '--slo',
    read: ({ objective }) => objective && objectiveInWords(objective),
    matters: isSearch,
  },
];

/**
 * @param cells that both sides have; cells of one side only are not compared
 * @throws {UsageError} naming scenario, parameter, both values and what to do
 */
export function refuseOtherLoad(cells: readonly JoinedCell[]): void {
  const found = otherLoad(cells);
  if (found) throw new UsageError(`${found.text}; run one of them again with ${found.remedy}`);
}

/** The first difference in the load of a cell, in words; null if there is none. */
export function otherLoad(cells: readonly JoinedCell[]): Unlike | null {
  for (const { scenario, base, head } of cells) {
    const [first, ...others] = [...base, ...head].map(({ run }) => run);
    for (const other of others) {
      const found = first ? unlike(scenario.name, first, other) : null;
      if (found) return found;
    }
  }
  return null;
}

interface Unlike {
  readonly text: string;
  /** Parameters that must be equal on both sides. */
  readonly remedy: string;
}

function unlike(name: string, first: NamedRun, other: NamedRun): Unlike | null {
  for (const { name: parameter, flag, read, matters } of parameters) {
    const [one, two] = [first, other].map(({ record }) => {
      const scenario = record.plan.scenarios.find((candidate) => candidate.name === name);
      return scenario && (matters?.(scenario) ?? true) ? read(record.plan, scenario) : null;
    });
    if (one === two || one == null || two == null) continue;
    return {
      text: `${name} ran under different load: ${parameter} ${one} in ${first.path}, ${two} in ${other.path}`,
      remedy: flag === null ? 'the same scenario' : `the same ${flag}`,
    };
  }
  return null;
}

function cpusText({ target, proxy, load }: NonNullable<RunRecord['plan']['cpus']>): string {
  return `target ${target.join(',')} proxy ${proxy.join(',')} load ${load.join(',')}`;
}
