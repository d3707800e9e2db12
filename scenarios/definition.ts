/** The parts of a scenario that a module of the user's own defines. */
import type { PlannedEvent } from './events/planned-event.ts';
import type { Request } from './request.ts';
import type { SocketUser } from './socket-user.ts';
import type { ScriptedUser, User } from './user.ts';

/**
 * ScenarioDefinition has either one request, which is sent again and again, or a script: `*user(context)`, or
 * messages over a WebSocket.
 */
export type ScenarioDefinition = ScenarioTraits & (OneRequest | Scripted | OverSockets);

export interface ScenarioTraits {
  /** Name in reports and cell ids; the name of the file by default. */
  readonly name?: string;
  /** One line that says what it is. */
  readonly summary?: string;
  /** `kept` by default. */
  readonly connections?: (typeof CONNECTIONS)[number];
  /** `closed` by default: the next iteration begins when the last one has ended. `open`: at a rate. */
  readonly arrivals?: (typeof ARRIVALS)[number];
  /** Name of the metric that decides. By default the rate in a closed loop, and the p99 in an open one. */
  readonly metric?: string;
  /** Classes of failures and status codes that are figures, not errors. */
  readonly expectedFailures?: readonly (string | number)[];
  /** Names of services that the app depends on, in starting order. */
  readonly services?: readonly string[];
  /** Environment for every process of the app. */
  readonly appEnv?: Readonly<Record<string, string>>;
  /** The events inside the window. */
  readonly events?: readonly PlannedEvent[];
}

interface OneRequest {
  readonly request: Request;
  readonly user?: never;
  readonly socket?: never;
}

interface Scripted {
  readonly user: ScriptedUser['run'];
  readonly request?: never;
  readonly socket?: never;
}

interface OverSockets {
  readonly socket: SocketDefinition;
  readonly request?: never;
  readonly user?: never;
}

/** SocketDefinition is what a module says of its messages; they are heard by their sender unless it says otherwise. */
export type SocketDefinition = Omit<SocketUser, 'protocol' | 'heardBy'> &
  Partial<Pick<SocketUser, 'heardBy'>>;

/** DefinedScenario is a definition that was checked. */
export interface DefinedScenario extends Omit<ScenarioTraits, 'expectedFailures'> {
  readonly expectedFailures: readonly string[];
  readonly user: User;
}

export const CONNECTIONS = ['kept', 'per-request', 'per-iteration'] as const;
export const ARRIVALS = ['closed', 'open'] as const;
