/** FixedSession sends one request, always the same: each is an iteration. */
import { monotonicMs } from '../../host/clock.ts';
import type { LoadErrors } from '../../records/run.ts';
import { REFUSED_PAUSE_MS } from '../load-client.ts';
import type { RequestBooks } from '../numbered/numbered-session.ts';
import type { EncodedRequest } from '../users/encode-request.ts';
import type { Connection, ConnectionOptions, ConnectionOwner } from './connection.ts';
import { failedRequest } from './failed-request.ts';
import type { ParsedResponse } from './parsed-response.ts';
import type { Session, SessionOwner } from './session.ts';

interface FixedSessionOptions extends Omit<ConnectionOptions, 'owner'> {
  readonly ledger: RequestBooks;
  readonly connect: (options: ConnectionOptions) => Connection;
  readonly owner: SessionOwner;
}

/** A scripted session can do the same; this one costs the client less for each request. */
export class FixedSession implements Session, ConnectionOwner {
  readonly #request: EncodedRequest;
  readonly #ledger: RequestBooks;
  readonly #owner: SessionOwner;
  readonly #connection: Connection;
  #hasEnded = false;

  constructor(request: EncodedRequest, options: FixedSessionOptions) {
    this.#request = request;
    this.#ledger = options.ledger;
    this.#owner = options.owner;
    this.#connection = options.connect({ ...options, owner: this });
  }

  begin(nowMs: number): void {
    this.#ledger.sent(nowMs, this.#request.label);
    this.#connection.send(nowMs, this.#request);
  }

  beginDue(dueMs: number): void {
    this.#ledger.labelled(dueMs, this.#request.label);
    this.#connection.send(dueMs, this.#request);
  }

  rest(): void {
    this.#connection.close();
  }

  get inFlight(): number {
    return this.#connection.dueMs === undefined ? 0 : 1;
  }

  expire(dueBeforeMs: number, nowMs: number): void {
    const { dueMs } = this.#connection;
    if (dueMs === undefined || dueMs >= dueBeforeMs) return;
    this.#connection.abandon();
    this.failed(dueMs, 'timeout', nowMs);
  }

  responded(dueMs: number, response: ParsedResponse, nowMs: number): void {
    const { label } = this.#request;
    this.#ledger.responded(response.status, nowMs, label);
    const outcome = this.#request.outcomeOf(response);
    if (outcome === 'completed') this.#ledger.completed(dueMs, nowMs, label);
    else {
      this.#ledger.failed(outcome, dueMs, nowMs, label);
      this.#ledger.exemplify(() => failedRequest(this.#request, outcome, response));
    }
    this.#free(nowMs);
  }

  failed(dueMs: number, failure: keyof LoadErrors, nowMs: number): void {
    this.#ledger.failed(failure, dueMs, nowMs, this.#request.label);
    this.#ledger.exemplify(() => failedRequest(this.#request, failure));
    if (failure === 'connect') setTimeout(() => this.#free(monotonicMs()), REFUSED_PAUSE_MS);
    else this.#free(nowMs);
  }

  #free(nowMs: number): void {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      this.#owner.firstEnded();
    }
    this.#owner.free(this, nowMs);
  }
}
