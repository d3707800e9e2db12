/** The parts of a scenario that a module of the user's own defines. */
import type { PlannedEvent } from './events/planned-event.ts';
import type { Request } from './request.ts';
import type { HttpUser, ScriptedUser } from './user.ts';

/** ScenarioDefinition has either one request, which is sent again and again, or a script: `*user(context)`. */
export type ScenarioDefinition = ScenarioTraits & (OneRequest | Scripted);

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
}

interface Scripted {
  readonly user: ScriptedUser['run'];
  readonly request?: never;
}

/** DefinedScenario is a definition that was checked. */
export interface DefinedScenario extends Omit<ScenarioTraits, 'expectedFailures'> {
  readonly expectedFailures: readonly string[];
  readonly user: HttpUser;
}

export const CONNECTIONS = ['kept', 'per-request', 'per-iteration'] as const;
export const ARRIVALS = ['closed', 'open'] as const;
