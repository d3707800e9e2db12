/** What `predict` is told: its flags, checked whole. It reads neither variables nor a file: what it says depends on the command alone. */

import { givenAmong } from './flags.ts';
import type { Given } from './given.ts';
import type { Option } from './options.ts';
import { UsageError } from './usage-error.ts';
import { listOf, type NumberRange, numberIn, oneText } from './values.ts';

const paper = { group: 'On paper:', takes: 'value' } as const;

export const predictOptions = {
  'cpu-per-request': { ...paper, about: 'ms of CPU that the app takes for an answer' },
  cores: { ...paper, about: 'that the app may use [those of this host]' },
  workers: { ...paper, takes: 'list', about: 'worker counts [1, cores, 2 x cores]' },
  connections: { ...paper, about: 'kept open at the same time [500]' },
  delay: { ...paper, about: 'ms that each answer waits, as for a database [50]' },
  'load-cpu-per-request': { ...paper, about: 'ms of the same cores that the load takes [0]' },
  claim: { ...paper, about: 'requests per second that somebody claims' },
} as const satisfies Record<string, Option>;

type PredictOption = keyof typeof predictOptions;

export const predictOptionNames = Object.keys(predictOptions) as PredictOption[];

export interface PredictConfig {
  readonly cores: number;
  /** Ascending, each once. */
  readonly workers: readonly number[];
  readonly connections: number;
  readonly delayMs: number;
  readonly cpuMs: number;
  /** 0 where the load has cores of its own. */
  readonly loadCpuMs: number;
  /** Requests per second; null where nothing is claimed. */
  readonly claim: number | null;
}

const cpu = { max: 60_000, whole: false, unit: 'ms' } as const;
const ranges = {
  // Below a microsecond nothing answers HTTP.
  'cpu-per-request': { min: 0.001, ...cpu },
  cores: { min: 1, max: 10_000, whole: true },
  workers: { min: 1, max: 10_000, whole: true },
  connections: { min: 1, max: 1_000_000, whole: true },
  delay: { min: 0, max: 86_400_000, whole: false, unit: 'ms' },
  'load-cpu-per-request': { min: 0, ...cpu },
  claim: { min: 1, max: 1_000_000_000, whole: false },
} as const satisfies Record<PredictOption, NumberRange>;

/**
 * @param hostCores of this host, where none are given
 * @throws {UsageError} at an unknown flag, a missing one, or the first value that makes no sense
 */
export function predictConfig(
  flags: Readonly<Record<string, unknown>>,
  cwd: string,
  hostCores: number,
): PredictConfig {
  const given = givenAmong(flags, predictOptionNames, cwd);
  const numberOr = (fallback: number, name: PredictOption) => {
    const value: Given | undefined = given[name];
    return value ? numberIn(oneText(value), ranges[name], value.origin) : fallback;
  };
  if (given['cpu-per-request'] === undefined) {
    throw new UsageError(
      'predict needs --cpu-per-request, the milliseconds of CPU that the app takes for an answer; a run measures them',
    );
  }
  const cores = numberOr(hostCores, 'cores');
  const workers = given.workers
    ? listOf(given.workers).map((text) => numberIn(text, ranges.workers, '--workers'))
    : [1, cores, 2 * cores];
  return {
    cores,
    workers: [...new Set(workers)].sort((a, b) => a - b),
    connections: numberOr(500, 'connections'),
    delayMs: numberOr(50, 'delay'),
    cpuMs: numberOr(0, 'cpu-per-request'),
    loadCpuMs: numberOr(0, 'load-cpu-per-request'),
    claim: given.claim ? numberOr(0, 'claim') : null,
  };
}
