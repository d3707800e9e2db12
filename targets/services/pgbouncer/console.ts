/** Reads the figures of a pgbouncer from its console, a database that understands SHOW alone. */
import type { DatabaseConnection } from '../postgres/connection.ts';
import type { Figures } from '../service.ts';

/** Name of the console. */
export const CONSOLE = 'pgbouncer';

type Row = Readonly<Record<string, string>>;

/** readTotals returns counts of one database. */
export async function readTotals(console: DatabaseConnection, database: string): Promise<Figures> {
  const row = (await console.rows<Row>('SHOW STATS')).find((one) => one.database === database);
  return {
    transactions: Number(row?.total_xact_count ?? 0),
    waitMilliseconds: Number(row?.total_wait_time ?? 0) / 1_000,
  };
}

/** readPools returns the connections of one database, to the app and to the server. */
export async function readPools(console: DatabaseConnection, database: string): Promise<Figures> {
  const rows = (await console.rows<Row>('SHOW POOLS')).filter((one) => one.database === database);
  const sum = (...names: readonly string[]) =>
    rows.reduce((total, row) => total + names.reduce((part, name) => part + Number(row[name] ?? 0), 0), 0);
  return {
    clients: sum('cl_active', 'cl_waiting'),
    waitingClients: sum('cl_waiting'),
    servers: sum('sv_active', 'sv_idle', 'sv_used', 'sv_tested', 'sv_login'),
  };
}
