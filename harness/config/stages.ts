/** The consequences of load stages for the rest of a configuration. */
import { isSearch } from '../stats/set-rate.ts';
import { connectionRange } from './options/ranges.ts';
import type { RunConfig } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import { originOf, type UserConfig } from './user-values.ts';

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
