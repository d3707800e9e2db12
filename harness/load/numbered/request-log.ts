/** RequestLog holds every numbered request of a load process: when it was due, sent and over, and how it ended. */
import type { Window } from '../../host/clock.ts';
import { errorKinds } from '../../records/error-kinds.ts';
import type { LoadErrors } from '../../records/run.ts';

export type Outcome = 'inFlight' | 'completed' | keyof LoadErrors;

/** Every outcome; its index is its code. */
export const OUTCOMES: readonly Outcome[] = ['inFlight', 'completed', ...errorKinds];

/** Numbers of one load process; more than any window can send. */
const NUMBERS_PER_PROCESS = 1e11;

const FIRST_CAPACITY = 4_096;
/** More names than this are names with data in them. */
const MOST_NAMES = 50;
const OTHER_NAMES = '(other requests)';

/** LoggedRequests are the requests of a window, in columns. */
export interface LoggedRequests {
  readonly count: number;
  /** 0 if the request was given up before it was sent. */
  readonly numbers: Float64Array;
  readonly dueMs: Float64Array;
  readonly sentMs: Float64Array;
  /** Infinity while in flight. */
  readonly endMs: Float64Array;
  /** Codes, as in {@link OUTCOMES}. */
  readonly outcomes: Uint8Array;
  /** Status of the response; 0 if there was none. */
  readonly statuses: Uint16Array;
  /** Index of the name of a request that must not be sent twice; -1 if it may. */
  readonly names: Int16Array;
}

export class RequestLog {
  readonly #firstNumber: number;
  #count = 0;
  #columns = columnsOf(FIRST_CAPACITY);
  /** Names of the requests that must not be sent twice. */
  readonly names: string[] = [];

  /** @param process index of the load process, so that no two processes use the same number */
  constructor(process: number) {
    this.#firstNumber = process * NUMBERS_PER_PROCESS + 1;
  }

  /** Returns the index of the new request. */
  begin(dueMs: number, sentMs: number, name: string | null): number {
    const index = this.#append(dueMs, sentMs, name === null ? -1 : this.#nameIndex(name));
    this.#columns.numbers[index] = this.numberOf(index);
    return index;
  }

  numberOf(index: number): number {
    return this.#firstNumber + index;
  }

  end(index: number, outcome: Outcome, nowMs: number): void {
    this.#columns.outcomes[index] = OUTCOMES.indexOf(outcome);
    this.#columns.endMs[index] = nowMs;
  }

  responded(index: number, status: number): void {
    this.#columns.statuses[index] = status;
  }

  /** A request was given up while it waited for a connection. */
  neverSent(dueMs: number, nowMs: number): void {
    this.end(this.#append(dueMs, dueMs, -1), 'timeout', nowMs);
  }

  /** Returns the requests that were in flight in the window. One that ended later counts as in flight. */
  inWindow({ fromMs, toMs }: Window): LoggedRequests {
    const { dueMs, endMs } = this.#columns;
    const indexes: number[] = [];
    for (let index = 0; index < this.#count; index++) {
      if ((dueMs[index] ?? 0) < toMs && (endMs[index] ?? 0) >= fromMs) indexes.push(index);
    }
    const chosen = columnsOf(indexes.length);
    indexes.forEach((from, to) => {
      copyRow(this.#columns, from, chosen, to);
      if ((chosen.endMs[to] ?? 0) < toMs) return;
      chosen.endMs[to] = Number.POSITIVE_INFINITY;
      chosen.outcomes[to] = 0;
    });
    return { count: indexes.length, ...chosen };
  }

  #append(dueMs: number, sentMs: number, name: number): number {
    if (this.#count === this.#columns.dueMs.length) this.#columns = grown(this.#columns);
    const index = this.#count++;
    const columns = this.#columns;
    columns.dueMs[index] = dueMs;
    columns.sentMs[index] = sentMs;
    columns.endMs[index] = Number.POSITIVE_INFINITY;
    columns.names[index] = name;
    return index;
  }

  #nameIndex(name: string): number {
    const known = this.names.indexOf(name);
    if (known >= 0) return known;
    if (this.names.length < MOST_NAMES) return this.names.push(name) - 1;
    if (this.names.length === MOST_NAMES) this.names.push(OTHER_NAMES);
    return MOST_NAMES;
  }
}

type Columns = Omit<LoggedRequests, 'count'>;

export function columnsOf(capacity: number): Columns {
  return {
    numbers: new Float64Array(capacity),
    dueMs: new Float64Array(capacity),
    sentMs: new Float64Array(capacity),
    endMs: new Float64Array(capacity),
    outcomes: new Uint8Array(capacity),
    statuses: new Uint16Array(capacity),
    names: new Int16Array(capacity),
  };
}

function grown(columns: Columns): Columns {
  const larger = columnsOf(2 * columns.dueMs.length);
  larger.numbers.set(columns.numbers);
  larger.dueMs.set(columns.dueMs);
  larger.sentMs.set(columns.sentMs);
  larger.endMs.set(columns.endMs);
  larger.outcomes.set(columns.outcomes);
  larger.statuses.set(columns.statuses);
  larger.names.set(columns.names);
  return larger;
}

function copyRow(from: Columns, row: number, to: Columns, at: number): void {
  to.numbers[at] = from.numbers[row] ?? 0;
  to.dueMs[at] = from.dueMs[row] ?? 0;
  to.sentMs[at] = from.sentMs[row] ?? 0;
  to.endMs[at] = from.endMs[row] ?? 0;
  to.outcomes[at] = from.outcomes[row] ?? 0;
  to.statuses[at] = from.statuses[row] ?? 0;
  to.names[at] = from.names[row] ?? -1;
}
