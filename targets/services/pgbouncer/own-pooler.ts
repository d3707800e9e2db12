import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../../describe-exit.ts';
import { type ChildHandle, type Exit, TargetError } from '../../topology.ts';
import { privateFolder, unprivileged } from '../../unprivileged.ts';
import { connectDatabase, type DatabaseConnection } from '../postgres/connection.ts';
import { databaseEnvironment, SCHEMA, URL_VARIABLE } from '../postgres/environment.ts';
import type { RunningService, ServiceContext } from '../service.ts';
import { configurationOf, MOST_CLIENTS, nameOf, type Pooled, userOf, usersOf } from './configuration.ts';
import { CONSOLE, readPools, readTotals } from './console.ts';

const ASK_PERIOD_MS = 20;

/** @throws {TargetError} with its words when it ends, or does not respond in time */
export async function startOurs(context: ServiceContext, poolSize: number): Promise<RunningService> {
  const { program, env, port, spawn } = context;
  if (!program) throw new Error('the plan holds a service whose program this host lacks');
  const database = new URL(env[URL_VARIABLE] ?? '');
  const identity = unprivileged();
  const folder = privateFolder(context.folder, 'pgbouncer-', identity);
  const schema = env[SCHEMA] ?? 'public';
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (identity.uid !== undefined) chownSync(path, identity.uid, identity.gid);
    return path;
  };
  const pooled: Pooled = { database, schema, port, folder, poolSize };
  write('users.txt', usersOf(database));
  const file = write('pgbouncer.ini', configurationOf(pooled));
  const child = spawn({
    name: 'pgbouncer',
    command: program.command,
    args: [file],
    cwd: folder,
    ...identity,
  });
  const console = await untilResponding(child, pooled, context);
  const name = nameOf(database);
  return {
    env: databaseEnvironment(inFront(database, port), schema),
    version: program.version,
    settings: {
      pool_mode: 'transaction',
      default_pool_size: String(poolSize),
      max_client_conn: String(MOST_CLIENTS),
    },
    accepts: MOST_CLIENTS,
    atOnce: poolSize,
    figures: () => readTotals(console, name),
    sample: () => readPools(console, name),
    broken: child.exited.then((exit) => ({
      reason: `pgbouncer ended while it was under load (${describeExit(exit)})`,
      lastLines: child.lastLines(),
    })),
    [Symbol.asyncDispose]: async () => {
      await console[Symbol.asyncDispose]();
      await child.stop();
    },
  };
}

/** inFront is the URL of the same database through pgbouncer, which hands no options on. */
function inFront(database: URL, port: number): URL {
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  for (const name of ['host', 'sslmode', 'options']) url.searchParams.delete(name);
  return url;
}

/** The socket lies in our own folder, so that no other pgbouncer can respond. */
async function untilResponding(
  child: ChildHandle,
  { database, folder, port }: Pooled,
  { startTimeoutMs, signal }: ServiceContext,
): Promise<DatabaseConnection> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(startTimeoutMs)]);
  let exit: Exit | null = null;
  child.exited.then((one) => {
    exit = one;
  });
  let lastError = '';
  while (!over.aborted && exit === null) {
    try {
      const login = { user: userOf(database), password: decodeURIComponent(database.password) };
      return await connectDatabase({ host: folder, port, ...login, database: CONSOLE, ssl: false });
    } catch (error) {
      lastError = (error as Error).message;
    }
    await sleep(ASK_PERIOD_MS, undefined, { signal: over }).catch(() => {});
  }
  const late = `pgbouncer did not respond within ${startTimeoutMs / 1_000} s (${lastError}): give it longer with --start-timeout`;
  const reason =
    exit !== null
      ? `pgbouncer ended before it responded (${describeExit(exit)})`
      : signal.aborted
        ? 'pgbouncer was interrupted'
        : late;
  throw new TargetError({ reason, lastLines: child.lastLines() });
}
