/**
 * Options of `predict`. It reads neither variables nor a file, so that its output depends on the command line only.
 */
import type { PlannedHost } from '../records/prediction.ts';
import { type Flags, givenAmong } from './flags.ts';
import { readValues } from './options/option.ts';
import { predictOptions } from './options/others.ts';
import { UsageError } from './usage-error.ts';

export interface PredictConfig extends PlannedHost {
  /** Ascending, without duplicates. */
  readonly workers: readonly number[];
  /** Requests per second; null: no claim to check. */
  readonly claim: number | null;
}

/**
 * @param hostCores cores of this host, the default
 * @throws {UsageError} at an unknown or missing flag, or the first invalid value
 */
export function predictConfig(flags: Flags, cwd: string, hostCores: number): PredictConfig {
  const given = givenAmong(flags, predictOptions, cwd);
  const { cores } = readValues({ cores: predictOptions.cores }, given, 'predict', { cores: hostCores });
  const values = readValues(predictOptions, given, 'predict', { cores });
  const cpuMs = values['cpu-per-request'];
  if (cpuMs === null) {
    throw new UsageError(
      'predict needs --cpu-per-request, the milliseconds of app CPU per request; a run measures them',
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
