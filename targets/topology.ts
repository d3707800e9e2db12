/**
 * How an app's processes are arranged. A topology is handed all that it needs in order to start processes,
 * and imports nothing of the harness but types, so that a test can hand it a fake.
 */
import type { ControlName, Controls } from './controls.ts';
import type { Member } from './member.ts';
import type { Policy } from './policies/index.ts';
import type { Setting, SettingValues } from './setting.ts';

/** Where a server listens; a literal address, IPv6 without brackets. */
export interface Origin {
  readonly host: string;
  readonly port: number;
}

/** A script that serves HTTP on `process.env.PORT`, or on the `{port}` in its arguments. */
export interface App {
  readonly name: string;
  /** Absolute path; empty where a command starts the app. */
  readonly script: string;
  /** Starts the app in place of the script: a program and its arguments, `{port}` standing for the port. */
  readonly command?: readonly string[] | null;
  /** `{port}` stands for the port. */
  readonly args: readonly string[];
  /** Handed to every process of the app, beside PORT, HOST and NODE_APP_INSTANCE. */
  readonly env: Readonly<Record<string, string>>;
  /** Modules preloaded into every process of the target: instruments. */
  readonly preload: readonly string[];
  /** Arguments of the Node that runs it, before the script: none, where they are left out. */
  readonly nodeArgs?: readonly string[];
  /** The Node that runs it: ours, where it is left out. */
  readonly execPath?: string;
  /** Working directory of its processes: ours, where it is left out. */
  readonly cwd?: string;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process as topologies and proxies see it; the harness owns it, and ends it whatever happens. */
export interface ChildHandle {
  readonly pid: number;
  readonly name: string;
  /** Settles once, when the process is gone; never rejects. */
  readonly exited: Promise<Exit>;
  /** Messages on the child's IPC channel; returns how to stop listening. */
  onMessage(listener: (message: unknown) => void): () => void;
  /** SIGTERM, or the signal given; then SIGKILL to the whole process group after a grace. Never rejects. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Last lines that the process wrote to stderr, or to stdout where stderr is empty. */
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
  readonly uid?: number;
  readonly gid?: number;
}

export type Spawn = (options: SpawnOptions) => ChildHandle;

/** A server that listens, as its process says. */
export interface Announced {
  readonly pid: number;
  /** NODE_APP_INSTANCE, 0..N-1; null for a process without one. */
  readonly instance: number | null;
  readonly address: string;
  readonly port: number;
  /** The port that its process was told. */
  readonly expectedPort: number;
}

export interface TopologyContext {
  readonly workers: number;
  /** Null where nothing hands connections to workers. */
  readonly policy: Policy | null;
  /** One port, or one a worker where the topology has many. On 127.0.0.1, free a moment ago. */
  readonly ports: readonly number[];
  /** A value for each setting of the topology. */
  readonly settings: SettingValues;
  readonly spawn: Spawn;
  /**
   * Calls back with each server of the app's processes that begins to listen, whoever started them; returns how to stop
   * that.
   */
  readonly onListening: (listener: (announced: Announced) => void) => () => void;
  /** Where the processes of a group listen, as far as the host tells: what an error says of an app that is not heard. */
  readonly listeningOn?: (pgid: number) => Promise<readonly Origin[]>;
  /** How long the app may take to listen. */
  readonly startTimeoutMs: number;
  readonly signal: AbortSignal;
}

/** A target that listens on all its ports. Whoever handed it `spawn` owns its processes, and stops them. */
export interface RunningTarget {
  readonly origins: readonly Origin[];
  /** Settles when a process of the target ended, or a worker was lost, other than by a control. Never rejects. */
  readonly broken: Promise<TargetFailure>;
  /** Those that its topology or proxy declares. */
  readonly controls: Partial<Controls>;
}

/** Worker counts and policies that a run asks for. */
interface Axes {
  /** Ascending, each once. */
  readonly workers: readonly number[];
  readonly policies: readonly string[];
  /** Whether the topology was asked for by name: then it comes with one worker too. */
  readonly isNamed: boolean;
}

/** One arrangement of a topology, without what stands in front of it. */
export interface Variant {
  /** Its part of a cell's id: `cluster-8-rr`. */
  readonly label: string;
  readonly workers: number;
  /** Null where nothing hands connections to workers. */
  readonly policy: string | null;
}

export interface Topology extends Member {
  /** Whether a process of it starts the workers and may hand them their connections. */
  readonly hasPrimary: boolean;
  /** Whether it is one plain process: what everything else is compared with. */
  readonly isReference: boolean;
  /** Whether its servers have a port each, so that something must stand before them. */
  readonly needsProxy: boolean;
  /** The variant of as many workers that a report holds it against; null for none. */
  readonly comparedWith: { readonly topology: string; readonly policy: string } | null;
  /** Of its variants in charts; null where the policy decides. */
  readonly colour: string | null;
  /** What `--set` may change, by name; none where it is left out. */
  readonly settings?: Readonly<Record<string, Setting>>;
  /** What can be done to it while it runs. */
  readonly controls: readonly ControlName[];
  variants(axes: Axes): Variant[];
  /** How many ports it listens on. */
  portCount(workers: number): number;
  /** @throws {TargetError} when the app does not come to listen; what was started is its owner's to stop. */
  start(app: App, context: TopologyContext): Promise<RunningTarget>;
}

/** Why a target is of no use, and the last words of the process at fault. */
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
