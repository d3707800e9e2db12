import type { Request } from './request.ts';
import type { Response } from './response.ts';
import type { SocketUser } from './socket-user.ts';
import type { Step } from './step.ts';

/** User is a virtual user: one that sends requests, or one that sends messages over a WebSocket. */
export type User = HttpUser | SocketUser;

/** HttpUser is a virtual user: it sends the requests of one connection, one after the other. */
export type HttpUser = FixedUser | ScriptedUser;

/** FixedUser always sends the same request, which is the fast path of every client. */
export interface FixedUser {
  readonly protocol: 'http';
  readonly request: Request;
}

/** ScriptedUser decides what to send, step by step. */
export interface ScriptedUser {
  readonly protocol: 'http';
  /**
   * Called when an iteration begins, unless the last call's generator goes on: one that yields an end of iteration
   * keeps the user and its state, one that returns gives way to a new user without cookies.
   *
   * A request that is returned is the whole iteration, and so are several, which are sent in order. A generator yields
   * requests and receives their responses.
   */
  readonly run: (context: UserContext) => Request | readonly Request[] | Script;
  /** Headers that the run adds to each of its requests; they replace its own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether anybody reads the headers of responses, as a script may; true if it is left out. */
  readonly readsHeaders?: boolean;
  /** The run's data file. */
  readonly rows?: UserRows;
}

/** UserRows are the rows of a data file, and the order in which users receive them. */
export interface UserRows {
  /** Name of the file, for messages and records. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Values in the order of the columns. */
  readonly rows: readonly (readonly string[])[];
  /** In-order: one row after the other, then again from the first; random: any row, by the run's seed. */
  readonly order: 'in-order' | 'random';
}

/** isList says whether an iteration is a list of requests. */
export function isList(made: Request | readonly Request[] | Script): made is readonly Request[] {
  return Array.isArray(made);
}

export type Script = Generator<Step, void, Response>;

/** UserContext is what a virtual user knows of the run. */
export interface UserContext {
  /** Number of the connection, from 0, over all load processes. */
  readonly connection: number;
  /** Returns a number from 0 up to but not including 1; the run's seed determines the series. */
  readonly random: () => number;
  /** Returns the next row of the run's data file. @throws if the run has none */
  readonly row: () => Row;
}

/** Values by column. */
export type Row = Readonly<Record<string, string>>;

/** isFixed says whether the user always sends the same request. */
export function isFixed(user: User): user is FixedUser {
  return 'request' in user;
}
