import type { FoundProgram, Member } from '../member.ts';
import type { Spawn, TargetFailure } from '../topology.ts';

/** What an app depends on: started for each trial before the app, and stopped after it. */
export interface Service extends Member {
  /** @throws {TargetError} where it does not come to serve; what was started is its owner's to stop */
  start(context: ServiceContext): Promise<RunningService>;
}

interface ServiceContext {
  /** The user's own, in place of one that is started: write there under a prefix or schema of ours alone. Null: start one. */
  readonly url: URL | null;
  /** Null where nothing is started, or the service has no program. */
  readonly program: FoundProgram | null;
  /** The service's own folder is made in it; others than its owner can pass through it. */
  readonly folder: string;
  /** On 127.0.0.1, free a moment ago. */
  readonly port: number;
  /** What the services that were started before it hand to the app: one may stand in front of another. */
  readonly env: Readonly<Record<string, string>>;
  readonly spawn: Spawn;
  readonly startTimeoutMs: number;
  readonly signal: AbortSignal;
}

/** A service that serves. It is disposed of when the app has ended, before its processes are stopped; that never rejects. */
export interface RunningService extends AsyncDisposable {
  /** Handed to every process of the app. */
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  /** What the service counts of itself, units in names; read at both ends of the window. */
  figures(): Promise<Readonly<Record<string, number>>>;
  /** Settles when it is of no more use. Never rejects. */
  readonly broken: Promise<TargetFailure>;
}
