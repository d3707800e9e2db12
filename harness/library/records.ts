/** The types of a run's record, as they are published. docs/run.schema.json is the same for other languages. */
import type { Comparison } from '../records/types/comparison.ts';
import type { RunRecord } from '../records/types/run.ts';

export type { Comparison, RunRecord };

export type Cell = RunRecord['cells'][number];
export type Trial = RunRecord['trials'][number];
/** A trial with figures. */
export type OkTrial = Extract<Trial, { status: 'ok' }>;
/** A trial that ended without figures, and why. */
export type FailedTrial = Extract<Trial, { status: 'failed' }>;
/** A CPU profile, and what takes time in it. */
export type Profile = RunRecord['profiles'][number];
/** A cell of a comparison, with its verdict. */
export type ComparedCell = Comparison['cells'][number];
