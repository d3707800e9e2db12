/** Load parameters, which must be the same on both sides: otherwise figures differ because of the load. */

import { UsageError } from '../config/usage-error.ts';
import type { RunRecord, ScenarioFacts } from '../records/run.ts';
import { modeInWords, objectiveInWords, rateInWords } from '../stats/load-mode.ts';
import { isAtSetRate, isSearch } from '../stats/set-rate.ts';
import type { JoinedCell, NamedRun } from './sides.ts';

interface Parameter {
  /** Its name in messages. */
  readonly name: string;
  /** The flag that sets it; null if there is none. */
  readonly flag: string | null;
  /** null: the record does not say, which differs from having none. */
  readonly tell: (plan: RunRecord['plan'], scenario: ScenarioFacts) => string | null;
  /** Scenarios in which it matters; all by default. */
  readonly matters?: (scenario: ScenarioFacts) => boolean;
}

const isOpenLoop = ({ mode }: ScenarioFacts) => mode.arrivals === 'open';

const parameters: readonly Parameter[] = [
  { name: 'driver', flag: '--driver', tell: (_, { driver }) => driver },
  { name: 'mode', flag: null, tell: (_, { mode }) => modeInWords(mode) },
  { name: 'metric', flag: null, tell: (_, { metric }) => metric },
  { name: 'method', flag: null, tell: (_, { method }) => method },
  { name: 'path', flag: '--path', tell: (_, { path }) => path },
  { name: 'delay', flag: '--delay', tell: (_, { delayMs }) => `${delayMs} ms` },
  {
    name: 'events',
    flag: '--event',
    tell: (_, { events }) =>
      events.map(({ event, atSeconds }) => `${event} at ${atSeconds} s`).join(', ') || 'none',
  },
  { name: 'connections', flag: '--connections', tell: ({ connections }) => String(connections) },
  { name: 'warm-up', flag: '--warmup', tell: ({ warmupSeconds }) => `${warmupSeconds} s` },
  { name: 'duration', flag: '--duration', tell: ({ durationSeconds }) => `${durationSeconds} s` },
  { name: 'load processes', flag: '--load-processes', tell: ({ loadProcesses }) => String(loadProcesses) },
  { name: 'pinned cores', flag: '--cpus', tell: ({ cpus }) => (cpus ? cpusText(cpus) : 'none') },
  {
    name: 'request timeout',
    flag: '--request-timeout',
    tell: ({ requestTimeoutSeconds }) => `${requestTimeoutSeconds} s`,
  },
  {
    name: 'rate',
    flag: '--rate',
    tell: ({ rate }) => rate && rateInWords(rate),
    matters: isAtSetRate,
  },
  { name: 'arrivals', flag: '--arrivals', tell: ({ arrivals }) => arrivals, matters: isOpenLoop },
  {
    name: 'objective',
    flag: '--slo',
    tell: ({ objective }) => objective && objectiveInWords(objective),
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
  for (const { name: parameter, flag, tell, matters } of parameters) {
    const [one, two] = [first, other].map(({ record }) => {
      const scenario = record.plan.scenarios.find((candidate) => candidate.name === name);
      return scenario && (matters?.(scenario) ?? true) ? tell(record.plan, scenario) : null;
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
