/** The user's own Postgres: we write only into a schema of ours, which is dropped afterwards. */
import { randomUUID } from 'node:crypto';
import { TargetError } from '../../topology.ts';
import { ensureRemoval } from '../removal/ensure-removal.ts';
import type { RunningService } from '../service.ts';
import { connectDatabase, type DatabaseConnection } from './connection.ts';
import { databasePlace, describeDatabaseError } from './describe-error.ts';
import { databaseEnvironment } from './environment.ts';
import { meanQueryMs, readBackends, readFacts, readFigures } from './figures.ts';
import type { SchemaRemoverOrders } from './schema-remover.ts';
import { makeTable } from './tables.ts';

/** unusable returns why the user's own Postgres cannot be used, with the fix; null if it can. */
export async function unusable(url: URL): Promise<string | null> {
  try {
    await using connection = await connectDatabase({ connectionString: url.href });
    const [right] = await connection.rows<{ may: boolean }>(
      `SELECT has_database_privilege(current_database(), 'CREATE') AS may`,
    );
    const { free } = await readFacts(connection);
    if (!right?.may) throw Object.assign(new Error('it may not create a schema'), { code: '42501' });
    // The harness needs another one, and the app at least one.
    if (free < 2) throw Object.assign(new Error(`${free} free`), { code: '53300' });
    return null;
  } catch (error) {
    return reasonOf(url, error);
  }
}

/** @throws {TargetError} */
export async function useUsers(url: URL, schema = newSchema()): Promise<RunningService> {
  let connection: DatabaseConnection | null = null;
  const orders: SchemaRemoverOrders = { url: url.href, schema };
  const removal = ensureRemoval(import.meta.resolve('./schema-remover.js'), orders);
  try {
    connection = await connectDatabase({ connectionString: url.href });
    // A schema that exists is not ours to drop.
    await connection.rows(`CREATE SCHEMA ${schema}`).catch((error) => {
      removal.cancel();
      throw error;
    });
    await makeTable(connection, schema);
    // Its connection is one that the app cannot have.
    await removal.connected;
    return await running(connection, url, schema, removal.now);
  } catch (error) {
    await connection?.[Symbol.asyncDispose]();
    await removal.now();
    throw new TargetError({ reason: reasonOf(url, error), lastLines: [] }, { cause: error });
  }
}

async function running(
  connection: DatabaseConnection,
  url: URL,
  schema: string,
  remove: () => Promise<void>,
): Promise<RunningService> {
  const { version, settings, free } = await readFacts(connection);
  const [current] = await connection.rows<{ name: string }>('SELECT current_database() AS name');
  const ofApp = { database: current?.name ?? '', applicationName: schema };
  return {
    env: databaseEnvironment(forApp(url, schema), schema),
    version,
    settings,
    accepts: free,
    atOnce: free,
    figures: () => readFigures(connection, ofApp),
    sample: () => readBackends(connection, ofApp),
    queryMs: meanQueryMs,
    broken: connection.lost.then((message) => ({
      reason: `the ${databasePlace(url, 'Postgres').server} was lost (${message})`,
      lastLines: [],
    })),
    [Symbol.asyncDispose]: async () => {
      await connection[Symbol.asyncDispose]();
      await remove();
    },
  };
}

/** newSchema returns a name that nobody else uses and that needs no quotes. */
function newSchema(): string {
  return `cluster_bench_${randomUUID().replaceAll('-', '')}`;
}

/** The app finds our tables without their schema, and its backends are known by their name. */
function forApp(url: URL, schema: string): URL {
  const own = new URL(url);
  const options = own.searchParams.get('options');
  own.searchParams.set('options', `${options ? `${options} ` : ''}-c search_path=${schema}`);
  own.searchParams.set('application_name', schema);
  // A URL writes a space as +, which Postgres' programs take for a plus.
  own.search = own.search.replaceAll('+', '%20');
  return own;
}

function reasonOf(url: URL, error: unknown): string {
  return describeDatabaseError(databasePlace(url, 'Postgres'), error);
}
