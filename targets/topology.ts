/**
 * Topology says how an app's processes are arranged. It receives everything it needs to start processes, and imports
 * only types from the harness, so that tests can use fakes.
 */
import type { ControlName, Controls } from './controls.ts';
import type { FoundProgram, Member } from './member.ts';
import type { Policy } from './policies/index.ts';
import type { SettingValues } from './setting.ts';

/** Origin is where a server listens: a literal address, IPv6 without brackets; a name for a server that already runs. */
export interface Origin {
  readonly host: string;
  readonly port: number;
}

/** App is a script that serves HTTP on `process.env.PORT`, or on the `{port}` in its arguments. */
export interface App {
  readonly name: string;
  /** Absolute path; empty if a command starts the app. */
  readonly script: string;
  /** Starts the app instead of the script: a program and its arguments, with placeholders as in `args`. */
  readonly command?: readonly string[] | null;
  /** `{port}` stands for the port, `{workers}` for the number of workers that the app must fork itself. */
  readonly args: readonly string[];
  /** Environment for every process of the app, in addition to PORT, HOST and NODE_APP_INSTANCE. */
  readonly env: Readonly<Record<string, string>>;
  /** Modules preloaded into every process of the target, as instruments. */
  readonly preload: readonly string[];
  /** Arguments of the Node that runs it, before the script; none if omitted. */
  readonly nodeArgs?: readonly string[];
  /** The Node that runs it; ours if omitted. */
  readonly execPath?: string;
  /** Working directory of its processes; ours if omitted. */
  readonly cwd?: string;
  /** Where it already runs; omitted if a topology starts it. */
  readonly origin?: Origin;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** ChildHandle is a child process as topologies and proxies see it. The harness owns it, and ends it in any case. */
export interface ChildHandle {
  readonly pid: number;
  readonly name: string;
  /** Settles once, when the process has ended. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Listens for messages on the child's IPC channel. Returns a function that stops listening. */
  onMessage(listener: (message: unknown) => void): () => void;
  /**
   * Sends SIGTERM, or the given signal; then SIGKILL to the whole process group after a grace period. Never rejects.
   */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** The last lines that the process wrote to stderr, or to stdout if stderr is empty. */
  lastLines(): readonly string[];
}

export interface SpawnOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Opens an IPC channel. */
  readonly ipc?: boolean;
  /** Number of a server that is a unit of its own, as in a container; omitted if the processes of a target are one. */
  readonly instance?: number;
  readonly uid?: number;
  readonly gid?: number;
}

export type Spawn = (options: SpawnOptions) => ChildHandle;

/** Announced is a server that listens, as its process announced it. */
export interface Announced {
  readonly pid: number;
  /** NODE_APP_INSTANCE, 0..N-1; null for a process without one. */
  readonly instance: number | null;
  readonly address: string;
  readonly port: number;
  /** The port in the process's PORT variable. */
  readonly expectedPort: number;
}

export interface TopologyContext {
  readonly workers: number;
  /** Null if nothing hands connections to workers. */
  readonly policy: Policy | null;
  /** Address that the app must listen on; IPv6 without brackets. */
  readonly host: string;
  /** One port, or one per worker if the topology has several. They were free on `host` a moment ago. */
  readonly ports: readonly number[];
  /** A value for each setting of the cell. */
  readonly settings: SettingValues;
  /** The topology's external program; null if it has none. */
  readonly program?: FoundProgram | null;
  /** Folder for files that last as long as the target; its path is short enough for sockets. */
  readonly folder: string;
  readonly spawn: Spawn;
  /**
   * Calls back with each server of the app's processes that starts to listen, whichever process started it. Returns a
   * function that stops this.
   */
  readonly onListening: (listener: (announced: Announced) => void) => () => void;
  /**
   * Returns where the processes of a group listen, as far as the host shows it, for the error about an app that did
   * not announce itself.
   */
  readonly listeningOn?: (pgid: number) => Promise<readonly Origin[]>;
  /** How long the app may take to listen. */
  readonly startTimeoutMs: number;
  /** Memory of a worker at which a topology that can do so replaces it, unless a setting says otherwise. */
  readonly memoryLimit?: string | null;
  /** Whether a process was told to misbehave. Its end is then no failure. */
  readonly wasTold?: (pid: number) => boolean;
  readonly signal: AbortSignal;
}

/**
 * RunningTarget is a target that listens on all its ports. The caller that provided `spawn` owns its processes and
 * stops them.
 */
export interface RunningTarget {
  readonly origins: readonly Origin[];
  /** Settles when a process of the target ended, or a worker was lost, unless a control did it. Never rejects. */
  readonly broken: Promise<TargetFailure>;
  /** Controls that its topology or proxy declares. */
  readonly controls: Partial<Controls>;
}

/** The worker counts and policies of a run. */
interface Axes {
  /** Ascending, each once. */
  readonly workers: readonly number[];
  readonly policies: readonly string[];
  /** Whether the user named the topology. If so, it also runs with one worker. */
  readonly isNamed: boolean;
}

/** Variant is one arrangement of a topology, without the proxy. */
export interface Variant {
  /** Its part of a cell's id: `cluster-8-rr`. */
  readonly label: string;
  readonly workers: number;
  /** Null if nothing hands connections to workers. */
  readonly policy: string | null;
}

interface ComparedWith {
  readonly topology: string;
  /** Null for the variant's own policy. */
  readonly policy: string | null;
}

export interface Topology extends Member {
  /** Whether one of its processes starts the workers and may hand them their connections. */
  readonly hasPrimary: boolean;
  /** Whether it is the one plain process with which everything else is compared. */
  readonly isReference: boolean;
  /** Whether it starts nothing, because the app already runs. Only `--attach` chooses it. */
  readonly startsNothing?: true;
  /** Whether its servers have one port each, so that it needs a proxy in front. */
  readonly needsProxy: boolean;
  /** The variant with as many workers that a report compares it with; null for none. */
  readonly comparedWith: ComparedWith | null;
  /** Colour of its variants in charts; null if the policy decides. */
  readonly colour: string | null;
  /** Controls that it has while it runs. */
  readonly controls: readonly ControlName[];
  /** Returns why it lacks a control under these settings, with the fix, or null if it does not. Omitted if it never does. */
  readonly controlObstacle?: (control: ControlName, settings: SettingValues) => string | null;
  variants(axes: Axes): Variant[];
  /** How many ports it listens on. */
  portCount(workers: number): number;
  /** @throws {TargetError} if the app does not start to listen; the caller stops what was started */
  start(app: App, context: TopologyContext): Promise<RunningTarget>;
}

/** TargetFailure says why a target cannot be used, with the last lines of the failed process. */
export interface TargetFailure {
  readonly reason: string;
  readonly lastLines: readonly string[];
}

export class TargetError extends Error implements TargetFailure {
  override readonly name = 'TargetError';
  readonly reason: string;
  readonly lastLines: readonly string[];
  constructor({ reason, lastLines }: TargetFailure, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
    this.lastLines = lastLines;
  }
}
