/** What the harness and a load process say to each other over IPC. */
import type { Window } from '../observe/clock.ts';
import type { LoadJob } from './driver.ts';
import type { LedgerFigures } from './ledger.ts';

/** harness -> load process: begin now, and measure this window. */
export interface LoadOrders {
  readonly job: LoadJob;
  readonly window: Window;
}

export interface LoadProcessFigures extends LedgerFigures {
  /** Over the window. */
  readonly eventLoopUtilization: number;
  readonly cpuSeconds: number;
}

export type FromLoadProcess =
  /** Loaded, and waiting for orders. */
  | { readonly type: 'ready' }
  /** About once a second: correct answers since the last time. */
  | { readonly type: 'live'; readonly answered: number }
  | { readonly type: 'figures'; readonly figures: LoadProcessFigures };
