/**
 * The worker's side of policy `sticky`. A worker asks Node's cluster module for the handle that a server listens on.
 * This returns a handle that binds nothing and receives the connections that the primary hands over, as Node's own
 * round robin does. Everything else stays Node's: every form of `listen`, `address`, `close`, the options of accepted
 * sockets, and their count.
 *
 * It is preloaded, so importing it has no side effects.
 */
import cluster from 'node:cluster';
import type { Server, Socket } from 'node:net';
import {
  type ClosedServer,
  type FromWorker,
  type HandedConnection,
  isMessage,
  type ListenAddress,
  type ListenReply,
} from './messages.ts';

/** The part of Node's undocumented handles that a listening server uses. The same in Node 20 to 26. */
interface ListenHandle {
  /** The server sets it; it makes a socket of an accepted handle and emits `connection`. */
  onconnection?: (this: ListenHandle, status: number, accepted: object) => void;
  listen(backlog: number): number;
  getsockname(out: object): number;
  close(callback?: () => void): void;
  ref(): void;
  unref(): void;
}

interface ServerQuery {
  readonly address?: string | null;
  readonly port?: number | null;
  readonly backlog?: number;
}

type GetServer = (
  server: Server,
  query: ServerQuery,
  answer: (errno: number, handle: ListenHandle | null) => void,
) => void;

/** Node's cluster module asks it of a worker. */
type ClusterOfWorker = typeof cluster & { _getServer: GetServer };
type SocketWithHandle = Socket & { _handle: object | null };

/** takeConnections makes servers of this worker that listen on the port receive the primary's connections. */
export function takeConnections(port: number): void {
  if (!cluster.isWorker) return; // a tool that a worker started
  const worker = cluster as ClusterOfWorker;
  const original = worker._getServer;
  worker._getServer = function (server, query, answer) {
    if (query.port === port) listenThroughPrimary(server, query, answer);
    else original.call(this, server, query, answer);
  };
}

function listenThroughPrimary(
  server: Server,
  { address, port, backlog }: ServerQuery,
  answer: Parameters<GetServer>[2],
): void {
  const onMessage = (message: unknown) => {
    if (!isMessage<ListenReply>(message, 'cluster-bench:listened')) return;
    process.off('message', onMessage);
    if (message.errno === null) answer(0, handleOf(server, message.address));
    else answer(message.errno, null);
  };
  process.on('message', onMessage);
  tell({ type: 'cluster-bench:listen', host: address ?? null, port: port ?? 0, backlog: backlog ?? null });
}

function handleOf(server: Server, address: ListenAddress | null): ListenHandle {
  const take = (message: unknown, socket: unknown) => {
    if (!isMessage<HandedConnection>(message, 'cluster-bench:connection')) return;
    tell({ type: 'cluster-bench:taken', id: message.id });
    const accepted = socket as SocketWithHandle | undefined;
    // The client may have gone before the connection arrived.
    if (accepted?._handle) handle.onconnection?.call(handle, 0, accepted._handle);
  };
  const handle: ListenHandle = {
    listen: () => 0,
    getsockname: (out) => {
      Object.assign(out, address);
      return 0;
    },
    close: (callback) => {
      process.off('message', take);
      process.off('disconnect', stop);
      tell({ type: 'cluster-bench:closed' } satisfies ClosedServer);
      if (callback) process.nextTick(callback);
    },
    ref: () => {},
    unref: () => {},
  };
  // Disconnecting closes only the servers that the cluster module knows.
  const stop = () => server.close();
  process.once('disconnect', stop);
  process.on('message', take);
  return handle;
}

function tell(message: FromWorker): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
