import type { Worker } from 'node:cluster';
import { createServer, type Server, type Socket } from 'node:net';
import { chooseInstance } from './choose-worker.ts';
import {
  type ClosedServer,
  type FromPrimary,
  isMessage,
  type ListenAddress,
  type ListenRequest,
  STICKY,
  type TakenConnection,
} from './messages.ts';

/** A connection that the primary has accepted and no worker has confirmed. */
interface Waiting {
  readonly id: number;
  readonly socket: Socket;
  /** The worker that it was sent to; null while there is none to send it to. */
  worker: Worker | null;
}

/**
 * StickyBalancer is the primary's side of policy `sticky`: it accepts connections and hands each to the worker that a
 * hash of the client's address picks. It reads nothing from a connection (`pauseOnConnect`), so that the worker gets
 * the first byte too, and so that a connection which a lost worker never took goes to another one.
 */
export class StickyBalancer {
  /** Environment that makes a worker take connections from the primary. */
  readonly env = { [STICKY]: '1' };
  /** Workers whose app listens, by instance. */
  readonly #ready = new Map<number, Worker>();
  readonly #waiting = new Map<number, Waiting>();
  #server: Server | null = null;
  #listening: Promise<Listened> | null = null;
  #lastId = 0;

  /** Follows a worker from its fork to its end. */
  add(worker: Worker, instance: number): void {
    worker.on('message', (message: unknown) => {
      if (isMessage<TakenConnection>(message, 'cluster-bench:taken')) this.#taken(message.id);
      else if (isMessage<ListenRequest>(message, 'cluster-bench:listen'))
        this.#listen(worker, instance, message);
      else if (isMessage<ClosedServer>(message, 'cluster-bench:closed')) this.#lose(worker, instance);
    });
    for (const event of ['disconnect', 'exit'] as const)
      worker.once(event, () => this.#lose(worker, instance));
  }

  /** Accepts no more connections. Those that no worker has taken are handed out still. */
  close(): void {
    this.#server?.close();
  }

  async #listen(worker: Worker, instance: number, request: ListenRequest): Promise<void> {
    this.#listening ??= this.#bind(request);
    const { errno, address } = await this.#listening;
    if (errno !== null) this.#listening = null; // the worker's replacement tries again
    send(worker, { type: 'cluster-bench:listened', errno, address });
    if (errno !== null) return;
    this.#ready.set(instance, worker);
    for (const waiting of this.#waiting.values()) if (waiting.worker === null) this.#hand(waiting);
  }

  #bind({ host, port, backlog }: ListenRequest): Promise<Listened> {
    const server = createServer({ pauseOnConnect: true }, (socket) => this.#accept(socket));
    this.#server = server;
    return new Promise((resolve) => {
      server.once('error', ({ errno = -1 }: NodeJS.ErrnoException) => resolve({ errno, address: null }));
      server.listen({ port, ...(host ? { host } : {}), ...(backlog ? { backlog } : {}) }, () => {
        const address = server.address();
        resolve({ errno: null, address: typeof address === 'object' ? address : null });
      });
    });
  }

  #accept(socket: Socket): void {
    // A client that has gone is the worker's business.
    socket.on('error', () => {});
    const waiting: Waiting = { id: ++this.#lastId, socket, worker: null };
    this.#waiting.set(waiting.id, waiting);
    this.#hand(waiting);
  }

  #hand(waiting: Waiting): void {
    const { id, socket } = waiting;
    const able = [...this.#ready].flatMap(([instance, worker]) => (canTake(worker) ? [instance] : []));
    const instance = chooseInstance(socket.remoteAddress ?? '', able);
    waiting.worker = (instance === null ? undefined : this.#ready.get(instance)) ?? null;
    if (waiting.worker) send(waiting.worker, { type: 'cluster-bench:connection', id }, socket);
  }

  #taken(id: number): void {
    // The worker has a descriptor of its own; this closes ours alone.
    this.#waiting.get(id)?.socket.destroy();
    this.#waiting.delete(id);
  }

  /** Hands connections that the worker never took to the others. */
  #lose(worker: Worker, instance: number): void {
    if (this.#ready.get(instance) === worker) this.#ready.delete(instance);
    for (const waiting of this.#waiting.values()) if (waiting.worker === worker) this.#hand(waiting);
  }
}

interface Listened {
  readonly errno: number | null;
  readonly address: ListenAddress | null;
}

function canTake(worker: Worker): boolean {
  return worker.isConnected() && !worker.exitedAfterDisconnect;
}

function send(worker: Worker, message: FromPrimary, socket?: Socket): void {
  // If the worker is gone, its exit says so. `keepOpen`: our descriptor stays until the worker confirms.
  worker.process.send(message, socket, { keepOpen: true }, () => {});
}
