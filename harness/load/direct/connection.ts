/** One connection of the load, with at most one request in flight. It is reopened as needed. */
import { connect as connectTcp, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { monotonicMs } from '../../host/clock.ts';
import type { LoadErrors } from '../../records/run.ts';
import type { Endpoint } from './request.ts';
import { RequestWriter } from './request-writer.ts';
import {
  MalformedResponse,
  type ParsedResponse,
  type ResponseMemo,
  ResponseParser,
} from './response-parser.ts';

/** Shared by all connections of a load process: they never read at the same time. */
const READ_BUFFER = Buffer.allocUnsafe(64 * 1_024);
/** A server closes an idle connection after the time it announced. The next request must not be on its way by then. */
const IDLE_MARGIN_MS = 1_000;
/** Largest share of the announced time that the margin may take; otherwise a short timeout would prevent any reuse. */
const MARGIN_SHARE = 0.5;
/** A connection that had a response this recently is not idle. */
const BUSY_MS = 100;

export interface ConnectionOptions {
  readonly endpoint: Endpoint;
  /** Resolves the endpoint's host if that is a name. */
  readonly lookup: LookupFunction;
  /** Address that it connects from; null: the one that the host chooses. */
  readonly localAddress: string | null;
  /** If false, each request has a connection of its own. */
  readonly keepAlive: boolean;
  readonly memo: ResponseMemo;
  /** Whether responses have the bytes of their head. */
  readonly keepsHeads: boolean;
  readonly owner: ConnectionOwner;
}

/** ConnectionOwner receives the outcome of each request, once. It may send the next request from within the call. */
export interface ConnectionOwner {
  responded(dueMs: number, response: ParsedResponse, nowMs: number): void;
  failed(dueMs: number, kind: keyof LoadErrors, nowMs: number): void;
}

/** The part of an encoded request that a connection needs. */
export interface SentRequest {
  readonly bytes: Buffer;
  /** A response to HEAD has no body. */
  readonly method: string;
}

interface ConnectPlace {
  readonly host: string;
  readonly port: number;
  readonly lookup: LookupFunction;
  readonly localAddress?: string;
}

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #parser: ResponseParser;
  /** Where to connect, and from where. */
  readonly #place: ConnectPlace;
  #socket: Socket | undefined;
  /** Undefined while the socket is not connected. */
  #writer: RequestWriter | undefined;
  #request: SentRequest | null = null;
  #respondedMs = 0;
  #idleTimeoutMs: number | null = null;
  /** When the request in flight was due; undefined if there is none. */
  dueMs: number | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#parser = new ResponseParser(options);
    const { endpoint, localAddress, lookup } = options;
    const { host, port } = endpoint;
    this.#place = { host, port, lookup, ...(localAddress === null ? {} : { localAddress }) };
  }

  /** Sends a request over the open connection, or over a new one. */
  send(dueMs: number, request: SentRequest): void {
    this.dueMs = dueMs;
    this.#request = request;
    if (this.#socket && this.#idleTimeoutMs !== null) this.#dropIfStale(this.#idleTimeoutMs);
    if (!this.#socket) this.#open();
    else if (this.#writer) this.#write(this.#writer);
  }

  /** Abandons the request and its connection, since the response may still arrive. */
  abandon(): void {
    this.dueMs = undefined;
    this.#drop();
  }

  /** Closes the connection if no request is in flight; the next request opens another. */
  close(): void {
    if (this.dueMs === undefined) this.#drop();
  }

  #open(): void {
    const { tls } = this.#options.endpoint;
    this.#writer = undefined;
    this.#idleTimeoutMs = null;
    this.#parser.reset();
    if (tls) {
      const socket = connectTls({ ...this.#place, ...tls });
      socket.on('data', (chunk) => this.#read(socket, chunk, chunk.length));
      this.#follow(socket, 'secureConnect');
      return;
    }
    const onread = {
      buffer: READ_BUFFER,
      callback: (length: number) => {
        this.#read(socket, READ_BUFFER, length);
        return true;
      },
    };
    const socket = connectTcp({ ...this.#place, noDelay: true, onread });
    this.#follow(socket, 'connect');
  }

  #follow(socket: Socket, connected: 'connect' | 'secureConnect'): void {
    this.#socket = socket;
    socket.once(connected, () => {
      if (socket !== this.#socket) return;
      this.#writer = new RequestWriter(socket);
      this.#write(this.#writer);
    });
    // Ignore events from abandoned sockets.
    socket.on('end', () => socket === this.#socket && this.#ended());
    socket.on('error', () => socket === this.#socket && this.#failed(this.#writer ? 'reset' : 'connect'));
    socket.on('close', () => socket === this.#socket && this.#failed(this.#writer ? 'reset' : 'connect'));
  }

  #write(writer: RequestWriter): void {
    if (this.#request === null) throw new Error('there is no request to write');
    this.#parser.expect(this.#request.method);
    writer.write(this.#request.bytes);
  }

  #read(socket: Socket, chunk: Buffer, length: number): void {
    if (socket !== this.#socket) return;
    // Drop unrequested bytes: they could not be told apart from the next response.
    if (this.dueMs === undefined) {
      this.#drop();
      return;
    }
    try {
      const response = this.#parser.push(chunk, 0, length);
      if (response === null) return;
      if (this.#parser.consumed < length) throw new MalformedResponse('bytes follow the response');
      this.#responded(response, this.dueMs);
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** The server closed the connection in order: that ends a response, or leaves the request without one. */
  #ended(): void {
    try {
      const response = this.dueMs === undefined ? null : this.#parser.end();
      if (response === null || this.dueMs === undefined) this.#failed('closed');
      else this.#responded(response, this.dueMs);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #responded(response: ParsedResponse, dueMs: number): void {
    const nowMs = monotonicMs();
    this.dueMs = undefined;
    if (response.keepAlive && this.#options.keepAlive) {
      this.#respondedMs = nowMs;
      this.#idleTimeoutMs = response.idleTimeoutMs;
    } else this.#drop();
    this.#options.owner.responded(dueMs, response, nowMs);
  }

  /** Bytes that cannot be read as a response count as a wrong response; any other error is a bug of ours. */
  #refuse(error: unknown): void {
    if (!(error instanceof MalformedResponse)) throw error;
    this.#failed('mismatch');
  }

  #failed(kind: keyof LoadErrors): void {
    const { dueMs } = this;
    this.dueMs = undefined;
    this.#drop();
    if (dueMs !== undefined) this.#options.owner.failed(dueMs, kind, monotonicMs());
  }

  #dropIfStale(idleTimeoutMs: number): void {
    const idleMs = monotonicMs() - this.#respondedMs;
    const marginMs = Math.min(IDLE_MARGIN_MS, MARGIN_SHARE * idleTimeoutMs);
    if (idleMs > BUSY_MS && idleMs > idleTimeoutMs - marginMs) this.#drop();
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#writer = undefined;
    socket?.destroy();
  }
}
