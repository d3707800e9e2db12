/** A `redis-server` of our own: unprivileged, in a folder of its own, on 127.0.0.1, without anything on disk. */
import { privateFolder, unprivileged } from '../../unprivileged.ts';
import type { ServiceContext } from '../service.ts';
import { type OwnServer, startServer } from './start-server.ts';

/** @throws {TargetError} with its words when it ends, or does not respond in time */
export async function startOwnServer(context: ServiceContext): Promise<OwnServer> {
  const { program, folder, port, spawn, startTimeoutMs, signal } = context;
  if (!program) throw new Error('the plan holds a service whose program this host lacks');
  const identity = unprivileged();
  const url = new URL(`redis://127.0.0.1:${port}`);
  const start = () =>
    spawn({
      name: 'redis',
      command: program.command,
      args: [
        ...['--bind', '127.0.0.1', '--port', String(port), '--daemonize', 'no', '--save', ''],
        ...['--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
        ...['--dir', privateFolder(folder, 'redis-', identity)],
      ],
      ...identity,
    });
  return startServer(start, url, { startTimeoutMs, signal });
}
