/** What `predict` is told: its flags, checked whole. It reads neither variables nor a file: what it says depends on the command alone. */
import type { PlannedHost } from '../judge/prediction.ts';
import { type Flags, givenAmong } from './flags.ts';
import { readValues } from './options/option.ts';
import { predictOptions } from './options/others.ts';
import { UsageError } from './usage-error.ts';

export interface PredictConfig extends PlannedHost {
  /** Ascending, each once. */
  readonly workers: readonly number[];
  /** Requests per second; null where nothing is claimed. */
  readonly claim: number | null;
}

/**
 * @param hostCores of this host, where none are given
 * @throws {UsageError} at an unknown flag, a missing one, or the first value that makes no sense
 */
export function predictConfig(flags: Flags, cwd: string, hostCores: number): PredictConfig {
  const given = givenAmong(flags, predictOptions, cwd);
  const { cores } = readValues({ cores: predictOptions.cores }, given, 'predict', { cores: hostCores });
  const values = readValues(predictOptions, given, 'predict', { cores });
  const cpuMs = values['cpu-per-request'];
  if (cpuMs === null) {
    throw new UsageError(
      'predict needs --cpu-per-request, the milliseconds of CPU that the app takes for an answer; a run measures them',
    );
  }
  return {
    cores,
    workers: [...new Set(values.workers)].sort((a, b) => a - b),
    connections: values.connections,
    delayMs: values.delay,
    cpuMs,
    loadCpuMs: values['load-cpu-per-request'],
    claim: values.claim,
  };
}
