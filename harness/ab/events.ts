/** What trials in pairs tell whoever watches them: what every run does, and this. */
import type { Cell, Skipped, Trial } from '../records/run.ts';
import type { RunEvent } from '../run/events.ts';
import type { BySide } from './side.ts';
import type { Standing } from './standings.ts';

export type PairsEvent =
  | RunEvent
  /** In place of `planned`. */
  | {
      readonly type: 'pairs-planned';
      readonly folder: string;
      readonly cells: readonly Cell[];
      readonly skipped: readonly Skipped[];
      /** How the sides are named. */
      readonly labels: BySide<string>;
      readonly maxPairs: number;
      /** Of one pair. */
      readonly estimatedSeconds: number;
    }
  | {
      readonly type: 'pair-ended';
      readonly cell: string;
      readonly pair: number;
      readonly trials: BySide<Trial>;
      readonly standing: Standing;
      /** Cells that are not decided yet. */
      readonly open: number;
    };

export type WatchPairs = (event: PairsEvent) => void;
