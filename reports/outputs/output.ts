/** The properties of an output, which is a format for other programs. Each output is a folder here and a line in `index.ts`. */
import type { Comparison } from '../../harness/records/comparison.ts';
import type { Night } from '../../harness/records/night.ts';
import type { RunRecord } from '../../harness/records/run.ts';

export interface OutputFile {
  /** Different for a run, a comparison and a night: all three may be in one folder. */
  readonly name: string;
  readonly text: string;
}

export interface Output {
  readonly name: string;
  readonly summary: string;
  /** Kinds of records that it has files of. */
  readonly of: readonly (keyof OutputFiles)[];
  /** Loads what makes the files. Help and completion need only the lines above, and must not wait for it. */
  readonly load: () => Promise<OutputFiles>;
}

/** Functions that make the files of each kind of record. */
export interface OutputFiles {
  readonly run?: (record: RunRecord) => OutputFile[];
  readonly comparison?: (comparison: Comparison) => OutputFile[];
  /** @param comparison with the last good nights; null if there are none */
  readonly night?: (night: Night, comparison: Comparison | null) => OutputFile[];
}
