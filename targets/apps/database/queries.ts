import type { QueryConfig } from 'pg';
import { ROWS } from '../../services/postgres/tables.ts';

type MakeQuery = () => QueryConfig;

/**
 * Every query. None is prepared under a name: behind a pool of transactions, the next one may run on another
 * connection.
 */
const queries: ReadonlyMap<string, (env: NodeJS.ProcessEnv) => MakeQuery> = new Map([
  [
    'sleep',
    ({ DB_DELAY_MS = '50', DATABASE_SCHEMA = 'public' }: NodeJS.ProcessEnv) => {
      // Postgres reports the counts of a busy backend only if its queries read a table.
      const text = `SELECT id, pg_sleep($1) FROM ${DATABASE_SCHEMA}.accounts WHERE id = 1`;
      const sleep = { text, values: [Number(DB_DELAY_MS) / 1_000] };
      return () => sleep;
    },
  ],
  [
    'read',
    ({ DATABASE_SCHEMA = 'public' }: NodeJS.ProcessEnv) => {
      const text = `SELECT id, name, email FROM ${DATABASE_SCHEMA}.accounts WHERE id = $1`;
      return () => ({ text, values: [1 + Math.floor(ROWS * Math.random())] });
    },
  ],
]);

/** queryNamed returns what makes each query. @throws if there is none of that name */
export function queryNamed(name: string, env: NodeJS.ProcessEnv): MakeQuery {
  const make = queries.get(name);
  if (!make) throw new Error(`DB_QUERY takes ${[...queries.keys()].join(', ')}, not "${name}"`);
  return make(env);
}
