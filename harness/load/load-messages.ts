/** What the harness and a load process say to each other over IPC. */
import type { Window } from '../host/clock.ts';
import type { LoadJob, PaceShare } from './driver.ts';
import type { LedgerFigures } from './window-counts.ts';

/** harness -> load process. */
export type ToLoadProcess =
  /** Begin now. */
  | { readonly type: 'begin'; readonly job: LoadJob }
  /** Send nothing more. */
  | { readonly type: 'drain' }
  /** An open loop from now on. */
  | { readonly type: 'pace'; readonly pace: PaceShare }
  /** Measure this window, which has not begun yet. */
  | { readonly type: 'measure'; readonly window: Window };

export interface LoadProcessFigures extends LedgerFigures {
  /** Over the window. */
  readonly eventLoopUtilization: number;
  readonly cpuSeconds: number;
  /** How long the window had begun when it was heard of; 0 where it had not. */
  readonly lateMs: number;
  /** Ready to run, and without a core; null where unknown. */
  readonly waitSeconds: number | null;
}

export type FromLoadProcess =
  /** Loaded, and waiting for orders. */
  | { readonly type: 'ready' }
  /** A first request of every connection has ended. */
  | { readonly type: 'all-connected' }
  /** The driver met a response that it misreads. */
  | { readonly type: 'misread'; readonly reason: string }
  /** Nothing is under way any more. */
  | { readonly type: 'drained' }
  /** About once a second: correct answers since the last time. */
  | { readonly type: 'live'; readonly answered: number }
  | { readonly type: 'figures'; readonly figures: LoadProcessFigures };
