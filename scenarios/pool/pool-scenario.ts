/** The common part of the scenarios of connection pools. */
import type { Setting } from '../../targets/setting.ts';
import { wholeNumberForm } from '../../targets/whole-number.ts';
import { request } from '../request.ts';
import type { Scenario } from '../scenario.ts';

/** Most connections that all workers of a common service keep together. */
const SHARED = 100;
const USUAL = 5;
const AUTO = 'auto';
const SLEEP = 'sleep';
const READ = 'read';

const pool: Setting = {
  about: `connections of each worker; ${AUTO} is ${USUAL}, or ${SHARED} / workers if that is less`,
  default: AUTO,
  takes: wholeNumberForm(1, 1_000, AUTO),
};

const query: Setting = {
  about: `${SLEEP} takes --delay in the database; ${READ} reads one of 100,000 rows by its key`,
  default: SLEEP,
  takes: [SLEEP, READ],
};

/** Says that the database accepts no more connections. */
const TOO_MANY_CLIENTS = 'tooManyClients';

/** A row of a result, as JSON. */
function isRow(body: string): boolean {
  const row: unknown = JSON.parse(body);
  return typeof row === 'object' && row !== null && Object.keys(row).length > 0;
}

const QUERY = request({
  path: '/query',
  // The code of PostgreSQL for one connection too many.
  expect: { body: isRow, failures: { [TOO_MANY_CLIENTS]: '53300' } },
});

/** poolScenario is a scenario in which each request runs a query on a connection of its worker's pool. */
export function poolScenario(
  name: string,
  summary: string,
  services: NonNullable<Scenario['services']>,
): Scenario {
  return {
    name,
    summary,
    inDefaultPlan: false,
    mode: { connections: 'kept', arrivals: 'closed' },
    metric: 'throughput',
    delay: 'simulated',
    services,
    settings: { pool, query },
    configure: (settings, workers) => {
      const size = poolSize(settings.pool ?? AUTO, workers);
      const chosen = settings.query ?? SLEEP;
      return {
        appEnv: { DB_POOL: String(size), DB_QUERY: chosen },
        waits: chosen === SLEEP,
        pool: size,
      };
    },
    expectedFailures: [TOO_MANY_CLIENTS],
    user: { protocol: 'http', request: QUERY },
  };
}

function poolSize(setting: string, workers: number): number {
  return setting === AUTO ? Math.max(1, Math.min(USUAL, Math.floor(SHARED / workers))) : Number(setting);
}
