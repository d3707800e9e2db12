import type { Interruption, RunHeader, Trial } from '../records/run.ts';

/** CutRun is what is left of a run that did not end. */
export interface CutRun {
  readonly header: RunHeader;
  /** The finished ones, in their order. */
  readonly trials: readonly Trial[];
  /** Earlier ones. */
  readonly interruptions: readonly Interruption[];
  /** When it was interrupted; null if the harness was killed. */
  readonly cutAt: string | null;
  /** Trials that its record holds and its journal lacks, as after a full disk. They are the last ones. */
  readonly unwritten: readonly Trial[];
  /** Bytes of the whole lines of its journal. */
  readonly journalLength: number;
  /** Bytes of the journal when it was read: more if another process has written since. */
  readonly journalSize: number;
}
