/**
 * Numbers for the requests of a session. Each request carries its number in a header, and its outcome is logged under
 * it. Sessions without numbers have none of this in their way.
 */
import { monotonicMs } from '../../host/clock.ts';
import { NUMBER_HEADER } from '../../observe/request-notes.ts';
import type { LoadErrors } from '../../records/run.ts';
import { Connection, type ConnectionOptions, type SentRequest } from '../direct/connection.ts';
import type { Ledger } from '../ledger.ts';
import type { RequestLog } from './request-log.ts';

/** RequestBooks is the part of a ledger that a session needs. */
export type RequestBooks = Pick<
  Ledger,
  | 'sent'
  | 'labelled'
  | 'responded'
  | 'completed'
  | 'failed'
  | 'exemplify'
  | 'checkFailed'
  | 'iterationEnded'
  | 'retracted'
>;

/** LoopBooks is the part of a ledger that an open loop needs. */
export type LoopBooks = Pick<Ledger, 'sent' | 'sendDelayed' | 'failed' | 'retracted'>;

export interface NumberedSession {
  /** Makes the session's connection. */
  readonly connect: (options: ConnectionOptions) => Connection;
  readonly ledger: RequestBooks;
}

/** numberedSession returns what a session needs to number its requests, one at a time. */
export function numberedSession(ledger: Ledger, log: RequestLog): NumberedSession {
  let index = -1;
  const number = (dueMs: number, request: SentRequest): SentRequest => {
    index = log.begin(dueMs, monotonicMs(), unrepeatableName(request));
    return { method: request.method, bytes: withNumber(request.bytes, log.numberOf(index)) };
  };
  return {
    connect: (options) => new NumberedConnection(options, number),
    ledger: {
      sent: (atMs, label) => ledger.sent(atMs, label),
      labelled: (dueMs, label) => ledger.labelled(dueMs, label),
      responded: (status, nowMs, label) => {
        log.responded(index, status);
        ledger.responded(status, nowMs, label);
      },
      exemplify: (describe) => ledger.exemplify(describe),
      checkFailed: (message, nowMs) => ledger.checkFailed(message, nowMs),
      iterationEnded: (beganMs, nowMs, isCorrect) => ledger.iterationEnded(beganMs, nowMs, isCorrect),
      retracted: (sentMs) => ledger.retracted(sentMs),
      completed: (dueMs, nowMs, label) => {
        log.end(index, 'completed', nowMs);
        ledger.completed(dueMs, nowMs, label);
      },
      failed: (kind, dueMs, nowMs, label) => {
        log.end(index, kind, nowMs);
        ledger.failed(kind, dueMs, nowMs, label);
      },
    },
  };
}

/** numberedLoop logs the requests that an open loop gives up before they are sent. */
export function numberedLoop(ledger: Ledger, log: RequestLog): LoopBooks {
  return {
    sent: (atMs, label) => ledger.sent(atMs, label),
    sendDelayed: (delayMs, nowMs) => ledger.sendDelayed(delayMs, nowMs),
    retracted: (sentMs) => ledger.retracted(sentMs),
    failed: (kind: keyof LoadErrors, dueMs, nowMs, label) => {
      log.neverSent(dueMs, nowMs);
      ledger.failed(kind, dueMs, nowMs, label);
    },
  };
}

class NumberedConnection extends Connection {
  readonly #number: (dueMs: number, request: SentRequest) => SentRequest;

  constructor(options: ConnectionOptions, number: (dueMs: number, request: SentRequest) => SentRequest) {
    super(options);
    this.#number = number;
  }

  override send(dueMs: number, request: SentRequest): void {
    super.send(dueMs, this.#number(dueMs, request));
  }
}

const LF = 10;
/** Numbers have a fixed width, so that all requests have the same length. */
const WIDTH = 13;

/**
 * withNumber returns a copy of the request with the header behind its first line. The copy is of its own because a
 * kernel that accepts only a part reads the rest later.
 */
function withNumber(bytes: Buffer, number: number): Buffer {
  const lineEnd = bytes.indexOf(LF) + 1;
  const header = `${NUMBER_HEADER}: ${String(number).padStart(WIDTH, '0')}\r\n`;
  return Buffer.concat([bytes.subarray(0, lineEnd), Buffer.from(header, 'latin1'), bytes.subarray(lineEnd)]);
}

/** Methods whose repetition has the same effect (RFC 9110, 9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** unrepeatableName returns null for a request that may be sent twice, else its method and path. */
function unrepeatableName({ method, bytes }: SentRequest): string | null {
  if (IDEMPOTENT.has(method)) return null;
  const [verb = '', target = ''] = bytes.toString('latin1', 0, bytes.indexOf(LF)).split(' ');
  return `${verb} ${target.split('?')[0]}`;
}
