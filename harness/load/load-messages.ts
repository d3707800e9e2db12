/** IPC messages between the harness and a load process. */
import type { Window } from '../host/clock.ts';
import type { PaceShare, ProcessJob } from './load-client.ts';
import type { SoFar } from './so-far.ts';
import type { LedgerFigures } from './window-counts.ts';

/** Messages from the harness to a load process. */
export type ToLoadProcess =
  /** Start sending. */
  | { readonly type: 'begin'; readonly job: ProcessJob }
  /** Stop sending, and report when nothing is in flight. */
  | { readonly type: 'drain' }
  /** Start an open loop. */
  | { readonly type: 'pace'; readonly pace: PaceShare }
  /** Measure this window, which has not begun yet. */
  | { readonly type: 'measure'; readonly window: Window }
  /** Report how the load goes. */
  | { readonly type: 'report-so-far' }
  /** Move the window's end to a later instant. */
  | { readonly type: 'extend'; readonly toMs: number };

export interface LoadProcessFigures extends LedgerFigures {
  /** Over the window. */
  readonly eventLoopUtilization: number;
  readonly cpuSeconds: number;
  /** End of the window as the process knew it. */
  readonly toMs: number;
  /** How long the window had already begun when the message arrived; 0 if it had not. */
  readonly lateMs: number;
  /** Time ready to run but without a core; null if unknown. */
  readonly waitSeconds: number | null;
}

export type FromLoadProcess =
  /** Started, and waiting for a job. */
  | { readonly type: 'ready' }
  /** Every connection has ended its first request. */
  | { readonly type: 'all-connected' }
  /** The client met a response that it misreads. */
  | { readonly type: 'misread'; readonly reason: string }
  /** Nothing is in flight any more. */
  | { readonly type: 'drained' }
  /** Correct responses since the last such message, sent about once a second. */
  | { readonly type: 'live'; readonly answered: number }
  | { readonly type: 'so-far'; readonly soFar: SoFar }
  | { readonly type: 'figures'; readonly figures: LoadProcessFigures };
