import { randomBytes } from 'node:crypto';
import { describeExit } from '../../describe-exit.ts';
import type { RunningService, ServiceContext } from '../service.ts';
import type { DatabaseConnection } from './connection.ts';
import { databaseEnvironment } from './environment.ts';
import { meanQueryMs, readBackends, readFacts, readFigures } from './figures.ts';
import { type OwnServer, startServer } from './start-server.ts';
import { makeTable } from './tables.ts';

/** Database and user of the app, who is no superuser: reserved connections are not for apps. */
const APP = 'bench';
/** Ends the server without waiting for its clients: a fast shutdown. */
const STOP = 'SIGINT';

/** @throws {TargetError} with its words when it ends, or does not respond in time */
export async function startOurs(context: ServiceContext, maxConnections: number): Promise<RunningService> {
  const server = await startServer(context, maxConnections);
  const password = randomBytes(16).toString('hex');
  await prepare(server, password);
  const connection = await server.connect('postgres');
  const ofApp = { database: APP, applicationName: null };
  const { version, settings, free } = await readFacts(connection);
  const url = new URL(`postgresql://${APP}:${password}@127.0.0.1:${context.port}/${APP}`);
  return {
    env: databaseEnvironment(url, 'public'),
    version,
    settings,
    accepts: free,
    atOnce: free,
    figures: () => readFigures(connection, ofApp),
    sample: () => readBackends(connection, ofApp),
    queryMs: meanQueryMs,
    broken: server.child.exited.then((exit) => ({
      reason: `postgres ended while it was under load (${describeExit(exit)})`,
      lastLines: server.child.lastLines(),
    })),
    [Symbol.asyncDispose]: async () => {
      await connection[Symbol.asyncDispose]();
      await server.child.stop(STOP);
    },
  };
}

async function prepare(server: OwnServer, password: string): Promise<void> {
  const used = async (database: string, work: (connection: DatabaseConnection) => Promise<unknown>) => {
    await using connection = await server.connect(database);
    await work(connection);
  };
  await used('postgres', async (connection) => {
    await connection.rows(`CREATE ROLE ${APP} LOGIN PASSWORD '${password}'`);
    await connection.rows(`CREATE DATABASE ${APP} OWNER ${APP}`);
  });
  await used(APP, async (connection) => {
    await connection.rows(`GRANT ALL ON SCHEMA public TO ${APP}`);
    await makeTable(connection, 'public');
    await connection.rows(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${APP}`);
  });
}
