/** Reads figures of a Postgres, its backends, and settings that bear on the figures. */
import type { Figures } from '../service.ts';
import type { DatabaseConnection } from './connection.ts';
import { OWN_NAME } from './connection.ts';

/** Which backends are the app's. */
export interface AppBackends {
  /** Database that they are connected to. */
  readonly database: string;
  /** Their application_name, where others may use the same database; null for all but ours. */
  readonly applicationName: string | null;
}

/** readFigures returns the counts of the app's database. Those of a user's own include its other clients. */
export async function readFigures(
  connection: DatabaseConnection,
  { database }: AppBackends,
): Promise<Figures> {
  const [counts] = await connection.rows<{ stats: Record<string, number> }>(
    `SELECT to_json(d) AS stats FROM pg_stat_database d WHERE datname = '${database}'`,
  );
  const { xact_commit, xact_rollback, active_time } = counts?.stats ?? {};
  return {
    transactions: (xact_commit ?? 0) + (xact_rollback ?? 0),
    // From Postgres 14 on.
    ...(active_time === undefined ? {} : { queryMilliseconds: active_time }),
  };
}

/** meanQueryMs is null if the server is too old to know, or nothing ran. */
export function meanQueryMs(atStart: Figures, atEnd: Figures): number | null {
  const transactions = (atEnd.transactions ?? 0) - (atStart.transactions ?? 0);
  const spentMs = (atEnd.queryMilliseconds ?? 0) - (atStart.queryMilliseconds ?? 0);
  return transactions > 0 && spentMs > 0 ? spentMs / transactions : null;
}

/** readBackends returns how many backends the app has, and how many of them work on a query. */
export async function readBackends(
  connection: DatabaseConnection,
  { database, applicationName }: AppBackends,
): Promise<Figures> {
  const whose =
    applicationName === null
      ? `application_name <> '${OWN_NAME}'`
      : `application_name = '${applicationName}'`;
  const [counts] = await connection.rows<{ backends: number; active: number }>(
    `SELECT count(*)::int AS backends, count(*) FILTER (WHERE state = 'active')::int AS active
     FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = '${database}' AND ${whose}`,
  );
  return { backends: counts?.backends ?? 0, activeBackends: counts?.active ?? 0 };
}

const SETTINGS = [
  ...['max_connections', 'superuser_reserved_connections', 'reserved_connections', 'shared_buffers'],
  ...['fsync', 'synchronous_commit', 'full_page_writes'],
];

export interface ServerFacts {
  readonly version: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Connections that are free for users without special rights. */
  readonly free: number;
}

/**
 * CLIENTS picks the connections of all clients. A user without special rights sees no kind of those of other users, but
 * that they have a database (pg_stat_activity, "insufficient privilege").
 */
const CLIENTS = `datid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'`;

/** readFacts returns what holds for a whole trial. */
export async function readFacts(connection: DatabaseConnection): Promise<ServerFacts> {
  const names = SETTINGS.map((name) => `'${name}'`).join(', ');
  const [[server], rows, [used]] = [
    await connection.rows<{ server_version: string }>('SHOW server_version'),
    await connection.rows<{ name: string; value: string }>(
      `SELECT name, current_setting(name) AS value FROM pg_settings WHERE name IN (${names}) ORDER BY name`,
    ),
    await connection.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE ${CLIENTS}`,
    ),
  ];
  const settings = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  const number = (name: string) => Number(settings[name] ?? 0);
  const reserved = number('superuser_reserved_connections') + number('reserved_connections');
  return {
    version: server?.server_version.split(' ')[0] ?? 'unknown',
    settings,
    free: Math.max(0, number('max_connections') - reserved - (used?.count ?? 0)),
  };
}
