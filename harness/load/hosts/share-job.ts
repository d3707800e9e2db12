/** The job of an agent, and the messages that it and the coordinator exchange during a trial. */
import type { CpuSamples } from '../../host/cpu-sampler.ts';
import type { LoadHostFacts } from '../../records/run.ts';
import type { FromLoadProcess, ToLoadProcess } from '../load-messages.ts';
import type { CarriedLog } from './carried-logs.ts';
import type { ClockReading } from './clock-reading.ts';

/** ShareJob is one agent's share of a trial's load. BullMQ carries it, signed. */
export interface ShareJob {
  /** Version of the coordinator: agents of another one refuse the job. */
  readonly version: string;
  /** Random, new for each trial. */
  readonly session: string;
  /** Index of the share, from 0. */
  readonly share: number;
  /** Load processes to start; null: as many as the agent has cores for. */
  readonly processes: number | null;
  /** The agent starts no more than it has connections. */
  readonly mostProcesses: number;
  /** When it was made, in Redis's time: an old one has no coordinator any more. */
  readonly madeMs: number;
  /** The agent ends the load after this time whatever happens. */
  readonly longestSeconds: number;
  /** The coordinator's clock. */
  readonly clock: Pick<ClockReading, 'offsetMs'>;
}

export function jobId({ session, share }: Pick<ShareJob, 'session' | 'share'>): string {
  return `${session}-${share}`;
}

export type ToAgent =
  /** The coordinator is there. */
  | { readonly type: 'alive' }
  /** A message for a load process, by its index on this host. */
  | { readonly type: 'relay'; readonly process: number; readonly message: ToLoadProcess }
  /** End the load, and report. */
  | { readonly type: 'end' };

export type FromAgent =
  | { readonly type: 'alive' }
  /** The share is taken. */
  | {
      readonly type: 'joined';
      readonly host: LoadHostFacts;
      readonly processes: number;
      readonly clock: ClockReading;
    }
  | {
      readonly type: 'relay';
      readonly process: number;
      readonly message: FromLoadProcess;
      readonly log?: CarriedLog;
    }
  /** @property roundTripMs to the target; null if it could not connect */
  | { readonly type: 'connected'; readonly roundTripMs: number | null }
  /** The load ends too early. */
  | { readonly type: 'broken'; readonly reason: string }
  /** The load has ended. */
  | {
      readonly type: 'ended';
      readonly clock: ClockReading;
      /** Over the last window; null if there was none. */
      readonly cpu: CpuSamples | null;
      /** TCP segments sent again in that window; null if unknown. */
      readonly retransmits: number | null;
    };

/** Both sides send something at least this often, and give the other up after the silence. */
export const ALIVE_MS = 500;
export const SILENCE_MS = 3_000;
/** A job that nobody took by then has no coordinator any more. */
export const STALE_MS = 60_000;
