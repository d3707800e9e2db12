/** Options of a run in a program, beside the configuration, and its result. */
import type { RunEvent } from '../run/events.ts';
import type { RunRecord } from './records.ts';

export interface RunOptions<Save extends boolean = boolean> {
  /** Called with each event, in order. An error that it throws stops the run, which then rejects with it. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  /** Aborting it stops the running trial; the run then ends with a partial record, as after Ctrl-C. */
  readonly signal?: StopSignal | undefined;
  /** Folder that paths are relative to, and that the app is started in [the working directory]. */
  readonly cwd?: string | undefined;
  /** Variables that the app and everything else that is started inherit [process.env]. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** false: write no folder; the record is in the result alone [true]. */
  readonly save?: Save | undefined;
  /** false: write the record without report.md, report.html and charts [true]. */
  readonly report?: boolean | undefined;
}

/** The parts of an AbortSignal; written out, so that neither the types of Node nor those of a browser are needed. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface RunResult<Save extends boolean = boolean> {
  /** Its `status` is `partial` if the run was stopped. A failed trial is part of it. */
  readonly record: RunRecord;
  /** Absolute path of the run's folder; null without one. */
  readonly folder: Save extends true ? string : null;
  /** Whether `run.json` is in the folder. If not, a notice said why. */
  readonly saved: boolean;
  /** Path of `report.html`; null if it was not written. */
  readonly report: string | null;
  /** Paths of the files that `output` asks for, and why some could not be written: a notice said so too. */
  readonly outputs: { readonly files: readonly string[]; readonly failures: readonly string[] };
}
