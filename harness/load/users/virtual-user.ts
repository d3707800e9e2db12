/** VirtualUser runs the iterations of one connection: it says what to do next, and learns how each request ended. */
import type { LoadErrors } from '../../records/run.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import type { EncodedRequest } from './encode-request.ts';

export type Action = EncodedRequest | { readonly kind: 'pause'; readonly ms: number } | IterationOutcome;

/** IterationOutcome ends an iteration. */
export interface IterationOutcome {
  readonly kind: 'end';
  /** Whether every request got a correct response and no check failed. */
  readonly isCorrect: boolean;
  /** Message of what the script threw; null if it threw nothing of its own. */
  readonly thrown: string | null;
}

export interface VirtualUser {
  /** Begins the next iteration. */
  begin(): Action;
  /** Goes on after a response. */
  responded(response: ParsedResponse, isExpected: boolean): Action;
  /** Goes on after a request without a response. */
  failed(failure: keyof LoadErrors): Action;
  /** Goes on after a pause. */
  resume(): Action;
}
