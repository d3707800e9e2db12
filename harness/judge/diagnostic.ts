import type { Cell, OkTrial, PinnedCpus, Warning } from '../records/run.ts';

/** What is known of a trial once its window is over; a record holds all of it, so that it can be judged again. */
export interface TrialFigures
  extends Pick<Cell, 'workers' | 'hasPrimary' | 'isReference' | 'skew' | 'proxy'>,
    Pick<OkTrial, 'load' | 'cpu' | 'processes' | 'sockets' | 'bounds' | 'search'> {
  /** Cores that the plan pinned the roles to. */
  readonly cpus: PinnedCpus | null;
}

/** One sentence: which figure is not what it seems, and what to change. Its numbers stand apart. */
export type Finding = Omit<Warning, 'code'>;

/** A statement about figures, made where it is true. Its page is docs/warnings.md. */
export interface Diagnostic {
  /** Stable, for ever. */
  readonly code: string;
  /** Null where there is nothing to say, also where the figures that it needs are unknown. */
  readonly find: (figures: TrialFigures) => Finding | null;
}
