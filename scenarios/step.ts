/** Step is what a scripted virtual user does next. */
import type { Request } from './request.ts';

export type Step = Request | Pause | IterationEnd;

/** Pause is time that the user takes to think. Its connection stays open and idle. */
export interface Pause {
  readonly kind: 'pause';
  readonly ms: number;
}

/** IterationEnd ends an iteration; the user keeps its state for the next one. */
export interface IterationEnd {
  readonly kind: 'iteration-end';
}

/** isStep says whether a value is a step: a script in JavaScript may yield anything. */
export function isStep(value: unknown): value is Step {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
  return kind === 'request' || kind === 'pause' || kind === 'iteration-end';
}

const ITERATION_END: IterationEnd = Object.freeze({ kind: 'iteration-end' });

/** pause makes the user wait. */
export function pause(seconds: number): Pause {
  return { kind: 'pause', ms: seconds * 1_000 };
}

/** endIteration ends the iteration and keeps the user: what follows is the next iteration, at its own time. */
export function endIteration(): IterationEnd {
  return ITERATION_END;
}
