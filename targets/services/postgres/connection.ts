/** Connections of the harness to a Postgres, or to a pgbouncer. The client library loads only when one opens. */
import type { ClientConfig } from 'pg';

/** How long a server of the user's own may take to respond. */
const CONNECT_TIMEOUT_MS = 5_000;
/** How long a connection may take to end. */
const END_MS = 500;

/** Name of our own connections in `pg_stat_activity`, which are counted apart. */
export const OWN_NAME = 'cluster-bench';

export interface DatabaseConnection extends AsyncDisposable {
  /** Returns the rows of a query. */
  rows<Row extends object>(text: string): Promise<Row[]>;
  /** Settles with the reason when the connection is lost. Never rejects. */
  readonly lost: Promise<string>;
}

/** @throws if nothing responds there as Postgres does, or it refuses the login */
export async function connectDatabase(where: ClientConfig): Promise<DatabaseConnection> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    ...where,
    application_name: OWN_NAME,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  let isEnding = false;
  const lost = new Promise<string>((resolve) => {
    client.on('error', ({ message }) => resolve(message));
    client.on('end', () => isEnding || resolve('it closed the connection'));
  });
  await client.connect();
  return {
    lost,
    // Without parameters it is a simple query, all that the console of pgbouncer understands.
    rows: async <Row extends object>(text: string) => (await client.query<Row>(text)).rows,
    [Symbol.asyncDispose]: async () => {
      isEnding = true;
      const late = new Promise((resolve) => setTimeout(resolve, END_MS).unref());
      await Promise.race([client.end().catch(() => {}), late]);
    },
  };
}
