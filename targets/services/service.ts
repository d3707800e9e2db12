import type { FoundProgram, Member } from '../member.ts';
import type { SettingValues } from '../setting.ts';
import type { Spawn, TargetFailure } from '../topology.ts';

/** Service is something that an app depends on. It starts before the app in each trial, and stops after it. */
export interface Service extends Member {
  /** Schemes of the URLs that `--service` accepts for it, such as `redis:`; any if omitted. */
  readonly schemes?: readonly string[];
  /** Returns why the user's own service cannot be used, with the fix, or null if it can. Always possible if omitted. */
  readonly unusable?: (url: URL) => Promise<string | null>;
  /** @throws {TargetError} if it does not start to serve; the caller stops what was started */
  start(context: ServiceContext): Promise<RunningService>;
}

export interface ServiceContext {
  /**
   * The user's own service, to use instead of starting one: write only under a prefix or schema of ours. Null to
   * start one.
   */
  readonly url: URL | null;
  /** Null if nothing is started, or the service has no program. */
  readonly program: FoundProgram | null;
  /** Parent of the service's own folder; other users can pass through it. */
  readonly folder: string;
  /** On 127.0.0.1; it was free a moment ago. */
  readonly port: number;
  /** Environment from the services started before it, since one may stand in front of another. */
  readonly env: Readonly<Record<string, string>>;
  /** A value for each setting of the cell. */
  readonly settings: SettingValues;
  readonly spawn: Spawn;
  readonly startTimeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * RunningService is a service that serves. It is disposed after the app has ended and before its processes stop;
 * disposal never rejects.
 */
export interface RunningService extends AsyncDisposable {
  /** Environment for every process of the app. */
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  /** The service's own figures, with units in their names; read at both ends of the window. */
  figures(): Promise<Figures>;
  /** Figures to read about once a second in the window; none if omitted. */
  sample?(): Promise<Figures>;
  /** Settings that bear on the figures, as it reports them; none if omitted. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Connections that it accepts from the app; unknown if omitted. */
  readonly accepts?: number;
  /** Queries that it works on at the same time; unknown if omitted. */
  readonly atOnce?: number;
  /** Returns the mean time of a query between two readings of its figures, milliseconds; null if unknown. */
  queryMs?(atStart: Figures, atEnd: Figures): number | null;
  /** Settles when the service fails. Never rejects. */
  readonly broken: Promise<TargetFailure>;
}

/** Figures by name, with units in their names. */
export type Figures = Readonly<Record<string, number>>;
