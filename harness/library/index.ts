/**
 * The exports of the package `cluster-bench`. Everything that measures is loaded late, inside the functions, so that
 * an import costs little.
 */
export * from '../../scenarios/api.ts';
export { type Config, defineConfig } from '../config/define-config.ts';
export { UsageError } from '../config/usage-error.ts';
export { RecordError } from '../records/record-error.ts';
export type { RunEvent } from '../run/events.ts';
export type { Phase } from '../trial/phase.ts';
export { type ComparedRun, type CompareOptions, compare } from './compare.ts';
export { readRun } from './read-run.ts';
export type {
  Cell,
  ComparedCell,
  Comparison,
  FailedTrial,
  OkTrial,
  Profile,
  RunRecord,
  Trial,
} from './records.ts';
export { run } from './run.ts';
export type { RunOptions, RunResult, StopSignal } from './run-options.ts';
