/**
 * Messages between the primary that accepts connections under policy `sticky` and its workers. Preloaded code imports
 * this file, so it must have no side effects.
 */

/** Set in the environment of a worker whose primary accepts its connections. */
export const STICKY = 'CLUSTER_BENCH_INTERNAL_STICKY';

/** Where a server listens, as `server.address()` returns it. */
export interface ListenAddress {
  readonly address: string;
  readonly family: string;
  readonly port: number;
}

/** Sent by a worker whose app calls `listen`: the primary must listen there, unless it does so already. */
export interface ListenRequest {
  readonly type: 'cluster-bench:listen';
  readonly host: string | null;
  readonly port: number;
  readonly backlog: number | null;
}

/** Sent by the primary once it listens, or when it cannot. */
export interface ListenReply {
  readonly type: 'cluster-bench:listened';
  /** Null if the primary listens; otherwise a negative error number, as from the system call. */
  readonly errno: number | null;
  readonly address: ListenAddress | null;
}

/** Sent by the primary together with a connection. */
export interface HandedConnection {
  readonly type: 'cluster-bench:connection';
  readonly id: number;
}

/** Sent by a worker that has the connection. Until then the primary may hand it to another worker. */
export interface TakenConnection {
  readonly type: 'cluster-bench:taken';
  readonly id: number;
}

/** Sent by a worker whose server closed: hand it no more connections. */
export interface ClosedServer {
  readonly type: 'cluster-bench:closed';
}

export type FromWorker = ListenRequest | TakenConnection | ClosedServer;
export type FromPrimary = ListenReply | HandedConnection;

/** isMessage reports whether a message is one of the type; an app sends messages of its own. */
export function isMessage<Message extends FromWorker | FromPrimary>(
  message: unknown,
  type: Message['type'],
): message is Message {
  return (message as { type?: unknown } | null)?.type === type;
}
