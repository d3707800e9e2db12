/** One connection of the load, with at most one request under way; opened again whenever it has to be. */
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { monotonicMs } from '../../host/clock.ts';
import type { LoadErrors } from '../../records/run.ts';
import type { Endpoint } from './request.ts';
import { RequestWriter } from './request-writer.ts';
import { type Answer, type AnswerMemo, MalformedAnswer, ResponseParser } from './response-parser.ts';

/** Shared by all connections of a load process: none reads while another does. */
const READ_BUFFER = Buffer.allocUnsafe(64 * 1_024);
/** A server closes an idle connection after the time it told; our next request must not be on its way by then. */
const IDLE_MARGIN_MS = 1_000;
/** Of a short time no more than this, or a busy connection would never be used twice. */
const MARGIN_SHARE = 0.5;
/** Who was answered just now is not idle. */
const BUSY_MS = 100;

export interface ConnectionOptions {
  readonly endpoint: Endpoint;
  readonly request: Buffer;
  /** Of that request: a response to HEAD has no body. */
  readonly method: string;
  /** False: each request has a connection of its own. */
  readonly keepAlive: boolean;
  readonly memo: AnswerMemo;
  readonly owner: ConnectionOwner;
}

/** Is told how each request ended, once; may send the next one from within. */
export interface ConnectionOwner {
  /** @param answer valid during the call alone */
  answered(connection: Connection, dueMs: number, answer: Answer, nowMs: number): void;
  failed(connection: Connection, dueMs: number, kind: keyof LoadErrors, nowMs: number): void;
}

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #parser: ResponseParser;
  #socket: Socket | undefined;
  /** Undefined while the socket is not connected. */
  #writer: RequestWriter | undefined;
  #answeredMs = 0;
  #idleTimeoutMs: number | null = null;
  /** When the request under way was due; undefined while there is none. */
  dueMs: number | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#parser = new ResponseParser({ memo: options.memo });
  }

  /** Sends the request, over the connection that is open or over a new one. */
  send(dueMs: number): void {
    this.dueMs = dueMs;
    if (this.#socket && this.#idleTimeoutMs !== null) this.#leaveIfStale(this.#idleTimeoutMs);
    if (!this.#socket) this.#open();
    else if (this.#writer) this.#write(this.#writer);
  }

  /** Gives the request up, and the connection with it: its answer may come yet. */
  abandon(): void {
    this.dueMs = undefined;
    this.#drop();
  }

  #open(): void {
    const { host, port, tls } = this.#options.endpoint;
    this.#writer = undefined;
    this.#idleTimeoutMs = null;
    this.#parser.reset();
    if (tls) {
      const socket = connectTls({ host, port, ...tls });
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
    const socket = connectTcp({ host, port, noDelay: true, onread });
    this.#follow(socket, 'connect');
  }

  #follow(socket: Socket, connected: 'connect' | 'secureConnect'): void {
    this.#socket = socket;
    socket.once(connected, () => {
      if (socket !== this.#socket) return;
      this.#writer = new RequestWriter(socket, this.#options.request);
      this.#write(this.#writer);
    });
    // Of a connection that was given up nobody wants to hear.
    socket.on('end', () => socket === this.#socket && this.#ended());
    socket.on('error', () => socket === this.#socket && this.#lost(this.#writer ? 'reset' : 'connect'));
    socket.on('close', () => socket === this.#socket && this.#lost(this.#writer ? 'reset' : 'connect'));
  }

  #write(writer: RequestWriter): void {
    this.#parser.expect(this.#options.method);
    writer.write();
  }

  #read(socket: Socket, chunk: Buffer, length: number): void {
    if (socket !== this.#socket) return;
    // Bytes that nobody asked for: whatever framed them, the next answer could not be told from them.
    if (this.dueMs === undefined) {
      this.#drop();
      return;
    }
    try {
      const answer = this.#parser.push(chunk, 0, length);
      if (answer === null) return;
      if (this.#parser.consumed < length) throw new MalformedAnswer('bytes follow the answer');
      this.#answered(answer, this.dueMs);
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** The server has closed in order: that frames an answer, or leaves a request without one. */
  #ended(): void {
    try {
      const answer = this.dueMs === undefined ? null : this.#parser.end();
      if (answer === null || this.dueMs === undefined) this.#lost('closed');
      else this.#answered(answer, this.dueMs);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #answered(answer: Answer, dueMs: number): void {
    const nowMs = monotonicMs();
    this.dueMs = undefined;
    if (answer.keepAlive && this.#options.keepAlive) {
      this.#answeredMs = nowMs;
      this.#idleTimeoutMs = answer.idleTimeoutMs;
    } else this.#drop();
    this.#options.owner.answered(this, dueMs, answer, nowMs);
  }

  /** What cannot be read as an answer is a wrong one; anything else is a defect of ours. */
  #refuse(error: unknown): void {
    if (!(error instanceof MalformedAnswer)) throw error;
    this.#lost('mismatch');
  }

  #lost(kind: keyof LoadErrors): void {
    const { dueMs } = this;
    this.dueMs = undefined;
    this.#drop();
    if (dueMs !== undefined) this.#options.owner.failed(this, dueMs, kind, monotonicMs());
  }

  #leaveIfStale(idleTimeoutMs: number): void {
    const idleMs = monotonicMs() - this.#answeredMs;
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
