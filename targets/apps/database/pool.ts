import pg from 'pg';
import { addPart } from '../health.ts';
import type { AskDatabase } from './ask-database.ts';
import { queryNamed } from './queries.ts';

/** The code of PostgreSQL for a connection too many; older pgbouncers have only words. */
const TOO_MANY = '53300';
const TOO_MANY_WORDS = /no more connections allowed/i;

/**
 * openPool opens the pool of a worker: DB_POOL connections to DATABASE_URL at most. A request that finds none free
 * waits; one that the server refuses a connection gets 503.
 */
export function openPool(env: NodeJS.ProcessEnv): AskDatabase {
  const { DB_QUERY = '', DATABASE_URL, DB_POOL } = env;
  if (!DATABASE_URL) throw new Error('DB_QUERY needs DATABASE_URL, the address of the database');
  const query = queryNamed(DB_QUERY, env);
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: Number(DB_POOL || 10),
    // Only servers keep the process alive: a worker that stops must not wait for idle connections.
    allowExitOnIdle: true,
  });
  // An idle connection that is lost is replaced when it is needed. Without a listener it ends the process.
  pool.on('error', () => {});
  addPart({ name: 'Postgres pool', ask: () => pool.query('SELECT 1') });
  return async () => {
    try {
      const { rows } = await pool.query(query());
      return { status: 200, body: rows[0] };
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      const isTooMany = code === TOO_MANY || TOO_MANY_WORDS.test(message);
      return isTooMany
        ? { status: 503, body: { error: message, code: TOO_MANY } }
        : { status: 500, body: { error: message } };
    }
  };
}
