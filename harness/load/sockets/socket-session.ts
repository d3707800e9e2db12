/**
 * SocketSession is one virtual user on its WebSocket. Each message that somebody must hear is a request of the ledger:
 * it is sent when the message is due, and completed when it is heard.
 */
import type { SocketContext, SocketUser } from '../../../scenarios/socket-user.ts';
import { monotonicMs } from '../../host/clock.ts';
import type { LoadErrors } from '../../records/run.ts';
import type { Session, SessionOwner } from '../direct/session.ts';
import type { Ledger } from '../ledger.ts';
import { locatedMessage } from '../users/locate-error.ts';
import type { Hearer, Room } from './room.ts';
import type { SocketBooks } from './socket-books.ts';
import { SocketConnection, type SocketConnectionOptions, type SocketOwner } from './socket-connection.ts';

export interface SocketSessionOptions
  extends Omit<SocketConnectionOptions, 'owner' | 'handshake' | 'random'> {
  readonly user: SocketUser;
  readonly context: SocketContext;
  readonly ledger: Pick<Ledger, 'sent' | 'completed' | 'failed' | 'exemplify' | 'checkFailed'>;
  readonly books: SocketBooks;
  readonly room: Room;
  /** In a closed loop the next message follows the end of the last one. */
  readonly isClosedLoop: boolean;
  readonly owner: SessionOwner;
}

export class SocketSession implements Session, SocketOwner, Hearer {
  readonly #options: SocketSessionOptions;
  readonly #connection: SocketConnection;
  /** When each message in flight was due, by its number, in the order in which they were sent. */
  readonly #inFlight = new Map<number, number>();
  /** Messages that were due while the connection was not open. */
  #unsent: number[] = [];
  /** The message whose end a closed loop waits for. */
  #awaited: number | null = null;

  constructor(options: SocketSessionOptions) {
    this.#options = options;
    const { user, context } = options;
    this.#connection = new SocketConnection({
      ...options,
      handshake: () => user.open(context),
      random: context.random,
      owner: this,
    });
    options.room.add(this);
  }

  /** Opens the connection. In a closed loop it also sends a message. */
  begin(nowMs: number): void {
    const { ledger, owner, isClosedLoop } = this.#options;
    this.#connection.open();
    if (!isClosedLoop) {
      owner.free(this, nowMs);
      return;
    }
    ledger.sent(nowMs);
    this.#awaited = this.#sendDue(nowMs);
  }

  beginDue(dueMs: number): void {
    const { user, ledger, room, owner } = this.#options;
    // The loop has counted one hearer.
    const others = user.heardBy === 'room' ? room.members.length - 1 : 0;
    for (let other = 0; other < others; other++) ledger.sent(dueMs);
    this.#sendDue(dueMs);
    // Messages do not wait for each other.
    owner.free(this, dueMs);
  }

  rest(): void {
    this.#connection.close();
  }

  /** Number of messages in flight that this session must hear. */
  get inFlight(): number {
    return this.#inFlight.size;
  }

  expect(number: number, dueMs: number): void {
    this.#inFlight.set(number, dueMs);
  }

  expire(dueBeforeMs: number, nowMs: number): void {
    for (const [number, dueMs] of this.#inFlight) {
      if (dueMs >= dueBeforeMs) return;
      this.#fail(number, dueMs, 'timeout', nowMs);
    }
  }

  opened(): void {
    const unsent = this.#unsent;
    this.#unsent = [];
    // A message that has timed out meanwhile is not sent.
    for (const number of unsent) if (this.#inFlight.has(number)) this.#send(number, monotonicMs());
  }

  tried(): void {
    this.#options.owner.firstEnded();
  }

  received(text: string, nowMs: number): void {
    const { ledger, books } = this.#options;
    const number = this.#numberOf(text, nowMs);
    const dueMs = number === null ? undefined : this.#inFlight.get(number);
    if (number === null || dueMs === undefined) {
      books.unasked(nowMs);
      return;
    }
    this.#inFlight.delete(number);
    ledger.completed(dueMs, nowMs);
    books.heard(dueMs);
    this.#ended(number, nowMs);
  }

  dropped(kind: keyof LoadErrors, nowMs: number): void {
    for (const [number, dueMs] of [...this.#inFlight]) {
      if (!this.#unsent.includes(number)) this.#fail(number, dueMs, kind, nowMs);
    }
  }

  /** Returns the number of the message. */
  #sendDue(dueMs: number): number {
    const { room, user, books } = this.#options;
    const number = room.nextNumber();
    const hearers = user.heardBy === 'room' ? room.members : [this];
    for (const hearer of hearers) hearer.expect(number, dueMs);
    books.due(dueMs, hearers.length);
    if (this.#connection.isOpen) this.#send(number, dueMs);
    else this.#unsent.push(number);
    return number;
  }

  /** The user's own code may throw: that fails the message, and not the load process. */
  #send(number: number, nowMs: number): void {
    const { user, context, ledger } = this.#options;
    try {
      this.#connection.send(user.message({ ...context, number }));
    } catch (error) {
      ledger.checkFailed(locatedMessage(error), nowMs);
      const dueMs = this.#inFlight.get(number);
      if (dueMs !== undefined) this.#fail(number, dueMs, 'check', nowMs);
    }
  }

  #numberOf(text: string, nowMs: number): number | null {
    const { user, ledger } = this.#options;
    if (user.numberOf === undefined) return this.#oldest();
    try {
      return user.numberOf(text);
    } catch (error) {
      ledger.checkFailed(locatedMessage(error), nowMs);
      return null;
    }
  }

  #oldest(): number | null {
    const [number] = this.#inFlight.keys();
    return number ?? null;
  }

  #fail(number: number, dueMs: number, kind: keyof LoadErrors, nowMs: number): void {
    const { ledger } = this.#options;
    this.#inFlight.delete(number);
    ledger.failed(kind, dueMs, nowMs);
    ledger.exemplify(() => ({ label: 'a message', kind, response: null, thrown: null }));
    this.#ended(number, nowMs);
  }

  #ended(number: number, nowMs: number): void {
    const { owner } = this.#options;
    if (number !== this.#awaited) {
      owner.settled();
      return;
    }
    this.#awaited = null;
    owner.free(this, nowMs);
  }
}
