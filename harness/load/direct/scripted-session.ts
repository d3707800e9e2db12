/** ScriptedSession carries out what a script does, and reports the outcome of each request and iteration. */
import { monotonicMs } from '../../host/clock.ts';
import type { LoadErrors } from '../../records/run.ts';
import { REFUSED_PAUSE_MS } from '../load-client.ts';
import type { RequestBooks } from '../numbered/numbered-session.ts';
import type { FailedRequest } from '../so-far.ts';
import type { EncodedRequest } from '../users/encode-request.ts';
import type { Action, IterationOutcome, VirtualUser } from '../users/virtual-user.ts';
import type { Connection, ConnectionOptions, ConnectionOwner } from './connection.ts';
import { failedRequest } from './failed-request.ts';
import type { ParsedResponse } from './parsed-response.ts';
import type { Session, SessionOwner } from './session.ts';

/** Pause after an iteration that sent nothing. Without it a faulty script would keep the process busy. */
const FAULT_PAUSE_MS = 100;

interface ScriptedSessionOptions extends Omit<ConnectionOptions, 'owner'> {
  readonly user: VirtualUser;
  readonly ledger: RequestBooks;
  readonly connect: (options: ConnectionOptions) => Connection;
  /** Whether each iteration has a connection of its own. */
  readonly closesAfterIteration: boolean;
  readonly owner: SessionOwner;
}

export class ScriptedSession implements Session, ConnectionOwner {
  readonly #options: ScriptedSessionOptions;
  readonly #ledger: RequestBooks;
  readonly #user: VirtualUser;
  readonly #connection: Connection;
  #request: EncodedRequest | null = null;
  #beganMs = 0;
  #hasEnded = false;

  constructor(options: ScriptedSessionOptions) {
    this.#options = options;
    this.#ledger = options.ledger;
    this.#user = options.user;
    this.#connection = options.connect({ ...options, owner: this });
  }

  begin(nowMs: number): void {
    this.#beganMs = nowMs;
    this.#followUnasked(this.#user.begin(), nowMs, false);
  }

  beginDue(dueMs: number): void {
    this.#beganMs = dueMs;
    this.#followUnasked(this.#user.begin(), dueMs, true);
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
    const request = this.#request;
    if (request === null) throw new Error('a response without a request');
    const ledger = this.#ledger;
    const outcome = request.outcomeOf(response);
    ledger.responded(response.status, nowMs, request.label);
    // The script may refuse the response, so it runs before the outcome is known.
    const next = this.#user.responded(response, outcome === 'completed');
    const refusal = next.kind === 'end' ? next.thrown : null;
    if (outcome === 'completed' && refusal === null) ledger.completed(dueMs, nowMs, request.label);
    else {
      const failure = outcome === 'completed' ? 'check' : outcome;
      ledger.failed(failure, dueMs, nowMs, request.label);
      exemplify(ledger, request, failure, response, refusal);
      if (refusal !== null) ledger.checkFailed(refusal, nowMs);
    }
    this.#ended();
    this.#follow(next, nowMs, false);
  }

  failed(dueMs: number, failure: keyof LoadErrors, nowMs: number): void {
    const request = this.#request;
    this.#ledger.failed(failure, dueMs, nowMs, request?.label ?? -1);
    if (request !== null) exemplify(this.#ledger, request, failure, null, null);
    this.#ended();
    const next = this.#user.failed(failure);
    if (failure === 'connect') this.#followAfter(next, REFUSED_PAUSE_MS);
    else this.#follow(next, nowMs, false);
  }

  #ended(): void {
    this.#request = null;
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#options.owner.firstEnded();
  }

  /** Follows an action that no response led to: a script that throws now fails no request. */
  #followUnasked(action: Action, atMs: number, isSent: boolean): void {
    if (action.kind !== 'end' || action.thrown === null) {
      this.#follow(action, atMs, isSent);
      return;
    }
    this.#ledger.checkFailed(action.thrown, atMs);
    if (isSent) this.#ledger.retracted(atMs);
    this.#followAfter(action, FAULT_PAUSE_MS);
  }

  /** @param isSent whether the ledger already holds the request that begins the iteration */
  #follow(action: Action, atMs: number, isSent: boolean): void {
    if (action.kind === 'send') this.#send(action, atMs, isSent);
    else if (action.kind === 'pause') {
      if (isSent) this.#ledger.retracted(atMs);
      setTimeout(() => this.#followUnasked(this.#user.resume(), monotonicMs(), false), action.ms);
    } else this.#end(action, atMs, isSent);
  }

  #followAfter(action: Action, ms: number): void {
    setTimeout(() => this.#follow(action, monotonicMs(), false), ms);
  }

  #send(request: EncodedRequest, atMs: number, isSent: boolean): void {
    this.#request = request;
    if (isSent) this.#ledger.labelled(atMs, request.label);
    else this.#ledger.sent(atMs, request.label);
    this.#connection.send(atMs, request);
  }

  #end({ isCorrect }: IterationOutcome, nowMs: number, isSent: boolean): void {
    const { owner, closesAfterIteration } = this.#options;
    const ledger = this.#ledger;
    if (isSent) ledger.retracted(nowMs);
    ledger.iterationEnded(this.#beganMs, nowMs, isCorrect);
    if (closesAfterIteration) this.#connection.close();
    owner.free(this, nowMs);
  }
}

/** exemplify is a function of its own so that a correct response pays for no closure. */
function exemplify(
  ledger: RequestBooks,
  request: EncodedRequest,
  failure: FailedRequest['kind'],
  response: ParsedResponse | null,
  refusal: string | null,
): void {
  ledger.exemplify(() => failedRequest(request, failure, response, refusal));
}
