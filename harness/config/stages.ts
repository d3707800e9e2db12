/** `--stages '30s:100, 2m:2000, 30s:0'`: a load that changes within the window. */
import type { Stage } from '../records/run.ts';
import { isSearch } from '../stats/set-rate.ts';
import { highestLevel, lengthOfStages } from '../stats/stages.ts';
import { connectionRange, DAY_SECONDS } from './options/ranges.ts';
import type { RunConfig } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import { originOf, type UserConfig } from './user-values.ts';
import { type Given, itemsOf, numberIn } from './values.ts';

export interface AskedStages {
  readonly stages: readonly Stage[];
  /** Whether the levels have the unit of a rate, which turns a closed loop into an open one. */
  readonly areRates: boolean;
}

const EXAMPLE = '"30s:100, 2m:2000, 30s:0"';
const DURATION = { min: 0, max: DAY_SECONDS, whole: false, unit: 's' } as const;
const LEVEL = { min: 0, max: 10_000_000, whole: false } as const;
/** Each stage has a histogram of its own in each load process. */
const MOST_STAGES = 100;

/**
 * Parses durations with levels, such as `30s:100`, or with rates, such as `30s:100/s`.
 * @throws {UsageError}
 */
export function stagesOf(given: Given): AskedStages {
  const { origin } = given;
  const parts = itemsOf(given).map((item) => {
    const [, duration = '', level = '', unit = ''] = /^([^:]+):\s*([^:/]+?)\s*(\/s)?$/.exec(item) ?? [];
    if (level === '') {
      throw new UsageError(`${origin} takes durations and levels, such as ${EXAMPLE}, not "${item}"`);
    }
    const durationSeconds = numberIn(duration, DURATION, `${origin}, duration of ${item},`);
    return {
      stage: { durationSeconds, level: numberIn(level, LEVEL, `${origin}, level of ${item},`) },
      unit,
    };
  });
  const stages = parts.map(({ stage }) => stage);
  const rates = parts.filter(({ unit }) => unit !== '').length;
  if (rates > 0 && rates < parts.length) {
    throw new UsageError(`${origin} takes /s behind every level or behind none`);
  }
  if (stages.length > MOST_STAGES) {
    throw new UsageError(`${origin} takes up to ${MOST_STAGES} stages, not ${stages.length}`);
  }
  const length = lengthOfStages(stages);
  if (length < 1 || length > DAY_SECONDS) {
    throw new UsageError(
      `${origin} takes stages that last from 1 s to ${DAY_SECONDS} s together, not ${length} s`,
    );
  }
  if (highestLevel(stages) === 0) {
    throw new UsageError(`${origin} needs a level above 0, such as ${EXAMPLE}`);
  }
  return { stages, areRates: rates > 0 };
}

type Staged = Pick<RunConfig, 'stages' | 'scenarios'>;

/** hasStagedConnections says whether the levels are connections: in a closed loop. */
export function hasStagedConnections({ stages, scenarios }: Staged): boolean {
  return stages.length > 0 && scenarios.some(({ mode }) => mode.arrivals === 'closed');
}

/** connectionsOrigin names the option that sets the number of connections. */
export function connectionsOrigin(config: Staged, user: UserConfig): string {
  return originOf(user, hasStagedConnections(config) ? 'stages' : 'connections');
}

/** @throws {UsageError} at what contradicts the stages. A file may hold other values for other commands. */
export function refuseWithStages(config: Staged, user: UserConfig): void {
  const { stages, scenarios } = config;
  if (stages.length === 0) return;
  const name = originOf(user, 'stages');
  const isGiven = (option: 'duration' | 'rate' | 'connections') => user[option]?.origin === `--${option}`;
  if (isGiven('duration')) {
    throw new UsageError(`--duration has no effect with ${name}, whose stages are the window; leave one out`);
  }
  if (isGiven('rate')) {
    throw new UsageError(`--rate has no effect with ${name}, whose levels are the rate; leave one out`);
  }
  const search = scenarios.find(isSearch);
  if (search) {
    throw new UsageError(
      `scenario ${search.name} finds its own rate; choose another --scenario with ${name}`,
    );
  }
  if (new Set(scenarios.map(({ mode }) => mode.arrivals)).size > 1) {
    const named = scenarios.map((one) => `${one.name} (${one.mode.arrivals} loop)`).join(', ');
    throw new UsageError(
      `${name} means connections in a closed loop and requests per second in an open one; choose scenarios of one kind with --scenario, not ${named}`,
    );
  }
  if (!hasStagedConnections(config)) return;
  if (isGiven('connections')) {
    throw new UsageError(
      `--connections has no effect with ${name}, whose levels are the connections; leave one out, or write the levels as rates: 100/s`,
    );
  }
  const odd = stages.find(({ level }) => !Number.isInteger(level) || level > connectionRange.max);
  if (odd) {
    throw new UsageError(
      `${name} takes whole numbers of connections up to ${connectionRange.max}, not ${odd.level}; write the levels as rates to send requests per second: 100/s`,
    );
  }
}
