/** Events that a run reports to its watcher, in the order in which they happen. */
import type { RunRecord } from '../records/types/run.ts';
import type { Phase } from '../trial/phase.ts';

/** Types of the record as they are published, since these events are. */
type Cell = RunRecord['cells'][number];
type Skipped = RunRecord['skipped'][number];
type Trial = RunRecord['trials'][number];
type Profile = RunRecord['profiles'][number];

/** RunEvent is what happens in a run. A later version may add types, and fields of these. */
export type RunEvent =
  | {
      readonly type: 'planned';
      readonly folder: string;
      readonly cells: readonly Cell[];
      readonly skipped: readonly Skipped[];
      /** Which hosts send the load, in words; null if this one does. */
      readonly load: string | null;
      readonly trials: number;
      /** Trials of an earlier sitting, which are part of `trials`. */
      readonly kept: number;
      /** Trials after these that take a profile. */
      readonly profiles: number;
      /** Warm-ups, windows, and an allowance for starting and stopping. */
      readonly estimatedSeconds: number;
    }
  | {
      readonly type: 'trial-started';
      readonly cell: string;
      readonly trial: number;
      readonly order: number;
      /** Side of a pair's trial. */
      readonly side?: 'base' | 'head';
    }
  | { readonly type: 'phase'; readonly phase: Phase }
  /** The target runs, but does not respond correctly yet. */
  | { readonly type: 'waiting'; readonly reason: string }
  /** About once a second under load: correct responses per second since the last such event. */
  | { readonly type: 'live'; readonly throughput: number }
  | { readonly type: 'trial-ended'; readonly trial: Trial; readonly remainingSeconds: number }
  /** More trials than were planned, because the figures are not precise enough yet. */
  | { readonly type: 'extended'; readonly trials: number }
  /** A trial begins that takes a profile. */
  | { readonly type: 'profile-started'; readonly cell: string }
  | { readonly type: 'profile-ended'; readonly profile: Profile; readonly remainingSeconds: number }
  /** A message for the user that does not end the run. */
  | { readonly type: 'notice'; readonly text: string };

export type Watch = (event: RunEvent) => void;
