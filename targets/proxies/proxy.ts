import type { ControlName } from '../controls.ts';
import type { FoundProgram, Member } from '../member.ts';
import type { Origin, RunningTarget, Spawn } from '../topology.ts';

/** ReverseProxy stands in front of the app. */
export interface ReverseProxy extends Member {
  /** Controls that it has while it runs; none if omitted. */
  readonly controls?: readonly ControlName[];
  /** Features that it offers a scenario, besides passing requests on; none if omitted. */
  readonly features?: readonly ProxyFeature[];
  /** Whether clients reach it over TLS, with a certificate that no client knows. */
  readonly terminatesTls?: boolean;
  /** Whether its workers are threads of one process instead of processes. */
  readonly hasThreads?: boolean;
  /** The proxy that a report compares it with, besides no proxy. */
  readonly comparedWith?: string;
  /** A sentence that readers of its results must know; null if the user wrote its configuration, or there is no proxy. */
  readonly behavior: ProxyBehavior | null;
  /** The user's file that configures it; null if the harness writes the configuration. */
  readonly configuration?: ConfigurationFile | null;
  /**
   * Checks a user's configuration without serving.
   * @throws {TargetError} with the proxy's own words
   */
  readonly check?: (context: CheckContext) => Promise<void>;
  /** Null if the load goes to the app itself. */
  readonly start: ((context: ProxyContext) => Promise<RunningTarget>) | null;
}

/** `serves-files`: it serves a scenario's files itself, instead of the app. */
type ProxyFeature = 'serves-files';

/** ProxyBehavior states in words what a proxy does besides passing requests on. */
interface ProxyBehavior {
  /** How it chooses an upstream. */
  readonly balancing: string;
  /** When it closes an idle connection to an upstream. An app that closes earlier may lose requests. */
  readonly idleUpstream: string;
  /** The fate of a request whose upstream fails. */
  readonly failedUpstream: string;
  /** TLS version, certificate and session reuse; null without TLS. */
  readonly tls: string | null;
}

export interface ConfigurationFile {
  /** Absolute path. */
  readonly path: string;
  readonly sha256: string;
}

export interface CheckContext {
  readonly program: FoundProgram;
  /** Parent of the proxy's own folder; other users can pass through it. */
  readonly folder: string;
  /** Address that it listens on; IPv6 without brackets. */
  readonly host: string;
  /** It was free on `host` a moment ago. */
  readonly port: number;
}

export interface ProxyContext extends CheckContext {
  /** Other programs that it declares, by name. */
  readonly helpers: Readonly<Record<string, FoundProgram | undefined>>;
  readonly upstreams: readonly Origin[];
  /** Client connections that it must be able to hold. */
  readonly connections: number;
  /** Its worker processes or threads. */
  readonly workers: number;
  /** The features that the scenario asks of a proxy that has them. */
  readonly wants: ProxyWants;
  readonly spawn: Spawn;
  /** Returns the children of a process, as the host shows them. */
  readonly childrenOf: (pid: number) => Promise<readonly number[]>;
  /** Returns where the processes of a group listen, as far as the host shows it. */
  readonly listeningOn: (pgid: number) => Promise<readonly Origin[]>;
}

export interface ProxyWants {
  /** Files to serve; null for none. */
  readonly files: ServedFiles | null;
  /** Whether clients upgrade their connections to WebSockets. */
  readonly upgrades: boolean;
}

export interface ServedFiles {
  /** Path that they are served under, with slashes at both ends. */
  readonly path: string;
  /** Absolute path of the folder; every user can read it. */
  readonly folder: string;
}
