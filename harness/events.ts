/** What a run tells whoever watches it, in the order in which it happens. */
import type { BySide, Side } from './ab/side.ts';
import type { Standing } from './ab/standings.ts';
import type { Cell, Skipped, Trial } from './record.ts';

export type Phase = 'starting' | 'warming up' | 'seeking' | 'measuring' | 'stopping';

export type RunEvent =
  | {
      readonly type: 'planned';
      readonly folder: string;
      readonly cells: readonly Cell[];
      readonly skipped: readonly Skipped[];
      readonly trials: number;
      /** Warm-ups, windows, and an allowance for starting and stopping. */
      readonly estimatedSeconds: number;
    }
  /** Instead, where trials alternate in pairs. */
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
      readonly type: 'trial-started';
      readonly cell: string;
      readonly trial: number;
      readonly order: number;
      /** Of a pair's trial. */
      readonly side?: Side;
    }
  | { readonly type: 'phase'; readonly phase: Phase }
  /** About once a second under load: correct answers per second since the last such event. */
  | { readonly type: 'live'; readonly throughput: number }
  | { readonly type: 'trial-ended'; readonly trial: Trial; readonly remainingSeconds: number }
  | {
      readonly type: 'pair-ended';
      readonly cell: string;
      readonly pair: number;
      readonly trials: BySide<Trial>;
      readonly standing: Standing;
      /** Cells that are not decided yet. */
      readonly open: number;
    }
  /** More trials than were planned, since the figures are not known well enough yet. */
  | { readonly type: 'extended'; readonly trials: number }
  /** Something that the user must know and that does not end the run. */
  | { readonly type: 'notice'; readonly text: string };

export type Watch = (event: RunEvent) => void;
