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
  /** What it makes of each record; nothing for a kind of record that it has no files of. */
  readonly files: OutputFiles;
}

export interface OutputFiles {
  readonly run?: (record: RunRecord) => OutputFile[];
  readonly comparison?: (comparison: Comparison) => OutputFile[];
  /** @param comparison with the last good nights; null if there are none */
  readonly night?: (night: Night, comparison: Comparison | null) => OutputFile[];
}
