import type { LoadMode, ScenarioFacts } from '../harness/records/run.ts';
import type { Behaviour } from '../targets/behaviours/behaviour.ts';
import type { Member } from '../targets/member.ts';
import type { SettingValues } from '../targets/setting.ts';
import type { ScenarioEvent } from './events/index.ts';
import type { User } from './user.ts';

/**
 * Scenario defines what a virtual user does, what a correct response is, and the metric that decides. One file per
 * scenario.
 */
export interface Scenario extends Member {
  /** Kept connections, or one connection per request; a closed loop, or requests at a rate. */
  readonly mode: LoadMode;
  /** Name of the deciding metric. */
  readonly metric: string;
  /**
   * `simulated`: a built-in app waits `--delay` before it responds, like a database query; `none`: it responds at
   * once.
   */
  readonly delay: 'simulated' | 'none';
  /** Error classes and status codes that belong to its results and do not count as errors. */
  readonly expectedFailures?: readonly string[];
  /** Names of services that its app depends on, in starting order. */
  readonly services?: readonly string[];
  /** Environment for every process of the app. */
  readonly appEnv?: Readonly<Record<string, string>>;
  /** The effect of its settings on an app with so many workers; omitted if it has no settings. */
  readonly configure?: (settings: SettingValues, workers: number) => Configured;
  /** Variables of the app whose values it compares, the first with each other one. `--env` may name them instead. */
  readonly variables?: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** How one of its processes misbehaves from its start on. */
  readonly behaviour?: Behaviour;
  /** Memory of a worker, such as 150M, at which a topology that can do so replaces it; none if omitted. */
  readonly memoryLimit?: string;
  /** Events to run inside the window. */
  readonly events?: readonly ScenarioEvent[];
  /** Files that a proxy serves if it can, and the app serves otherwise; none if omitted. */
  readonly files?: StaticFiles | null;
  /** Whether its connections become WebSockets, which a proxy must pass on; false if omitted. */
  readonly upgrades?: boolean;
  /** Rate of an open loop unless `--rate` sets one; the run's default if omitted. */
  readonly rate?: ScenarioFacts['rate'];
  /** The requests of one connection and their correct responses, or its messages. */
  readonly user: User;
  /** The module that defines it; none for our own. */
  readonly module?: ScenarioModule;
}

/** Configured is what the settings of a scenario mean. */
interface Configured {
  /** Environment for every process of the app, in addition to `appEnv`. */
  readonly appEnv: Readonly<Record<string, string>>;
  /** Whether a response of a built-in app takes the delay of the scenario. */
  readonly waits: boolean;
  /** Most connections that each worker of a built-in app keeps to a service. */
  readonly pool: number;
}

/** ScenarioModule is a module of the user's own, bundled to one file, so that any process can load it. */
export interface ScenarioModule {
  /** Name of the file without its folder. */
  readonly file: string;
  /** Code of the bundle. */
  readonly bundle: string;
  /** The hash of the bundle, in hex. */
  readonly sha256: string;
}

export interface StaticFiles {
  /** Path that they are served under, with slashes at both ends. */
  readonly path: string;
  /** Contents by name. */
  readonly texts: Readonly<Record<string, string>>;
}
