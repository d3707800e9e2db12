import type { Cell, OkTrial, PinnedCpus, Warning } from '../records/run.ts';

/**
 * TrialFigures are what diagnostics read once the window is over. A record holds all of them, so that it can be
 * judged again.
 */
export interface TrialFigures
  extends Pick<Cell, 'workers' | 'hasPrimary' | 'isReference' | 'skew' | 'proxy' | 'hasProxyThreads'>,
    Pick<
      OkTrial,
      | 'load'
      | 'loadHosts'
      | 'cpu'
      | 'processes'
      | 'memory'
      | 'sockets'
      | 'cpuLimits'
      | 'limits'
      | 'search'
      | 'events'
      | 'accounts'
    > {
  /** Cores that the plan pinned the roles to. */
  readonly cpus: PinnedCpus | null;
  /** Whether the app already ran, so that it has no agents. */
  readonly isAttached: boolean;
  /** Classes of failures and status codes that are figures of the scenario. */
  readonly expectedFailures: readonly string[];
}

/** Finding is one sentence: which figure is not what it seems, and what to change. Its numbers are separate. */
export type Finding = Omit<Warning, 'code'>;

/** Diagnostic is a statement about a trial's figures, made if it is true. docs/warnings.md has a section for each. */
export interface Diagnostic {
  /** Never changes. */
  readonly code: string;
  /** Returns null if there is nothing to report, or if the figures that it needs are unknown. */
  readonly find: (figures: TrialFigures) => Finding | null;
}
