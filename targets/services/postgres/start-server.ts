/**
 * A Postgres of our own: unprivileged, for it refuses root; in a folder of its own, on 127.0.0.1 and a free port, and
 * on a socket that only its user reaches.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describeExit } from '../../describe-exit.ts';
import { type ChildHandle, TargetError } from '../../topology.ts';
import { privateFolder, unprivileged } from '../../unprivileged.ts';
import type { ServiceContext } from '../service.ts';
import { binariesOf } from './binaries.ts';
import { connectDatabase, type DatabaseConnection } from './connection.ts';

const ASK_PERIOD_MS = 20;
const SUPERUSER = 'postgres';

/** A crash of the host would lose the data, which nobody needs; a disk would add its own noise. */
const UNSAFE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
/** A killed server must leave nothing outside its folder. */
const IN_FOLDER = ['dynamic_shared_memory_type=mmap', 'logging_collector=off'];

export interface OwnServer {
  readonly child: ChildHandle;
  /** Connects as its superuser to one of its databases. */
  connect(database: string): Promise<DatabaseConnection>;
}

/** @throws {TargetError} with its words when it ends, or does not respond in time */
export async function startServer(context: ServiceContext, maxConnections: number): Promise<OwnServer> {
  const { program, port, spawn, startTimeoutMs, signal } = context;
  if (!program) throw new Error('the plan holds a service whose program this host lacks');
  const identity = unprivileged();
  const folder = privateFolder(context.folder, 'postgres-', identity);
  const binaries = binariesOf(program.command, folder);
  const data = join(folder, 'data');
  const over = AbortSignal.any([signal, AbortSignal.timeout(startTimeoutMs)]);
  const initdb = spawn({
    name: 'initdb',
    command: join(binaries, 'initdb'),
    args: [
      ...['--pgdata', data, '--username', SUPERUSER, '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
      ...['--auth-local', 'trust', '--auth-host', 'scram-sha-256'],
    ],
    cwd: folder,
    ...identity,
  });
  await ended(initdb, over, context);
  const settings = [
    ...['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`],
    ...[`max_connections=${maxConnections}`, ...UNSAFE, ...IN_FOLDER],
  ];
  const child = spawn({
    name: 'postgres',
    command: join(binaries, 'postgres'),
    args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    cwd: folder,
    ...identity,
  });
  // The socket lies in our own folder, so that no other server can respond.
  const connect = (database: string) =>
    connectDatabase({ host: folder, port, user: SUPERUSER, password: '', database, ssl: false });
  await untilResponding(child, () => connect(SUPERUSER), over, context);
  await forgetSegment(join(data, 'postmaster.pid'));
  return { child, connect };
}

/** ended settles when a program has ended well. @throws {TargetError} */
async function ended(child: ChildHandle, over: AbortSignal, context: ServiceContext): Promise<void> {
  const exit = await Promise.race([child.exited, aborted(over)]);
  if (exit?.code === 0) return;
  const reason =
    exit === null ? lateReason(child.name, context) : `${child.name} failed (${describeExit(exit)})`;
  throw new TargetError({ reason, lastLines: child.lastLines() });
}

async function untilResponding(
  child: ChildHandle,
  connect: () => Promise<DatabaseConnection>,
  over: AbortSignal,
  context: ServiceContext,
): Promise<void> {
  let exit: Awaited<ChildHandle['exited']> | null = null;
  child.exited.then((one) => {
    exit = one;
  });
  while (!over.aborted && exit === null) {
    const connection = await connect().catch(() => null);
    if (connection) return connection[Symbol.asyncDispose]();
    await sleep(ASK_PERIOD_MS, undefined, { signal: over }).catch(() => {});
  }
  const reason =
    exit === null
      ? lateReason(child.name, context)
      : `${child.name} ended before it responded (${describeExit(exit)})`;
  throw new TargetError({ reason, lastLines: child.lastLines() });
}

function lateReason(name: string, { signal, startTimeoutMs }: ServiceContext): string {
  if (signal.aborted) return `${name} was interrupted`;
  return `${name} was not ready within ${startTimeoutMs / 1_000} s: give it longer with --start-timeout`;
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

/**
 * forgetSegment removes the server's segment of System V memory as soon as its last process has ended: a killed server
 * would leave it behind for ever. Its number is in line 7 of `postmaster.pid`.
 */
async function forgetSegment(pidFile: string): Promise<void> {
  const line = (await readFile(pidFile, 'utf8')).split('\n')[6] ?? '';
  const [, segment] = /^\s*\d+\s+(\d+)/.exec(line) ?? [];
  if (segment !== undefined) await promisify(execFile)('ipcrm', ['-m', segment]).catch(() => {});
}
