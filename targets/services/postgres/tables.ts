/** The table that indexed reads read from. */
import type { DatabaseConnection } from './connection.ts';

export const ROWS = 100_000;

/**
 * makeTable fills `accounts` with rows under a primary key. It is not logged and never vacuumed on its own, since work
 * in the background would disturb a window.
 *
 * @param schema name that needs no quotes
 */
export async function makeTable(connection: DatabaseConnection, schema: string): Promise<void> {
  const table = `${schema}.accounts`;
  await connection.rows(
    `CREATE UNLOGGED TABLE ${table} (id int, name text, email text) WITH (autovacuum_enabled = off)`,
  );
  await connection.rows(
    `INSERT INTO ${table} SELECT id, 'User ' || id, 'user' || id || '@example.com' FROM generate_series(1, ${ROWS}) id`,
  );
  await connection.rows(`ALTER TABLE ${table} ADD PRIMARY KEY (id)`);
  await connection.rows(`VACUUM (ANALYZE) ${table}`);
}
