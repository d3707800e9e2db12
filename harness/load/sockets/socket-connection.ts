/** One WebSocket of the load. It is opened again when it drops, as a client does that wants to stay connected. */
import { WebSocket } from 'ws';
import type { Handshake } from '../../../scenarios/socket-user.ts';
import { monotonicMs } from '../../host/clock.ts';
import type { LoadErrors } from '../../records/run.ts';
import type { HandshakeGate } from './handshake-gate.ts';
import type { SocketBooks } from './socket-books.ts';

/** The longest pause before the first attempt to reconnect; it doubles with each attempt. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** Close code of a connection that ended without a closing handshake (RFC 6455, 7.1.5). */
const ABNORMAL_CLOSURE = 1006;

export interface SocketConnectionOptions {
  /** `ws://127.0.0.1:3000` */
  readonly origin: string;
  readonly handshake: () => Handshake;
  /** Accept any certificate. */
  readonly insecure: boolean;
  readonly timeoutMs: number;
  /** Address that it connects from; null: the one that the host chooses. */
  readonly localAddress: string | null;
  readonly random: () => number;
  readonly books: SocketBooks;
  readonly gate: HandshakeGate;
  readonly owner: SocketOwner;
}

export interface SocketOwner {
  opened(): void;
  /** The first handshake has ended, in whatever way. */
  tried(): void;
  received(text: string, nowMs: number): void;
  /** The connection ended. What was in flight on it gets no response. */
  dropped(kind: keyof LoadErrors, nowMs: number): void;
}

export class SocketConnection {
  readonly #options: SocketConnectionOptions;
  #socket: WebSocket | null = null;
  #isOpen = false;
  #isWanted = false;
  #hasTried = false;
  #failures = 0;

  constructor(options: SocketConnectionOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Opens the connection, unless it is open or being opened. */
  open(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#options.gate.enter(() => this.#connect());
  }

  /** Closes the connection, and leaves it closed until `open` is called. */
  close(): void {
    this.#isWanted = false;
    this.#socket?.terminate();
  }

  send(data: string | Uint8Array): void {
    this.#socket?.send(data);
  }

  #connect(): void {
    const { origin, handshake, insecure, timeoutMs, localAddress, books, gate, owner } = this.#options;
    const beganMs = monotonicMs();
    const { path, headers, protocols } = handshake();
    books.began(beganMs);
    const socket = new WebSocket(`${origin}${path}`, [...(protocols ?? [])], {
      handshakeTimeout: timeoutMs,
      perMessageDeflate: false,
      rejectUnauthorized: !insecure,
      ...(headers ? { headers: { ...headers } } : {}),
      ...(localAddress === null ? {} : { localAddress }),
    });
    this.#socket = socket;
    let refusal = 'connect';
    let hasEnded = false;
    const ended = () => {
      if (hasEnded) return;
      hasEnded = true;
      gate.leave();
      if (this.#hasTried) return;
      this.#hasTried = true;
      owner.tried();
    };
    socket.on('unexpected-response', (_request, response) => {
      refusal = String(response.statusCode);
      response.resume();
      socket.terminate();
    });
    socket.on('open', () => {
      const nowMs = monotonicMs();
      this.#isOpen = true;
      this.#failures = 0;
      books.opened(nowMs - beganMs, nowMs);
      ended();
      owner.opened();
    });
    socket.on('message', (data) => owner.received(String(data), monotonicMs()));
    // The close event follows, and says what it means for the load.
    socket.on('error', () => {});
    socket.on('close', (code) => {
      const nowMs = monotonicMs();
      const wasOpen = this.#isOpen;
      this.#isOpen = false;
      this.#socket = null;
      if (wasOpen) {
        books.dropped(nowMs);
        owner.dropped(code === ABNORMAL_CLOSURE ? 'reset' : 'closed', nowMs);
      } else books.refused(refusal, nowMs);
      ended();
      if (this.#isWanted) this.#reconnect();
    });
  }

  /** Pauses for a random time, so that thousands of clients do not come back in step. */
  #reconnect(): void {
    const { random, gate } = this.#options;
    const longestMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    this.#failures++;
    setTimeout(() => {
      if (this.#isWanted) gate.enter(() => this.#connect());
    }, random() * longestMs);
  }
}
