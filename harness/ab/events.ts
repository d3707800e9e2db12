/** Events of trials in pairs, in addition to those of every run. */
import type { Cell, Skipped, Trial } from '../records/run.ts';
import type { RunEvent } from '../run/events.ts';
import type { BySide } from './side.ts';
import type { Standing } from './standings.ts';

export type PairsEvent =
  | RunEvent
  /** Replaces `planned`. */
  | {
      readonly type: 'pairs-planned';
      readonly folder: string;
      readonly cells: readonly Cell[];
      readonly skipped: readonly Skipped[];
      /** Which hosts send the load, in words; null if this one does. */
      readonly load: string | null;
      /** Names of the two sides. */
      readonly labels: BySide<string>;
      readonly maxPairs: number;
      /** Estimated time of one pair. */
      readonly estimatedSeconds: number;
    }
  | {
      readonly type: 'pair-ended';
      readonly cell: string;
      readonly pair: number;
      readonly trials: BySide<Trial>;
      readonly standing: Standing;
      /** Cells without a verdict so far. */
      readonly open: number;
    };

export type WatchPairs = (event: PairsEvent) => void;
