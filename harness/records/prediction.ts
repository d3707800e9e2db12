/** The figures that `predict` calculates, for its report. */
import type { Limit, Model } from './run.ts';

export interface ConnectionsNeeded {
  /** With fewer, the connections themselves are the lowest limit. */
  readonly least: number;
  /** With this many, another limit is lowest, clearly enough to be measured. */
  readonly advised: number;
}

/** PlannedHost is a host and its load. */
export interface PlannedHost {
  readonly cores: number;
  readonly connections: number;
  readonly delayMs: number;
  /** CPU of the app per request. */
  readonly cpuMs: number;
  /** CPU of the load per request, on the same cores; 0 if it has cores of its own. */
  readonly loadCpuMs: number;
}

export interface Prediction {
  readonly workers: number;
  /** Lowest limit. */
  readonly lowest: Limit;
  readonly model: Model;
  /** Share of the app's parallel capacity in use, 0 to 1, if each connection stays with its worker. */
  readonly utilization: number;
  /** Connections until something else sets the limit. */
  readonly needed: ConnectionsNeeded;
}
